using System.Text;

namespace Hillock.Cli.Screens;

/// <summary>Text without escape codes: for pipes, files, <c>NO_COLOR</c> and dumb terminals.</summary>
internal sealed class PlainScreen(TextWriter writer) : Screen
{
    public override bool IsRich => false;

    public override void Line(string text = "", Tone tone = Tone.Plain) => writer.WriteLine(text);

    // Where there are no shades, a block is there or not; pale pixels leave only their half.
    public override void Pixels(IReadOnlyList<(double Upper, double Lower)> row)
    {
        const double dark = 0.35;
        writer.WriteLine(string.Concat(row.Select(pixels => (pixels.Upper > dark, pixels.Lower > dark) switch
        {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            _ => ' ',
        })).TrimEnd());
    }

    protected override void Row(Cell[] pieces) => writer.WriteLine(string.Concat(pieces.Select(piece => piece.Text)).TrimEnd());

    public override void Table(Grid grid)
    {
        int[] widths = [.. grid.Header.Select((name, i) => Math.Max(name.Length, grid.Rows.Max(row => row[i].Text.Length)))];
        if (grid.Header.Any(name => name.Length > 0)) Row([.. grid.Header]);
        foreach (Cell[] row in grid.Rows) Row([.. row.Select(cell => cell.Text)]);

        void Row(string[] texts)
        {
            StringBuilder line = new();
            for (int i = 0; i < texts.Length; i++)
            {
                if (i > 0) line.Append("  ");
                line.Append(i < grid.LeftColumns ? texts[i].PadRight(widths[i]) : texts[i].PadLeft(widths[i]));
            }

            writer.WriteLine(line.ToString().TrimEnd());
        }
    }
}
