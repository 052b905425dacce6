namespace Hillock.Cli.Screens;

/// <summary>Curves over a common axis, drawn in braille, with the ends of both axes written beside them.</summary>
internal sealed class CurvePlot
{
    // Losses that span more than this factor are drawn on a logarithmic axis.
    private const double WideSpan = 20;

    private CurvePlot(Braille picture, double low, double high) => (Picture, Low, High) = (picture, low, high);

    public Braille Picture { get; }

    /// <summary>The value at the bottom.</summary>
    public double Low { get; }

    /// <summary>The value at the top.</summary>
    public double High { get; }

    /// <summary>Draws the curves.</summary>
    /// <param name="columns">Characters across.</param>
    /// <param name="rows">Characters from bottom to top.</param>
    /// <param name="curves">Values at equal distances; NaN leaves a gap.</param>
    public static CurvePlot Draw(int columns, int rows, params IReadOnlyList<IReadOnlyList<double>> curves)
    {
        var picture = new Braille(columns, rows);
        double[] values = [.. curves.SelectMany(curve => curve).Where(double.IsFinite)];
        if (values.Length == 0) return new CurvePlot(picture, 0, 1);

        (double low, double high) = (values.Min(), values.Max());
        bool logarithmic = low > 0 && high / low > WideSpan;
        Func<double, double> scale = logarithmic ? Math.Log : value => value;
        double span = scale(high) - scale(low);
        for (int i = 0; i < curves.Count; i++) DrawCurve(picture, curves[i], value => span > 0 ? (scale(value) - scale(low)) / span : 0.5, i + 1);
        return new CurvePlot(picture, low, high);
    }

    private static void DrawCurve(Braille picture, IReadOnlyList<double> curve, Func<double, double> height, int number)
    {
        double previousX = 0, previousY = double.NaN;
        for (int i = 0; i < curve.Count; i++)
        {
            double x = curve.Count > 1 ? (double)i / (curve.Count - 1) * (picture.Width - 1) : 0;
            double y = double.IsFinite(curve[i]) ? height(curve[i]) * (picture.Height - 1) : double.NaN;
            if (!double.IsNaN(y)) picture.Line(double.IsNaN(previousY) ? x : previousX, double.IsNaN(previousY) ? y : previousY, x, y, number);
            (previousX, previousY) = (x, y);
        }
    }
}
