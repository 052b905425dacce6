namespace Hillock.Glyphs;

/// <summary>What is measured of a glyph's ink before it is brought into its frame. Lengths are pixels; pixel (x, y) covers [x, x + 1) × [y, y + 1).</summary>
/// <remarks>
/// Moments with a(x, y) the share of a pixel that is inked: m = Σa, center c = Σa·(x, y)/m, μ₁₁ = Σa(x − cx)(y − cy), μ₀₂ = Σa(y − cy)².
/// Skew α = μ₁₁/μ₀₂: sheared by x − α(y − cy), the glyph has μ₁₁ = 0 and stands upright.
/// Thickness t = 2·Σa / Σ|∇a|: a stroke of length ℓ has the area tℓ and a border of 2ℓ, and the total variation of a picture is the length of
/// its borders however blurred they are (co-area formula; Federer 1959), so no skeleton is needed.
/// </remarks>
/// <param name="CenterX">cx.</param>
/// <param name="CenterY">cy.</param>
/// <param name="Skew">α, 0 unless asked for.</param>
/// <param name="Thickness">t.</param>
/// <param name="Left">Left end, relative to cx, after the shear.</param>
/// <param name="Right">Right end, relative to cx, after the shear.</param>
/// <param name="Top">Upper end, relative to cy.</param>
/// <param name="Bottom">Lower end, relative to cy.</param>
internal readonly record struct InkShape(
    float CenterX, float CenterY, float Skew, float Thickness, float Left, float Right, float Top, float Bottom)
{
    // Steeper handwriting is rare; what leans more is lying.
    private const double LargestSkew = 0.9;

    // Less of a pixel than this is not where a glyph ends.
    private const byte Edge = 64;

    /// <summary>The longer side of the box around the glyph.</summary>
    public float Length => MathF.Max(Right - Left, Bottom - Top);

    /// <summary>Measures.</summary>
    /// <param name="ink">[height, width] the share of each pixel that is inked, 255 for all of it.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="deskew">Whether the glyph will be sheared upright.</param>
    /// <returns>Null if there is no ink.</returns>
    public static InkShape? Measure(ReadOnlySpan<byte> ink, int width, int height, bool deskew)
    {
        double mass = 0, sumX = 0, sumY = 0, sumXY = 0, sumYY = 0;
        for (int y = 0; y < height; y++)
        {
            int rowMass = 0;
            long rowX = 0;
            ReadOnlySpan<byte> row = ink.Slice(y * width, width);
            for (int x = 0; x < row.Length; x++)
            {
                rowMass += row[x];
                rowX += row[x] * x;
            }

            mass += rowMass;
            sumX += rowX;
            sumY += (double)rowMass * y;
            sumXY += (double)rowX * y;
            sumYY += (double)rowMass * y * y;
        }

        if (mass == 0) return null;
        (double centerX, double centerY) = (sumX / mass, sumY / mass);
        double spread = sumYY - mass * centerY * centerY;
        double skew = deskew && spread > 0 ? Math.Clamp((sumXY - mass * centerX * centerY) / spread, -LargestSkew, LargestSkew) : 0;
        var shape = new InkShape((float)centerX + 0.5f, (float)centerY + 0.5f, (float)skew, (float)(2 * mass / Border(ink, width, height)), 0, 0, 0, 0);
        return shape.WithEnds(ink, width, height);
    }

    // Each row's ends, sheared; within the pixel where the ink begins, as far as it is inked.
    private InkShape WithEnds(ReadOnlySpan<byte> ink, int width, int height)
    {
        float left = float.MaxValue, right = float.MinValue, top = float.MaxValue, bottom = float.MinValue;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = ink.Slice(y * width, width);
            int first = row.IndexOfAnyInRange(Edge, byte.MaxValue);
            if (first < 0) continue;
            int last = row.LastIndexOfAnyInRange(Edge, byte.MaxValue);
            float shift = Skew * (y + 0.5f - CenterY) + CenterX;
            left = MathF.Min(left, first + 1 - row[first] / 255f - shift);
            right = MathF.Max(right, last + row[last] / 255f - shift);
            float most = Most(row[first..(last + 1)]) / 255f;
            if (top == float.MaxValue) top = y + 1 - most;
            bottom = MathF.Max(bottom, y + most);
        }

        return left > right
            ? this with { Left = -0.5f, Right = 0.5f, Top = -0.5f, Bottom = 0.5f }
            : this with { Left = left, Right = right, Top = top - CenterY, Bottom = bottom - CenterY };
    }

    private static byte Most(ReadOnlySpan<byte> row)
    {
        byte most = 0;
        foreach (byte value in row) most = Math.Max(most, value);
        return most;
    }

    // Σ|∇a| by Roberts' differences (1963) across the corners where four pixels meet, outside the picture 0.
    private static double Border(ReadOnlySpan<byte> ink, int width, int height)
    {
        double sum = 0;
        for (int y = 0; y <= height; y++)
        {
            ReadOnlySpan<byte> above = y > 0 ? ink.Slice((y - 1) * width, width) : default;
            ReadOnlySpan<byte> below = y < height ? ink.Slice(y * width, width) : default;
            int aboveLeft = 0, belowLeft = 0;
            float rowSum = 0;
            for (int x = 0; x <= width; x++)
            {
                int aboveRight = x < above.Length ? above[x] : 0, belowRight = x < below.Length ? below[x] : 0;
                int falling = aboveLeft - belowRight, rising = aboveRight - belowLeft;
                int square = falling * falling + rising * rising;
                if (square != 0) rowSum += MathF.Sqrt(square);
                (aboveLeft, belowLeft) = (aboveRight, belowRight);
            }

            sum += rowSum;
        }

        return sum * Math.Sqrt(0.5);
    }
}
