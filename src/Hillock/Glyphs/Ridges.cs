using System.Runtime.InteropServices;

namespace Hillock.Glyphs;

/// <summary>What is thin and more level than upright in a picture: how much higher the contrast is than the one opened across, c − (c ∘ s).</summary>
/// <param name="contrast">[height, width] c.</param>
/// <param name="opened">[height, width] c ∘ s.</param>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
/// <param name="faintest">What is no higher is the paper's noise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct Ridges(ReadOnlySpan<byte> contrast, ReadOnlySpan<byte> opened, int width, int height, int faintest)
{
    // How much of the picture a line crosses in view, and the share of that in which it is seen.
    private const float LeastLength = 0.3f, LeastSeen = 0.8f;

    // Ink is so much higher than three quarters of a line's pixels.
    private const float Higher = 1.5f;

    // Slopes are tried over so many pixels to each side, at steps at which the ends move by half a pixel.
    private const int Reach = 40;
    private const float Steepest = 0.4f, SlopeStep = 0.5f / Reach;

    // Rows above and below in which the way goes on, and how far a ridge there pulls and turns it: strokes that cross a line hardly do.
    private const int Tolerance = 2;
    private const float Pull = 0.05f, Turn = 0.001f;

    private readonly ReadOnlySpan<byte> contrast = contrast;
    private readonly ReadOnlySpan<byte> opened = opened;

    /// <summary>Whether a ridge is highest here in its column.</summary>
    public bool IsTop(int x, int y)
    {
        int here = Height(x, y);
        return here > faintest && (y == 0 || Height(x, y - 1) <= here) && (y == height - 1 || Height(x, y + 1) < here);
    }

    /// <summary>Follows a ridge from a place to both borders: once to learn how high it is, and again past what is higher.</summary>
    /// <param name="x">The place's column.</param>
    /// <param name="y">The place's row.</param>
    /// <param name="histogram">[256] memory for the heights on the way.</param>
    /// <param name="line">The path.</param>
    /// <returns>Whether it is a line.</returns>
    public bool TryFollow(int x, int y, Span<int> histogram, RuledLine line)
    {
        float slope = Slope(x, y);
        line.Highest = byte.MaxValue;
        if (Follow(x, y, slope, line, histogram) < LeastLength * width) return false;
        int seen = Sum(histogram), usual = 0;
        for (int below = histogram[0]; below <= seen * 3 / 4;) below += histogram[++usual];
        line.Highest = Math.Min((int)(Higher * usual), byte.MaxValue);
        int inView = Follow(x, y, slope, line, histogram);
        return inView >= LeastLength * width && Sum(histogram) >= LeastSeen * inView;
    }

    private int Follow(int x, int y, float slope, RuledLine line, Span<int> histogram)
    {
        histogram.Clear();
        return Walk(x, y, slope, 1, line, histogram) + Walk(x - 1, y - slope, slope, -1, line, histogram);
    }

    // In how many columns the path is inside the picture and not under ink; the heights of the ridges on it go into the histogram.
    private int Walk(int x, float row, float slope, int step, RuledLine line, Span<int> histogram)
    {
        int inView = 0;
        for (; x >= 0 && x < width; x += step, row += slope * step)
        {
            int place = (int)MathF.Round(row);
            bool isInside = place >= 0 && place < height;
            (int top, int topHeight) = Top(x, place);
            if (topHeight <= line.Highest && !(isInside && contrast[(place * width) + x] > line.Highest))
            {
                if (isInside) inView++;
                if (top >= 0)
                {
                    histogram[topHeight]++;
                    float error = top - row;
                    row += Pull * error;
                    slope += Turn * error * step;
                }
            }

            line.Rows[x] = row;
        }

        return inView;
    }

    // Where near a row a ridge is highest; −1 if there is none.
    private (int Row, int Height) Top(int x, int row)
    {
        (int best, int most) = (-1, faintest);
        for (int y = Math.Max(row - Tolerance, 0); y <= Math.Min(row + Tolerance, height - 1); y++)
        {
            int here = Height(x, y);
            if (here > most) (best, most) = (y, here);
        }

        return (best, most);
    }

    // The direction in which most ridges lie.
    private float Slope(int x, int y)
    {
        (int most, float best) = (-1, 0);
        int first = Math.Max(x - Reach, 0), last = Math.Min(x + Reach, width - 1);
        for (float slope = -Steepest; slope <= Steepest; slope += SlopeStep)
        {
            int seen = 0;
            for (int at = first; at <= last; at++)
            {
                int row = (int)MathF.Round(y + (slope * (at - x)));
                if (row >= 0 && row < height && Height(at, row) > faintest) seen++;
            }

            if (seen > most) (most, best) = (seen, slope);
        }

        return best;
    }

    private int Height(int x, int y) => contrast[(y * width) + x] - opened[(y * width) + x];

    private static int Sum(ReadOnlySpan<int> counts)
    {
        int sum = 0;
        foreach (int count in counts) sum += count;
        return sum;
    }
}
