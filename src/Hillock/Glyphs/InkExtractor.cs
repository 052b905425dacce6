namespace Hillock.Glyphs;

/// <summary>From brightness to ink: which share of each pixel is inked.</summary>
/// <remarks>
/// The contrast c = 1 − I/B, B being the paper's light, is 0 on paper. Its largest value nearby, L, is that of ink; the border between the two is
/// midway (Bernsen 1986), where blur does not move it: a = ½ + 2(c/L − ½), between 0 and 1. Where L is not well above the paper's
/// own noise there is no ink.
/// </remarks>
internal sealed class InkExtractor
{
    // So many times its deviation does noise hardly ever reach.
    private const float NoiseFactor = 5;

    // Of 255: fainter is no ink.
    private const float Faintest = 18;

    // A picture as small as those of MNIST with paper that is exactly black has no noise, and its shades are shares of pixels already.
    private const int Clean = 32;

    private readonly Polarity polarity = new();
    private readonly PaperLight paper = new();
    private readonly BlockGrid level = new();
    private readonly int[] histogram = new int[512];
    private byte[] dark = [];
    private byte[] contrast = [];
    private byte[] ink = [];
    private float[] line = [];

    /// <summary>The share of each pixel that is inked, [height, width], until the next call.</summary>
    public ReadOnlySpan<byte> Extract(ReadOnlySpan<byte> pixels, int width, int height, GlyphStages stages)
    {
        int count = width * height;
        if (width <= Clean && height <= Clean && pixels.Count((byte)0) >= count / 2) return pixels;
        Reserve(count, width);
        Darken(pixels, polarity.IsDarkInk(pixels, width, height));
        float noise = FindContrast(width, height, stages.Background);
        FindLevel(width, height, Math.Max(Faintest, NoiseFactor * noise), stages.Threshold);
        for (int y = 0; y < height; y++)
        {
            Span<float> levels = line.AsSpan(0, width);
            level.Interpolate(y, levels);
            ReadOnlySpan<byte> from = contrast.AsSpan(y * width, width);
            Span<byte> to = ink.AsSpan(y * width, width);
            for (int x = 0; x < width; x++)
            {
                // 255·(½ + 2(c/L − ½)), rounded.
                to[x] = (byte)Math.Clamp((int)(510 * from[x] / levels[x] - 127f), 0, 255);
            }
        }

        return ink.AsSpan(0, count);
    }

    // The ink is darker than the paper from here on.
    private void Darken(ReadOnlySpan<byte> pixels, bool isDarkInk)
    {
        if (isDarkInk) pixels.CopyTo(dark);
        else
        {
            for (int i = 0; i < pixels.Length; i++) dark[i] = (byte)~pixels[i];
        }
    }

    // Returns the deviation of the paper's contrast (of 255): 1.4826 times the median distance from its median.
    private float FindContrast(int width, int height, bool divide)
    {
        BlockGrid light = paper.Find(dark.AsSpan(0, width * height), width, height, !divide);
        foreach (ref float value in light.Values) value = 255 / value;
        Array.Clear(histogram);
        for (int y = 0; y < height; y++)
        {
            Span<float> factors = line.AsSpan(0, width);
            light.Interpolate(y, factors);
            ReadOnlySpan<byte> from = dark.AsSpan(y * width, width);
            Span<byte> to = contrast.AsSpan(y * width, width);
            for (int x = 0; x < width; x++)
            {
                int ratio = Math.Min((int)(from[x] * factors[x] + 0.5f), histogram.Length - 1);
                histogram[ratio]++;
                to[x] = (byte)Math.Max(255 - ratio, 0);
            }
        }

        int half = width * height / 2, middle = 0, below = histogram[0];
        while (below <= half) below += histogram[++middle];
        int distance = 0;
        int near = histogram[middle];
        while (near <= half)
        {
            distance++;
            if (middle - distance >= 0) near += histogram[middle - distance];
            if (middle + distance < histogram.Length) near += histogram[middle + distance];
        }

        return 1.4826f * distance;
    }

    // The contrast of ink: the largest of each block's surroundings.
    private void FindLevel(int width, int height, float least, bool isLocal)
    {
        level.Resize(width, height, Math.Max((Math.Min(width, height) + 29) / 30, 1));
        Span<float> values = level.Values;
        values.Clear();
        for (int y = 0; y < height - 1; y++)
        {
            ReadOnlySpan<byte> row = contrast.AsSpan(y * width, width), below = contrast.AsSpan((y + 1) * width, width);
            Span<float> blocks = values.Slice(y / level.Size * level.Columns, level.Columns);
            for (int x = 0, column = 0; x < width - 1; column++)
            {
                int most = 0;
                for (int end = Math.Min(x + level.Size, width - 1); x < end; x++)
                    most = Math.Max(most, row[x] + row[x + 1] + below[x] + below[x + 1]); // four together: noise is less
                blocks[column] = MathF.Max(blocks[column], most / 4f);
            }
        }

        if (!isLocal)
        {
            float most = 0;
            foreach (float value in values) most = MathF.Max(most, value);
            values.Fill(most);
        }
        else level.Dilate(2);

        // Where nothing reaches the least there is no ink: a level that the noise of paper stays far below.
        foreach (ref float value in values) value = value < least ? 4 * least : value;
        if (isLocal) level.Smooth(1);
    }

    private void Reserve(int count, int width)
    {
        if (line.Length < width) line = new float[width];
        if (dark.Length >= count) return;
        (dark, contrast, ink) = (new byte[count], new byte[count], new byte[count]);
    }
}
