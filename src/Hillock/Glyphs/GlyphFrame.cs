namespace Hillock.Glyphs;

/// <summary>Where a glyph comes to lie in its 28 × 28 frame: MNIST's own, a box of 20 pixels with the center of mass in the middle (LeCun et al. 1998).</summary>
/// <remarks>
/// A glyph of length L with strokes of thickness t gets the scale s and its strokes grow by δ on either side, so that sL + 2δ = 20 and
/// st + 2δ = T: s = (20 − T)/(L − t), δ = (T − st)/2. Where δ would be too large, T is what it can be.
/// Frame (u, v) shows picture (cx + (u − U)/s + α·(v − V)/s, cy + (v − V)/s), (U, V) being where the center of mass comes to lie.
/// </remarks>
/// <param name="Scale">s.</param>
/// <param name="Growth">δ, in pixels of the frame.</param>
/// <param name="X">U.</param>
/// <param name="Y">V.</param>
internal readonly record struct GlyphFrame(float Scale, float Growth, float X, float Y)
{
    /// <summary>Pixels on each side of the frame.</summary>
    public const int Side = 28;

    // The longer side of a glyph in the frame.
    private const float Box = 20;

    // MNIST's images have their center of mass in the middle of pixel 14.
    private const float Middle = 14.5f;

    // More would close holes, or eat strokes up.
    private const float LargestGrowth = 1.5f;

    /// <summary>The frame of a glyph.</summary>
    /// <param name="shape">What was measured of it.</param>
    /// <param name="settings">Which stages are done, and how.</param>
    /// <param name="box">Where its ink stands in the picture.</param>
    /// <param name="width">The picture's width.</param>
    /// <param name="height">The picture's height.</param>
    public static GlyphFrame Of(InkShape shape, GlyphSettings settings, GlyphBox box, int width, int height)
    {
        GlyphStages stages = settings.Stages;
        float squeezed = (float)Side / Math.Max(width, height);
        float growth = 0, scale = stages.Scaling ? Box / shape.Length : squeezed;
        if (stages.Thickness)
        {
            float target = (float)settings.Thickness;
            float wanted = stages.Scaling ? (Box - target) / MathF.Max(shape.Length - shape.Thickness, shape.Length / 4) : squeezed;
            growth = Math.Clamp((target - wanted * shape.Thickness) / 2, -LargestGrowth, LargestGrowth);
            if (stages.Scaling) scale = (Box - 2 * growth) / shape.Length;
        }

        // Without centering the glyph stays where it is in its picture.
        float centerX = stages.Centering ? Middle : (box.X + shape.CenterX) * Side / width;
        float centerY = stages.Centering ? Middle : (box.Y + shape.CenterY) * Side / height;
        return new GlyphFrame(
            scale,
            growth,
            Inside(centerX, shape.Left * scale - growth, shape.Right * scale + growth),
            Inside(centerY, shape.Top * scale - growth, shape.Bottom * scale + growth));
    }

    /// <summary>The same frame with the glyph's box, not its center of mass, in the middle.</summary>
    public GlyphFrame WithBoxInTheMiddle(InkShape shape) => this with
    {
        X = Side / 2f - (shape.Left + shape.Right) / 2 * Scale,
        Y = Side / 2f - (shape.Top + shape.Bottom) / 2 * Scale,
    };

    /// <summary>Brings the glyph into the frame: every pixel the mean of the area that it covers.</summary>
    /// <param name="ink">[height, width] the glyph.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="shape">What was measured of it.</param>
    /// <param name="rows">[height, 28] memory for the glyph after its rows have been brought into the frame.</param>
    /// <param name="frame">[28, 28] the result.</param>
    public void Draw(ReadOnlySpan<byte> ink, int width, int height, InkShape shape, Span<float> rows, Span<byte> frame)
    {
        // At least a pixel: an area average where the glyph shrinks, linear interpolation where it grows.
        float step = 1 / Scale, reach = MathF.Max(step, 1) / 2;
        DrawRows(ink, width, height, shape, step, reach, rows);
        Span<float> sums = stackalloc float[Side];
        for (int v = 0; v < Side; v++)
        {
            float middle = shape.CenterY + (v + 0.5f - Y) * step;
            float from = MathF.Max(middle - reach, 0), to = MathF.Min(middle + reach, height);
            sums.Clear();
            for (int y = (int)from; y < to; y++)
            {
                float share = MathF.Min(to, y + 1) - MathF.Max(from, y);
                ReadOnlySpan<float> row = rows.Slice(y * Side, Side);
                for (int u = 0; u < Side; u++) sums[u] += share * row[u];
            }

            Span<byte> result = frame.Slice(v * Side, Side);
            float unit = 1 / (4 * reach * reach);
            for (int u = 0; u < Side; u++) result[u] = (byte)MathF.Min(sums[u] * unit + 0.5f, 255);
        }
    }

    private void DrawRows(ReadOnlySpan<byte> ink, int width, int height, InkShape shape, float step, float reach, Span<float> rows)
    {
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = ink.Slice(y * width, width);
            Span<float> result = rows.Slice(y * Side, Side);
            result.Clear();
            if (row.IndexOfAnyExcept((byte)0) < 0) continue;
            float first = shape.CenterX + shape.Skew * (y + 0.5f - shape.CenterY) + (0.5f - X) * step;
            for (int u = 0; u < Side; u++)
            {
                float middle = first + u * step;
                float from = MathF.Max(middle - reach, 0), to = MathF.Min(middle + reach, width);
                float sum = 0;
                for (int x = (int)from; x < to; x++) sum += (MathF.Min(to, x + 1) - MathF.Max(from, x)) * row[x];
                result[u] = sum;
            }
        }
    }

    // The nearest place at which all of the glyph is inside the frame.
    private static float Inside(float center, float before, float after) =>
        after - before <= Side ? Math.Clamp(center, -before, Side - after) : center;
}
