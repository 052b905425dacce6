using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Lessons;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Writing;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Sessions;

/// <summary>Tells lessons, judges answers and makes sheets to print.</summary>
internal sealed class Teacher(Func<ServerMessage, Task> tell, Func<FileMade, byte[], Task> giveFile)
{
    private const int MostAnswer = 1000;

    /// <summary>All lessons, for the list.</summary>
    public static IReadOnlyList<LessonHead> Heads { get; } = [.. Lesson.All.Select(lesson => new LessonHead(lesson.Id, lesson.Title, lesson.Group.Title()))];

    /// <summary>Tells a lesson.</summary>
    public Task TellAsync(AskLesson asked) => tell(new LessonTold(asked.Id, asked.Seed, Element(LessonJson.Of(Find(asked.Id), asked.Seed))));

    /// <summary>Judges an answer, or shows the right one.</summary>
    public Task JudgeAsync(Judge asked) => tell(Judge(asked));

    /// <summary>Makes a sheet of exercises.</summary>
    public Task PrintAsync(AskSheet asked)
    {
        string html = ExerciseSheet.Html([.. asked.Lessons.Distinct(StringComparer.Ordinal).Select(Find)], asked.Seed);
        byte[] content = Encoding.UTF8.GetBytes(html);
        return giveFile(new FileMade("exercises.html", "text/html", content.Length), content);
    }

    private static Judged Judge(Judge asked)
    {
        Exercise exercise = Find(asked.Lesson).Exercises(asked.Seed).FirstOrDefault(each => each.Id == asked.Exercise)
            ?? throw new HillockException($"Lesson {asked.Lesson} has no such exercise.");
        if (asked.Text is null) return Shown(exercise, isRight: false, "");
        if (asked.Text.Length > MostAnswer) throw new HillockException($"An answer has up to {MostAnswer:N0} characters.");
        Verdict verdict = exercise.Check(asked.Text);
        return verdict.IsRight ? Shown(exercise, isRight: true, verdict.Sentence) : new Judged(exercise.Id, IsRight: false, verdict.Sentence, null, null);
    }

    private static Judged Shown(Exercise exercise, bool isRight, string sentence) =>
        new(exercise.Id, isRight, sentence, exercise.Answer.Text, [.. exercise.Solution.Select(block => Element(LessonJson.Of(block)))]);

    private static Lesson Find(string id) => Lesson.Find(id) ?? throw new HillockException(NearestName.Sentence("lesson", id, [.. Lesson.All.Select(lesson => lesson.Id)]));

    private static JsonElement Element(JsonObject json) => JsonSerializer.SerializeToElement(json, MessageContext.Default.JsonObject);
}
