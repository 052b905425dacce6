namespace Hillock.Lessons.Blocks;

/// <summary>Curves over two axes.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="X">What goes across.</param>
/// <param name="Y">What goes up.</param>
/// <param name="Curves">The curves, first to last.</param>
public sealed record Plot(string Title, string X, string Y, params IReadOnlyList<Curve> Curves) : Block
{
    /// <summary>Whether equal proportions of x are equal distances.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>Whether equal proportions of y are equal distances.</summary>
    public bool LogarithmicY { get; init; }

    /// <summary>The axis across.</summary>
    public Axis Across => Axis.Of(Curves.SelectMany(curve => curve.Points).Select(point => point.X), LogarithmicX);

    /// <summary>The axis up.</summary>
    public Axis Up => Axis.Of(Curves.SelectMany(curve => curve.Points).Select(point => point.Y), LogarithmicY);
}

/// <summary>Points that are joined.</summary>
/// <param name="Name">What the curve is called.</param>
/// <param name="Points">From the first to the last; one that is not finite breaks the line.</param>
public sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>A function at equal distances.</summary>
    public static Curve Of(string name, double from, double to, Func<double, double> function, int count = 241) => new(name, [.. Enumerable.Range(0, count).Select(i =>
    {
        double x = from + ((to - from) * i / (count - 1));
        return (x, function(x));
    })]);
}
