namespace Hillock.Distortions;

/// <summary>A pen that wanders: a closed or open line through random points, rounded.</summary>
internal static class Scribble
{
    private const int MostPoints = 9, FewestPoints = 4;

    /// <summary>Draws one; numbers of <paramref name="draws"/> from 2 on.</summary>
    public static void Draw(Span<float> plane, PictureSize size, in Draws draws)
    {
        int count = FewestPoints + draws.Below(2, MostPoints - FewestPoints + 1);
        Span<(float X, float Y)> points = stackalloc (float, float)[MostPoints];
        for (int i = 0; i < count; i++) points[i] = ((float)draws.Between(10 + (2 * i), 0, 1), (float)draws.Between(11 + (2 * i), 0, 1));
        var pen = new Pen(size, points[..count], draws, 3);
        pen.Curve(plane, points[..count]);
    }
}
