namespace Hillock.Distortions;

/// <summary>Draws lines given in any units so that together they fill the box in which a normalized digit lies, 20 of 28 pixels.</summary>
internal readonly ref struct Pen
{
    private const double Box = 20.0 / 28, Thinnest = 0.5 / 28, Thickest = 1.7 / 28;

    private readonly PictureSize size;
    private readonly float scaleX, scaleY, startX, startY, radius;

    /// <summary>A pen for lines through these points.</summary>
    /// <param name="size">The picture.</param>
    /// <param name="all">All points of all lines.</param>
    /// <param name="draws">Chooses the pen's width.</param>
    /// <param name="number">The number among <paramref name="draws"/> that does.</param>
    public Pen(PictureSize size, ReadOnlySpan<(float X, float Y)> all, in Draws draws, int number)
    {
        this.size = size;
        (float left, float top, float right, float bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach ((float x, float y) in all)
        {
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        radius = (float)draws.Between(number, Thinnest, Thickest) * size.Height;
        float longest = Math.Max(Math.Max(right - left, bottom - top), 1e-3f);
        float inside = (float)Box - (2 * radius / size.Height);
        (scaleX, scaleY) = (inside * size.Width / longest, inside * size.Height / longest);
        startX = ((size.Width - 1) / 2f) - (scaleX * (left + right) / 2);
        startY = ((size.Height - 1) / 2f) - (scaleY * (top + bottom) / 2);
    }

    /// <summary>Straight lines from point to point.</summary>
    public void Lines(Span<float> plane, ReadOnlySpan<(float X, float Y)> points)
    {
        for (int i = 1; i < points.Length; i++) Strokes.Line(plane, size, Place(points[i - 1]), Place(points[i]), radius, 1);
    }

    /// <summary>A rounded line: the quadratic B-spline of the points, from the first to the last.</summary>
    public void Curve(Span<float> plane, ReadOnlySpan<(float X, float Y)> points)
    {
        const int steps = 5;
        (float X, float Y) pen = points[0];
        for (int i = 1; i < points.Length - 1; i++)
        {
            (float X, float Y) from = i == 1 ? points[0] : Middle(points[i - 1], points[i]);
            (float X, float Y) to = i == points.Length - 2 ? points[^1] : Middle(points[i], points[i + 1]);
            for (int step = 1; step <= steps; step++)
            {
                float t = (float)step / steps, s = 1 - t;
                (float X, float Y) next = (
                    (s * s * from.X) + (2 * s * t * points[i].X) + (t * t * to.X), (s * s * from.Y) + (2 * s * t * points[i].Y) + (t * t * to.Y));
                Strokes.Line(plane, size, Place(pen), Place(next), radius, 1);
                pen = next;
            }
        }

        if (points.Length == 2) Lines(plane, points);
    }

    private static (float X, float Y) Middle((float X, float Y) a, (float X, float Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private (float X, float Y) Place((float X, float Y) point) => (startX + (scaleX * point.X), startY + (scaleY * point.Y));
}
