using Hillock.Models;

namespace Hillock.Cli.Lessons;

/// <summary>A piece of a lesson, without any word about how it looks.</summary>
internal abstract record Block;

/// <summary>A paragraph; what stands between backticks is to be typed.</summary>
internal sealed record Prose(string Text) : Block;

/// <summary>Formulas, a line each.</summary>
internal sealed record Formula(params IReadOnlyList<string> Lines) : Block;

/// <summary>Rows of numbers and words under a header; the first column stands to the left.</summary>
internal sealed record NumberTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <summary>A command line to try.</summary>
internal sealed record Try(string CommandLine) : Block;

/// <summary>What the lesson claims, found true or not just now.</summary>
internal sealed record Check(string Statement, bool Holds) : Block;

/// <summary>Curves over two axes.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="X">What goes across.</param>
/// <param name="Y">What goes up.</param>
/// <param name="Curves">The curves, first to last.</param>
internal sealed record Plot(string Title, string X, string Y, params IReadOnlyList<Curve> Curves) : Block
{
    public bool LogarithmicX { get; init; }

    public bool LogarithmicY { get; init; }

    /// <summary>The axis across.</summary>
    public Axis Across => Axis.Of(Curves.SelectMany(curve => curve.Points).Select(point => point.X), LogarithmicX);

    /// <summary>The axis up.</summary>
    public Axis Up => Axis.Of(Curves.SelectMany(curve => curve.Points).Select(point => point.Y), LogarithmicY);
}

/// <summary>Points that are joined.</summary>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>A function at equal distances.</summary>
    public static Curve Of(string name, double from, double to, Func<double, double> function, int count = 241) => new(name, [.. Enumerable.Range(0, count).Select(i =>
    {
        double x = from + ((to - from) * i / (count - 1));
        return (x, function(x));
    })]);
}

/// <summary>A rectangle of the plane, dark where a value is 1 and light where it is 0.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="Box">Its edges.</param>
/// <param name="Values">[rows][columns] from the top left on.</param>
internal sealed record PlaneMap(string Title, (double Left, double Right, double Bottom, double Top) Box, IReadOnlyList<double[]> Values) : Block
{
    /// <summary>Values in a character of text, each way: it shows the one in its middle.</summary>
    public const int Fineness = 3;

    private const int Columns = 72 * Fineness;

    /// <summary>What a network of two inputs and one output says of every place.</summary>
    public static PlaneMap Of(string title, double left, double right, double bottom, double top, Model model)
    {
        // A character is twice as high as it is wide.
        int rows = 2 * Fineness * (int)Math.Clamp(Math.Round(Columns / Fineness * (top - bottom) / (right - left) / 2), 4, 36);
        double[] points = new double[rows * Columns * 2], values = new double[rows * Columns];
        for (int i = 0; i < values.Length; i++)
        {
            points[2 * i] = left + ((right - left) * ((i % Columns) + 0.5) / Columns);
            points[(2 * i) + 1] = top - ((top - bottom) * ((i / Columns) + 0.5) / rows);
        }

        model.Predict(points, values);
        return new PlaneMap(title, (left, right, bottom, top), [.. values.Chunk(Columns)]);
    }
}
