using System.CommandLine;
using System.CommandLine.Completions;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Lessons;
using Hillock.Cli.Screens;
using Hillock.Lessons;
using Hillock.Lessons.Blocks;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock lesson ID</c>: the introductory lectures, with numbers computed on the spot.</summary>
internal sealed class LessonCommand : HillockCommand
{
    private const string List = "list";

    private readonly Argument<string> lesson = new("ID") { Description = "a lesson, such as B1; or list", Arity = ArgumentArity.ZeroOrOne };
    private readonly ValueOption<string?> format = new ValueOption<string?>("--format", "text|markdown|html", Format, "how it is written to standard output; default: text").Offering(() => LessonFormat.Names);
    private readonly FlagOption json = new("--json", "the list, or what a lesson claims and whether it is so, as one JSON object");

    public LessonCommand()
        : base("lesson", "Teaches a chapter of the introductory lectures on neural networks; every number is computed while you read.")
    {
        lesson.CompletionSources.Add(_ => Lesson.All.Select(each => new CompletionItem(each.Id)));
        Arguments.Add(lesson);
        AddGroup("Options", format, json);
        SetAction(Run);
    }

    public override IReadOnlyList<string> Remarks => ["What a lesson claims it checks, too; the exit code is 1 if anything is not so."];

    public override IReadOnlyList<string> Examples => ["hillock lesson list", "hillock lesson B1", "hillock lesson B7 --format html > pulses.html"];

    private int Run(ParseResult parsed)
    {
        string id = parsed.GetValue(lesson) ?? List;
        bool asJson = parsed.GetValue(json);
        if (id == List)
        {
            if (asJson) WriteListJson();
            else WriteList();
            return ExitCode.Done;
        }

        Lesson found = Lesson.Find(id) ?? throw new UsageException(NearestName.Sentence("lesson", id, [.. Lesson.All.Select(each => each.Id)]));
        if (asJson) return WriteJson(found) ? ExitCode.Done : ExitCode.Failed;
        using StreamWriter output = StandardOutput.Open();
        return LessonFormat.Writer(parsed.GetValue(format) ?? "text", output).Write(found) ? ExitCode.Done : ExitCode.Failed;
    }

    private static void WriteList()
    {
        var grid = new Grid("", "lesson") { LeftColumns = 2 };
        foreach (Lesson each in Lesson.All) grid.Add(new Cell(each.Id, Tone.Strong), each.Title);
        Screen.Output.Table(grid);
        Screen.Output.Line("'hillock lesson ID' tells one.", Tone.Quiet);
    }

    private static void WriteListJson() => JsonOutput.Write(writer =>
    {
        writer.WriteStartArray("lessons");
        foreach (Lesson each in Lesson.All)
        {
            writer.WriteStartObject();
            writer.WriteString("id", each.Id);
            writer.WriteString("title", each.Title);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static bool WriteJson(Lesson lesson)
    {
        Check[] checks = [.. lesson.Blocks().OfType<Check>()];
        JsonOutput.Write(writer =>
        {
            writer.WriteString("id", lesson.Id);
            writer.WriteString("title", lesson.Title);
            writer.WriteStartArray("checks");
            foreach (Check check in checks)
            {
                writer.WriteStartObject();
                writer.WriteString("statement", check.Statement);
                writer.WriteBoolean("holds", check.Holds);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        return Array.TrueForAll(checks, check => check.Holds);
    }

    private static string Format(string text) =>
        LessonFormat.Names.Contains(text) ? text : throw new ArgumentException(NearestName.Sentence("format", text, LessonFormat.Names));
}
