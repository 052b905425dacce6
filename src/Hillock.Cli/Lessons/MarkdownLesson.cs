using Hillock.Lessons.Blocks;
using Hillock.Lessons.Typesetting;
using Hillock.Lessons.Writing;

namespace Hillock.Cli.Lessons;

/// <summary>A lesson as Markdown; pictures are drawn with characters.</summary>
internal sealed class MarkdownLesson(TextWriter output) : LessonWriter
{
    protected override void Begin(string title) => output.WriteLine($"# {title}");

    protected override void Write(Block block)
    {
        output.WriteLine();
        switch (block)
        {
            case Prose prose:
                output.WriteLine(Text(prose.Text));
                break;
            case Formulas formula:
                output.WriteLine($"$$\n{formula.Latex}\n$$");
                break;
            case NumberTable table:
                Row([.. table.Header.Select(Text)]);
                Row([.. table.Header.Select((_, i) => i == 0 ? ":--" : "--:")]);
                foreach (IReadOnlyList<string> row in table.Rows) Row([.. row.Select(Text)]);
                break;
            case Heading heading:
                output.WriteLine($"## {Text(heading.Text)}");
                break;
            case Try attempt:
                output.WriteLine($"**{Text(attempt.Title)}.** {Text(attempt.Text)}\n");
                Fence([attempt.CommandLine]);
                break;
            case Check check:
                output.WriteLine($"- {(check.Holds ? "✓" : "✗")} {Text(check.Statement)}");
                break;
            case Plot plot:
                Fence(TextDrawing.Lines(plot));
                break;
            case PlaneMap map:
                Fence(TextDrawing.Lines(map));
                break;
        }
    }

    private void Row(IReadOnlyList<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");

    private void Fence(IEnumerable<string> lines)
    {
        output.WriteLine("```text");
        foreach (string line in lines) output.WriteLine(line);
        output.WriteLine("```");
    }

    // Formulas are written between dollars in Markdown too.
    private static string Text(string text) => string.Concat(Inline.Split(text).Select(piece => piece.Kind switch
    {
        InlineKind.Code => $"`{piece.Text}`",
        InlineKind.Formula => $"${piece.Text}$",
        _ => Escape(piece.Text),
    }));

    // What Markdown would take for emphasis, a table's edge or a tag.
    private static string Escape(string text) => string.Concat(text.Select(c => c is '*' or '_' or '|' or '<' or '[' ? $"\\{c}" : $"{c}"));
}
