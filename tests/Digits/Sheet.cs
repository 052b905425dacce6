namespace Hillock.Digits;

/// <summary>Where something stands on a sheet: its middle, its size, its turn and its slant.</summary>
/// <param name="X">The middle's column.</param>
/// <param name="Y">The middle's row.</param>
/// <param name="Height">How high it is, in pixels, before it is turned.</param>
/// <param name="Turn">In radians.</param>
/// <param name="Slant">How far a row moves to the side for each that it is higher.</param>
/// <param name="Widening">What the width is multiplied by.</param>
internal readonly record struct Place(double X, double Y, double Height, double Turn = 0, double Slant = 0, double Widening = 1)
{
    public (double X, double Y) Of(double across, double down)
    {
        (double x, double y) = ((across * Widening) - (Slant * down), down);
        return (X + (x * Math.Cos(Turn)) - (y * Math.Sin(Turn)), Y + (x * Math.Sin(Turn)) + (y * Math.Cos(Turn)));
    }
}

/// <summary>Ink on a sheet: the share of each pixel that is inked, from 0 to 1.</summary>
internal sealed class Sheet(int width, int height)
{
    public int Width => width;

    public int Height => height;

    /// <summary>[height, width].</summary>
    public float[] Ink { get; } = new float[width * height];

    /// <summary>Draws with a round pen.</summary>
    /// <param name="drawing">What.</param>
    /// <param name="place">Where.</param>
    /// <param name="pen">How thick the pen is, in pixels.</param>
    public void Draw(Drawing drawing, Place place, double pen)
    {
        double scale = place.Height / 140;
        foreach ((double X, double Y)[] line in drawing.Lines())
        {
            (double X, double Y)[] points = [.. line.Select(point => place.Of((point.X - 50) * scale, (point.Y - 70) * scale))];
            for (int i = 0; i + 1 < points.Length; i++) Line(points[i], points[i + 1], pen / 2, 1);
        }
    }

    /// <summary>Draws a straight line with a round pen.</summary>
    /// <param name="from">Where it begins; like its end, it may lie outside the sheet.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="radius">Half of how thick the pen is, in pixels.</param>
    /// <param name="strength">How dark its ink is: 1 for all of it.</param>
    public void Line((double X, double Y) from, (double X, double Y) to, double radius, double strength)
    {
        (double alongX, double alongY) = (to.X - from.X, to.Y - from.Y);
        double square = (alongX * alongX) + (alongY * alongY);
        for (int y = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - radius - 1)); y < Math.Min(height, Math.Max(from.Y, to.Y) + radius + 1); y++)
        {
            for (int x = Math.Max(0, (int)(Math.Min(from.X, to.X) - radius - 1)); x < Math.Min(width, Math.Max(from.X, to.X) + radius + 1); x++)
            {
                (double dx, double dy) = (x + 0.5 - from.X, y + 0.5 - from.Y);
                double t = square > 0 ? Math.Clamp(((dx * alongX) + (dy * alongY)) / square, 0, 1) : 0;
                (dx, dy) = (dx - (t * alongX), dy - (t * alongY));
                float share = (float)(strength * Math.Clamp(radius + 0.5 - Math.Sqrt((dx * dx) + (dy * dy)), 0, Math.Min(1, 2 * radius)));
                Ink[(y * width) + x] = Math.Max(Ink[(y * width) + x], share);
            }
        }
    }

    /// <summary>Pastes an image of light ink on black, bilinear, and so sharp as if it had been scanned at this size.</summary>
    public void Paste(ReadOnlySpan<byte> image, int side, Place place)
    {
        double scale = place.Height / 20, reach = side * scale * 0.75;
        double determinant = place.Widening;
        for (int y = Math.Max(0, (int)(place.Y - reach)); y < Math.Min(height, place.Y + reach); y++)
        {
            for (int x = Math.Max(0, (int)(place.X - reach)); x < Math.Min(width, place.X + reach); x++)
            {
                (double dx, double dy) = (x + 0.5 - place.X, y + 0.5 - place.Y);
                double across = (dx * Math.Cos(place.Turn)) + (dy * Math.Sin(place.Turn)), down = (dy * Math.Cos(place.Turn)) - (dx * Math.Sin(place.Turn));
                across = (across + (place.Slant * down)) / determinant;
                double share = Sample(image, side, (across / scale) + (side / 2.0), (down / scale) + (side / 2.0));
                double sharp = Math.Clamp(0.5 + ((share - 0.35) * Math.Max(1, scale)), 0, 1); // at one half faint strokes would fall to pieces
                Ink[(y * width) + x] = Math.Max(Ink[(y * width) + x], (float)sharp);
            }
        }
    }

    /// <summary>The box around the ink in a part of the sheet.</summary>
    public (int Left, int Top, int Right, int Bottom) Box(int left, int top, int right, int bottom)
    {
        (int l, int t, int r, int b) = (width, height, 0, 0);
        for (int y = Math.Max(top, 0); y < Math.Min(bottom, height); y++)
        {
            for (int x = Math.Max(left, 0); x < Math.Min(right, width); x++)
            {
                if (Ink[(y * width) + x] >= 0.5f) (l, t, r, b) = (Math.Min(l, x), Math.Min(t, y), Math.Max(r, x + 1), Math.Max(b, y + 1));
            }
        }

        return (l, t, r, b);
    }

    private static double Sample(ReadOnlySpan<byte> image, int side, double x, double y)
    {
        (x, y) = (x - 0.5, y - 0.5);
        (int left, int top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        (double right, double bottom) = (x - left, y - top);
        return ((((1 - right) * At(image, side, left, top)) + (right * At(image, side, left + 1, top))) * (1 - bottom))
            + ((((1 - right) * At(image, side, left, top + 1)) + (right * At(image, side, left + 1, top + 1))) * bottom);
    }

    private static double At(ReadOnlySpan<byte> image, int side, int x, int y) =>
        x >= 0 && y >= 0 && x < side && y < side ? image[(y * side) + x] / 255.0 : 0;
}
