namespace Hillock.Cli.Screens;

/// <summary>Where a person reads: a terminal with colors, or plain text in a pipe.</summary>
internal abstract class Screen
{
    private static Screen? output;
    private static Screen? error;

    /// <summary>Columns that every screen keeps to.</summary>
    public const int Width = 80;

    /// <summary>Standard output: results.</summary>
    public static Screen Output => output ??= Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error: progress and messages.</summary>
    public static Screen Error => error ??= Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Whether the screen is a terminal that may be drawn on.</summary>
    public abstract bool IsRich { get; }

    /// <summary>Writes a line; a long one goes on in the next.</summary>
    public abstract void Line(string text = "", Tone tone = Tone.Plain);

    /// <summary>Writes a name and what belongs to it; a long text goes on below its beginning.</summary>
    public void Field(string name, string text, int column = 9)
    {
        string line = name.PadRight(column);
        foreach (string word in text.Split(' '))
        {
            if (line.Length > column && line.Length + word.Length + 1 > Width)
            {
                Line(line);
                line = new string(' ', column);
            }

            line += line.Length > column ? " " + word : word;
        }

        Line(line);
    }

    /// <summary>Writes a table.</summary>
    public abstract void Table(Grid grid);

    /// <summary>Writes rows of single characters.</summary>
    public void Picture(IEnumerable<Cell[]> rows)
    {
        foreach (Cell[] row in rows) Row(row);
    }

    /// <summary>Writes a row of pixels, two above each other in a character; 0 is the background, 1 the brightest.</summary>
    public abstract void Pixels(IReadOnlyList<(double Upper, double Lower)> row);

    /// <summary>Writes pieces of text after each other.</summary>
    protected abstract void Row(Cell[] pieces);

    // Plain output must not load the drawing library: it would be a third of a short run's time.
    private static Screen Create(TextWriter writer, bool isRedirected)
    {
        bool rich = !isRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "");
        return rich ? new RichScreen(writer) : new PlainScreen(writer);
    }
}
