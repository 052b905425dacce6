using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;

namespace Hillock.Lessons.Writing;

/// <summary>Exercises as a page of HTML to print: the questions with room to write, the answers on a page of their own.</summary>
/// <param name="output">Where it is written.</param>
public sealed class ExerciseSheet(TextWriter output) : LessonWriter
{
    private const string Style = """

        .name { display: flex; gap: 2em; margin: 1.5em 0; } .name span { flex: 1; border-bottom: 1px solid var(--line); }
        .question { break-inside: avoid; margin: 1.6em 0; } .room { border-bottom: 1px dotted var(--line); height: 2.2em; } .options { list-style: lower-alpha; }
        .answers { break-before: page; border-top: 3px double var(--line); margin-top: 4em; }
        @media print { :root { color-scheme: light; } body { margin: 0; max-width: none; font-size: 11pt; } .answers { border: 0; margin: 0; } @page { margin: 18mm; } }
        """;

    /// <summary>The sheet of some lessons as a text.</summary>
    public static string Html(IReadOnlyList<Lesson> lessons, long seed = 1, bool answers = true)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new ExerciseSheet(text).WriteExercises(lessons, seed, answers);
        return text.ToString();
    }

    /// <inheritdoc/>
    protected override void Begin(string title)
    {
        output.Write(HtmlBlocks.Begin(title, HtmlBlocks.Text(title), Style));
        output.WriteLine("<div class=\"name\"><span>Name</span><span>Date</span></div>");
    }

    /// <inheritdoc/>
    protected override void Write(Block block) => output.WriteLine(HtmlBlocks.Of(block));

    /// <inheritdoc/>
    protected override void WriteQuestion(Exercise exercise)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        output.WriteLine($"<div class=\"question\"><b>{exercise.Id}</b>");
        foreach (Block block in exercise.Question) Write(block);
        output.WriteLine(exercise.Answer switch
        {
            ChoiceAnswer choice => $"<ol class=\"options\">{string.Concat(choice.Options.Select(option => $"<li>{HtmlBlocks.Rich(option.Text)}</li>"))}</ol></div>",
            YesNoAnswer => "<p>☐ yes &#160; ☐ no</p></div>",
            _ => "<div class=\"room\"></div><div class=\"room\"></div></div>",
        });
    }

    /// <inheritdoc/>
    protected override void TurnPage() => output.WriteLine("<div class=\"answers\"></div>");

    /// <inheritdoc/>
    protected override void End() => output.WriteLine(HtmlBlocks.End);
}
