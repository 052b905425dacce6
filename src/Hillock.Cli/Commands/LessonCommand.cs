using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json.Nodes;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Lessons;
using Hillock.Cli.Screens;
using Hillock.Lessons;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Writing;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock lesson ID</c>: the introductory lectures, with numbers computed on the spot.</summary>
internal sealed class LessonCommand : HillockCommand
{
    private const string List = "list";

    private readonly Argument<string[]> lessons = new("ID") { Description = "a lesson, such as B1; several with --exercises; or list", Arity = ArgumentArity.ZeroOrMore };
    private readonly ValueOption<string?> format = new ValueOption<string?>("--format", "text|markdown|html", Format, "how it is written to standard output; default: text").Offering(() => LessonFormat.Names);
    private readonly FlagOption exercises = new("--exercises", "the lesson's exercises, with numbers drawn from a seed; --format html is a sheet to print");
    private readonly FlagOption answers = new("--answers", "with hints, answers and solutions after the exercises, on a page of their own");
    private readonly ValueOption<long?> seed = new("--seed", "N", Read.Long, "draws the exercises' numbers; default: 1");
    private readonly ValueOption<int?> attempt = new("--try", "N", Read.Integer, "only what the lesson's Nth thing to try works on, as JSON for a file: an experiment, a model, a region");
    private readonly FlagOption json = new("--json", "the list, or the lesson with its exercises, as one JSON object");

    public LessonCommand()
        : base("lesson", "Teaches a chapter of the introductory lectures on neural networks; every number is computed while you read.")
    {
        lessons.CompletionSources.Add(_ => Lesson.All.Select(each => new CompletionItem(each.Id)));
        Arguments.Add(lessons);
        AddGroup("Options", exercises, answers, seed, attempt, format, json);
        SetAction(Run);
    }

    public override IReadOnlyList<string> Remarks => ["What a lesson claims it checks, too; the exit code is 1 if anything is not so."];

    public override IReadOnlyList<string> Examples => ["hillock lesson list", "hillock lesson B1", "hillock lesson B7 --format html > pulses.html", "hillock lesson D3 D7 --exercises --answers --seed 3 --format html > sheet.html"];

    private int Run(ParseResult parsed)
    {
        string[] ids = parsed.GetValue(lessons) is { Length: > 0 } given ? given : [List];
        bool asJson = parsed.GetValue(json), onlyExercises = parsed.GetValue(exercises), withAnswers = parsed.GetValue(answers);
        long drawn = parsed.GetValue(seed) ?? 1;
        if (ids is [List])
        {
            if (asJson) JsonOutput.Write(LessonJson.List());
            else WriteList();
            return ExitCode.Done;
        }

        Lesson[] found = [.. ids.Select(id => Lesson.Find(id) ?? throw new UsageException(NearestName.Sentence("lesson", id, [.. Lesson.All.Select(each => each.Id)])))];
        if (found.Length > 1 && (!onlyExercises || asJson)) throw new UsageException("One lesson at a time; several go together with --exercises only, as text, Markdown or HTML.");
        if (parsed.GetValue(attempt) is { } number)
        {
            Try[] tries = [.. found[0].Blocks().OfType<Try>()];
            if (number < 1 || number > tries.Length) throw new UsageException($"--try {number}: lesson {found[0].Id} has {Figures.Some(tries.Length, "thing")} to try.");
            if (tries[number - 1].Opens is not { } setup) throw new UsageException($"--try {number}: that is a command alone: {tries[number - 1].CommandLine}");
            using StreamWriter file = StandardOutput.Open();
            file.WriteLine(setup.FileText);
            return ExitCode.Done;
        }

        if (withAnswers && !onlyExercises && !asJson) throw new UsageException("--answers belongs to --exercises.");
        if (asJson)
        {
            JsonObject whole = LessonJson.Of(found[0], drawn, withAnswers);
            JsonOutput.Write(whole);
            return whole["blocks"]!.AsArray().All(block => block!["holds"]?.GetValue<bool>() ?? true) ? ExitCode.Done : ExitCode.Failed;
        }

        string written = parsed.GetValue(format) ?? "text";
        using StreamWriter output = StandardOutput.Open();
        if (!onlyExercises) return LessonFormat.Writer(written, output).Write(found[0]) ? ExitCode.Done : ExitCode.Failed;
        LessonFormat.ExerciseWriter(written, output).WriteExercises(found, drawn, withAnswers);
        return ExitCode.Done;
    }

    private static void WriteList()
    {
        var grid = new Grid("", "lesson") { LeftColumns = 2 };
        foreach (Lesson each in Lesson.All) grid.Add(new Cell(each.Id, Tone.Strong), each.Title);
        Screen.Output.Table(grid);
        Screen.Output.Line("'hillock lesson ID' tells one.", Tone.Quiet);
    }

    private static string Format(string text) =>
        LessonFormat.Names.Contains(text) ? text : throw new ArgumentException(NearestName.Sentence("format", text, LessonFormat.Names));
}
