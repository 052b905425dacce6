using Hillock.Lessons;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Writing;

namespace Hillock.Cli.Lessons;

/// <summary>A lesson as Markdown; pictures are drawn with characters.</summary>
internal sealed class MarkdownLesson(TextWriter output) : LessonWriter
{
    protected override void Begin(Lesson lesson) => output.WriteLine($"# {lesson.Id}: {lesson.Title}");

    protected override void Write(Block block)
    {
        output.WriteLine();
        switch (block)
        {
            case Prose prose:
                output.WriteLine(OutsideCode(prose.Text));
                break;
            case Formulas formula:
                Fence(formula.Lines);
                break;
            case NumberTable table:
                Row(table.Header);
                Row([.. table.Header.Select((_, i) => i == 0 ? ":--" : "--:")]);
                foreach (IReadOnlyList<string> row in table.Rows) Row([.. row.Select(Escape)]);
                break;
            case Try command:
                Fence([command.CommandLine]);
                break;
            case Check check:
                output.WriteLine($"- {(check.Holds ? "✓" : "✗")} {OutsideCode(check.Statement)}");
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

    private static string OutsideCode(string text) => string.Join('`', text.Split('`').Select((piece, i) => i % 2 == 1 ? piece : Escape(piece)));

    // What Markdown would take for emphasis, a table's edge or a tag.
    private static string Escape(string text) => string.Concat(text.Select(c => c is '*' or '_' or '|' or '<' or '[' ? $"\\{c}" : $"{c}"));
}
