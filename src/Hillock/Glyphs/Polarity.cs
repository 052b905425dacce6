namespace Hillock.Glyphs;

/// <summary>Whether ink is darker than the paper, or chalk lighter than the board.</summary>
/// <remarks>
/// The sign of Σ(I − M)³, M being the median of the pixel's surroundings: ink covers less of them than the paper does, so that M is paper, and
/// where light or shadow rises or falls evenly the median is the pixel itself, so that they have no say.
/// </remarks>
internal sealed class Polarity
{
    // Surroundings of three eighths of the picture's shorter side: more than twice as wide as strokes are thick.
    private const int Blocks = 24, Radius = 4;

    private readonly BlockGrid means = new();

    /// <summary>Whether the ink is darker than the paper.</summary>
    /// <param name="pixels">[height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public bool IsDarkInk(ReadOnlySpan<byte> pixels, int width, int height)
    {
        means.Resize(width, height, Math.Max(Math.Min(width, height) / Blocks, 1));
        means.FillMeans(pixels, width, height);
        means.TakeMedian(Radius);
        int size = means.Size;
        double tail = 0;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> around = means.Values.Slice(y / size * means.Columns, means.Columns);
            ReadOnlySpan<byte> row = pixels.Slice(y * width, width);
            float rowTail = 0;
            for (int x = 0, column = 0; x < width; column++)
            {
                float middle = around[column];
                for (int end = Math.Min(x + size, width); x < end; x++)
                {
                    float difference = row[x] - middle;
                    rowTail += difference * difference * difference;
                }
            }

            tail += rowTail;
        }

        return tail <= 0;
    }
}
