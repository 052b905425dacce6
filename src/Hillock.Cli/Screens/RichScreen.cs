using Spectre.Console;

namespace Hillock.Cli.Screens;

/// <summary>A terminal with colors.</summary>
internal sealed class RichScreen : Screen
{
    private readonly IAnsiConsole console;

    public RichScreen(TextWriter writer)
    {
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (console.Profile.Width is < 20 or > 100) console.Profile.Width = console.Profile.Width < 20 ? Width : 100;
    }

    public override bool IsRich => true;

    /// <summary>What draws.</summary>
    public IAnsiConsole Console => console;

    public override void Line(string text = "", Tone tone = Tone.Plain) => console.Write(new Text(text + "\n", Style(tone)));

    public override void Pixels(IReadOnlyList<(double Upper, double Lower)> row)
    {
        var line = new Paragraph();
        foreach ((double upper, double lower) in row)
        {
            // Nothing at all leaves the terminal's own background.
            if (upper == 0 && lower == 0) line.Append(" ");
            else line.Append("▀", new Style(Gray(upper), Gray(lower)));
        }

        console.Write(line.Append("\n"));
    }

    protected override void Row(Cell[] pieces)
    {
        var line = new Paragraph();
        foreach (Cell piece in pieces) line.Append(piece.Text, Style(piece));
        console.Write(line.Append("\n"));
    }

    public override void Table(Grid grid)
    {
        var table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(Color.Grey), ShowHeaders = grid.Header.Any(name => name.Length > 0) };
        for (int i = 0; i < grid.Header.Count; i++)
        {
            table.AddColumn(new TableColumn(new Text(grid.Header[i], Style(Tone.Quiet)))
            {
                Alignment = i < grid.LeftColumns ? Justify.Left : Justify.Right,
                NoWrap = i != grid.LeftColumns - 1,
            });
        }

        foreach (Cell[] row in grid.Rows) table.AddRow(row.Select(cell => new Text(cell.Text, Style(cell))));
        console.Write(table);
    }

    public static Style Style(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Quiet => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red),
        _ => Spectre.Console.Style.Plain,
    };

    private static Color Gray(double brightness)
    {
        byte shade = (byte)(255 * brightness);
        return new Color(shade, shade, shade);
    }

    // Shades go from the background towards green for what is right and red for what is wrong.
    private static Style Style(Cell cell)
    {
        if (cell.Heat <= 0) return Style(cell.Tone);
        byte shade = (byte)(40 + (150 * Math.Min(1, cell.Heat)));
        Color background = cell.Tone == Tone.Bad ? new Color(shade, 30, 30) : new Color(20, shade, 60);
        return new Style(Color.White, background);
    }
}
