using Hillock.Cli.Screens;
using Hillock.Lessons;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Writing;

namespace Hillock.Cli.Lessons;

/// <summary>A lesson for a terminal of 80 columns.</summary>
internal sealed class TextLesson(TextWriter output) : LessonWriter
{
    private Block? before;

    protected override void Begin(Lesson lesson)
    {
        string title = $"{lesson.Id}  {lesson.Title}";
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
                foreach (string line in formula.Lines) output.WriteLine("    " + line);
                break;
            case NumberTable table:
                Write(table);
                break;
            case Try command:
                output.WriteLine("  $ " + command.CommandLine);
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
        var grid = new Grid(table.Header);
        foreach (IReadOnlyList<string> row in table.Rows) grid.Add([.. row.Select(text => new Cell(text))]);
        new PlainScreen(output).Table(grid);
    }

    private void Wrap(string text, string first, string next)
    {
        string line = first;
        bool isEmpty = true;
        foreach (string word in text.Split(' '))
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
