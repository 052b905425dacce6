namespace Hillock.Distortions;

/// <summary>Draws strokes of a round pen: a pixel's ink is 1 within the pen's radius of a line, and falls to 0 over the next pixel.</summary>
internal static class Strokes
{
    /// <summary>Draws a straight line; ink does not grow darker where lines cross.</summary>
    /// <param name="plane">[height, width] one channel.</param>
    /// <param name="size">Its size.</param>
    /// <param name="from">Where it begins: column and row of pixels, as fractions.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="radius">Half the pen's width, in pixels.</param>
    /// <param name="ink">How dark it is, 0 to 1.</param>
    public static void Line(Span<float> plane, PictureSize size, (float X, float Y) from, (float X, float Y) to, float radius, float ink)
    {
        float reach = radius + 1;
        int left = Inside(Math.Min(from.X, to.X) - reach, size.Width), right = Inside(Math.Max(from.X, to.X) + reach + 1, size.Width);
        int top = Inside(Math.Min(from.Y, to.Y) - reach, size.Height), bottom = Inside(Math.Max(from.Y, to.Y) + reach + 1, size.Height);
        float alongX = to.X - from.X, alongY = to.Y - from.Y;
        float length = (alongX * alongX) + (alongY * alongY);
        float inverse = length > 0 ? 1 / length : 0;
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                float toX = x - from.X, toY = y - from.Y;
                float share = Math.Clamp(((toX * alongX) + (toY * alongY)) * inverse, 0, 1);
                (toX, toY) = (toX - (share * alongX), toY - (share * alongY));
                float square = (toX * toX) + (toY * toY);
                if (square >= reach * reach) continue;
                ref float pixel = ref plane[(y * size.Width) + x];
                pixel = Math.Max(pixel, ink * Math.Min(1, reach - MathF.Sqrt(square)));
            }
        }
    }

    private static int Inside(float place, int length) => (int)Math.Clamp(MathF.Floor(place), 0, length);
}
