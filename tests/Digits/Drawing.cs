using System.Globalization;

namespace Hillock.Digits;

/// <summary>What a hand draws: strokes of points in a box 100 wide and 140 high, y downward.</summary>
/// <param name="Strokes">The strokes; of a round one the points are joined by a curve through them.</param>
internal sealed record Drawing(IReadOnlyList<(bool IsRound, (double X, double Y)[] Points)> Strokes)
{
    private const int StepsPerPoint = 8;

    /// <summary>Reads strokes between bars, points between spaces; ~ begins a round stroke.</summary>
    public static Drawing Parse(string text) => new([.. text.Split('|').Select(stroke => (
        stroke.StartsWith('~'),
        stroke.TrimStart('~').Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Point).ToArray()))]);

    /// <summary>The same drawn by an unsteady hand.</summary>
    public Drawing Shaken(Dice dice, double deviation) => new([.. Strokes.Select(stroke => (
        stroke.IsRound,
        stroke.Points.Select(point => (point.X + (deviation * dice.Normal()), point.Y + (deviation * dice.Normal()))).ToArray()))]);

    /// <summary>The strokes as lines of many short pieces: round ones go through their points (Catmull &amp; Rom 1974).</summary>
    public IEnumerable<(double X, double Y)[]> Lines() => Strokes.Select(stroke => stroke.IsRound ? Curve(stroke.Points) : stroke.Points);

    private static (double X, double Y)[] Curve((double X, double Y)[] points)
    {
        List<(double X, double Y)> curve = [points[0]];
        for (int i = 0; i + 1 < points.Length; i++)
        {
            (double X, double Y) before = points[Math.Max(i - 1, 0)], from = points[i], to = points[i + 1], after = points[Math.Min(i + 2, points.Length - 1)];
            for (int step = 1; step <= StepsPerPoint; step++)
            {
                double t = (double)step / StepsPerPoint;
                curve.Add((Through(before.X, from.X, to.X, after.X, t), Through(before.Y, from.Y, to.Y, after.Y, t)));
            }
        }

        return [.. curve];
    }

    private static double Through(double a, double b, double c, double d, double t) =>
        0.5 * ((2 * b) + (t * ((c - a) + (t * (((2 * a) - (5 * b) + (4 * c) - d) + (t * ((3 * (b - c)) + d - a)))))));

    private static (double X, double Y) Point(string text)
    {
        string[] parts = text.Split(',');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
