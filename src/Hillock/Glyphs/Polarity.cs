namespace Hillock.Glyphs;

/// <summary>Whether ink is darker than the paper, or chalk lighter than the board.</summary>
/// <remarks>
/// Ink covers less than the paper does, so the brightness has its long tail on the side of the ink: the sign of Σ(I − Ī)³, Ī being the mean of
/// the pixel's surroundings, so that light falling from one side has no say. A glyph that fills its picture is told by the picture's border:
/// pixels there count as many times as if they were half of the picture.
/// </remarks>
internal sealed class Polarity
{
    // Surroundings of half the picture's shorter side: larger than strokes are thick.
    private const int Blocks = 12, Radius = 3;

    private readonly BlockGrid means = new();

    /// <summary>Whether the ink is darker than the paper.</summary>
    /// <param name="pixels">[height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public bool IsDarkInk(ReadOnlySpan<byte> pixels, int width, int height)
    {
        means.Resize(width, height, Math.Max(Math.Min(width, height) / Blocks, 1));
        int size = means.Size;
        Span<float> values = means.Values;
        for (int row = 0; row < means.Rows; row++)
        {
            for (int column = 0; column < means.Columns; column++)
            {
                int right = Math.Min((column + 1) * size, width), bottom = Math.Min((row + 1) * size, height), sum = 0;
                for (int y = row * size; y < bottom; y++)
                {
                    foreach (byte pixel in pixels[((y * width) + column * size)..((y * width) + right)]) sum += pixel;
                }

                values[row * means.Columns + column] = (float)sum / ((right - column * size) * (bottom - row * size));
            }
        }

        means.Smooth(Radius);
        double tail = 0;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> around = means.Values.Slice(y / size * means.Columns, means.Columns);
            ReadOnlySpan<byte> row = pixels.Slice(y * width, width);
            float rowTail = 0;
            for (int x = 0, column = 0; x < width; column++)
            {
                float mean = around[column];
                for (int end = Math.Min(x + size, width); x < end; x++)
                {
                    float difference = row[x] - mean;
                    rowTail += difference * difference * difference;
                }
            }

            tail += rowTail;
        }

        return tail <= 0;
    }
}
