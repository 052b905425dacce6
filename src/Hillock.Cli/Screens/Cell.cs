namespace Hillock.Cli.Screens;

/// <summary>How a piece of text is meant.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Quiet,
    Good,
    Bad,
}

/// <summary>One field of a table.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="Tone">How it is meant.</param>
/// <param name="Heat">0 to 1: how strongly the field is shaded, where the screen can shade.</param>
internal readonly record struct Cell(string Text, Tone Tone = Tone.Plain, double Heat = 0)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>A table to show: first column to the left, the others to the right unless said otherwise.</summary>
internal sealed class Grid(params IReadOnlyList<string> header)
{
    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Header { get; } = [.. header.Select(Printable)];

    /// <summary>How many columns, from the first, stand to the left; the others are numbers and stand to the right.</summary>
    public int LeftColumns { get; init; } = 1;

    public List<Cell[]> Rows { get; } = [];

    public void Add(params Cell[] cells) => Rows.Add([.. cells.Select(cell => cell with { Text = Printable(cell.Text) })]);

    /// <summary>Text out of a file must neither break the table nor command the terminal.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
