namespace Hillock.Glyphs;

/// <summary>How bright the paper is all over a picture, whatever is written on it.</summary>
/// <remarks>
/// The median of each block, closed: the smallest of the largest of the surroundings (Serra 1982). That fills in what is darker and narrower
/// than the surroundings, strokes, and leaves what is wider, shadows. Paper and ink are lit by the same light, so that a pixel's brightness
/// divided by the paper's is how much the ink reflects.
/// </remarks>
internal sealed class PaperLight
{
    private const int Blocks = 60;

    // Surroundings of a quarter of the picture's shorter side.
    private const int Radius = 7;

    // Darker paper would be all noise.
    private const float Darkest = 24;

    private readonly BlockGrid light = new();
    private readonly int[] histogram = new int[256];

    /// <summary>Finds the light.</summary>
    /// <param name="pixels">[height, width], the ink darker than the paper.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="isEven">Whether to take one light for the whole picture.</param>
    public BlockGrid Find(ReadOnlySpan<byte> pixels, int width, int height, bool isEven)
    {
        light.Resize(width, height, Math.Max((Math.Min(width, height) + Blocks - 1) / Blocks, 1));
        for (int row = 0; row < light.Rows; row++)
        {
            for (int column = 0; column < light.Columns; column++) light.Values[row * light.Columns + column] = Median(pixels, width, height, column, row);
        }

        if (isEven)
        {
            float brightest = Darkest;
            foreach (float value in light.Values) brightest = MathF.Max(brightest, value);
            light.Values.Fill(brightest);
            return light;
        }

        int radius = Math.Max(Math.Min(Radius, Math.Min(light.Rows, light.Columns) / 2), 1);
        light.Dilate(radius);
        light.Erode(radius);
        light.Smooth(1);
        foreach (ref float value in light.Values) value = MathF.Max(value, Darkest);
        return light;
    }

    private int Median(ReadOnlySpan<byte> pixels, int width, int height, int column, int row)
    {
        int size = light.Size, left = column * size, right = Math.Min(left + size, width), bottom = Math.Min((row + 1) * size, height);
        if (size == 1) return pixels[row * width + column];
        Array.Clear(histogram);
        for (int y = row * size; y < bottom; y++)
        {
            foreach (byte pixel in pixels[((y * width) + left)..((y * width) + right)]) histogram[pixel]++;
        }

        int rest = (right - left) * (bottom - row * size) / 2, value = 0;
        while (rest >= histogram[value]) rest -= histogram[value++];
        return value;
    }
}
