using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Typesetting;
using Hillock.Lessons.Writing;

namespace Hillock.Cli.Lessons;

/// <summary>A lesson for a terminal of 80 columns.</summary>
internal sealed class TextLesson(TextWriter output) : LessonWriter
{
    private Block? before;

    protected override void Begin(string title)
    {
        output.WriteLine(title);
        output.WriteLine(new string('═', Math.Min(title.Length, Screen.Width)));
    }

    protected override void Write(Block block)
    {
        // Findings stand together.
        if (block is not Check || before is not Check) output.WriteLine();
        before = block;
        switch (block)
        {
            case Prose prose:
                Wrap(prose.Text, "", "");
                break;
            case Formulas formula:
                foreach (string line in formula.Text) output.WriteLine("    " + line);
                break;
            case NumberTable table:
                Write(table);
                break;
            case Heading heading:
                output.WriteLine(Inline.ToText(heading.Text));
                output.WriteLine(new string('─', Math.Min(heading.Text.Length, Screen.Width)));
                break;
            case Try attempt:
                Wrap($"Try: {attempt.Title}. {attempt.Text}", "", "");
                output.WriteLine("  $ " + attempt.CommandLine);
                break;
            case Check check:
                Wrap(check.Statement, check.Holds ? "✓ " : "✗ ", "  ");
                break;
            case Plot plot:
                foreach (string line in TextDrawing.Lines(plot)) output.WriteLine(line);
                break;
            case PlaneMap map:
                foreach (string line in TextDrawing.Lines(map)) output.WriteLine(line);
                break;
        }
    }

    private void Write(NumberTable table)
    {
        var grid = new Grid([.. table.Header.Select(Inline.ToText)]);
        foreach (IReadOnlyList<string> row in table.Rows) grid.Add([.. row.Select(text => new Cell(Inline.ToText(text)))]);
        new PlainScreen(output).Table(grid);
    }

    private void Wrap(string text, string first, string next)
    {
        string line = first;
        bool isEmpty = true;
        foreach (string word in Inline.ToText(text).Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Screen.Width)
            {
                output.WriteLine(line);
                (line, isEmpty) = (next, true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        output.WriteLine(line);
    }
}
