namespace Hillock.Glyphs;

/// <summary>From brightness to ink: which share of each pixel is inked.</summary>
/// <remarks>
/// The contrast c = 1 − I/B, B being the paper's light, is 0 on paper. Its largest value nearby, L, is that of ink; the border between the two is
/// midway (Bernsen 1986), where blur does not move it: a = ½ + 2(c/L − ½), between 0 and 1. Where L is not well above the paper's
/// own noise, or far below the darkest ink of the picture, there is no ink. Ruled lines are taken out of c before.
/// </remarks>
internal sealed class InkExtractor
{
    // So many times its deviation does noise hardly ever reach.
    private const float NoiseFactor = 5;

    // Of 255: fainter is no ink.
    private const float Faintest = 18;

    // Of the contrast of the picture's darkest ink: paler is what shines through, what is printed, what is left of shadows.
    private const float PalestShare = 0.35f;
    private const int DarkestBlocks = 8;

    // Ink is sought in surroundings of a sixth of the picture's shorter side.
    private const int LevelRadius = 5, LevelSmoothing = 2;

    // A picture as small as those of MNIST with paper that is exactly black has no noise, and its shades are shares of pixels already.
    private const int Clean = 32;

    private readonly Polarity polarity = new();
    private readonly PaperLight paper = new();
    private readonly RuledLines lines = new();
    private readonly BlockGrid level = new();
    private byte[] dark = [];
    private byte[] contrast = [];
    private byte[] ink = [];
    private float[] line = [];

    /// <summary>Whether the picture's paper is that of a canvas: no camera has seen it.</summary>
    public bool IsSpotless => paper.IsSpotless;

    /// <summary>The share of each pixel that is inked, [height, width], until the next call.</summary>
    public ReadOnlySpan<byte> Extract(ReadOnlySpan<byte> pixels, int width, int height, GlyphStages stages)
    {
        int count = width * height;
        if (width <= Clean && height <= Clean && pixels.Count((byte)0) >= count / 2) return pixels;
        FindContrast(pixels, width, height, stages.Background);
        if (stages.Opening) lines.Remove(contrast.AsSpan(0, count), width, height, 255 * paper.UsualNoise);
        FindLevel(width, height, stages.Threshold);
        Span<float> factors = line.AsSpan(0, width);
        for (int y = 0; y < height; y++)
        {
            // 255·(½ + 2(c/L − ½)), rounded, is 510·c/L − 127.
            level.Interpolate(y, factors);
            ReadOnlySpan<byte> from = contrast.AsSpan(y * width, width);
            Span<byte> to = ink.AsSpan(y * width, width);
            for (int x = 0; x < to.Length; x++) to[x] = (byte)Math.Clamp((int)(from[x] * factors[x]) - 127, 0, 255);
        }

        return ink.AsSpan(0, count);
    }

    /// <summary>The picture divided by the light on its paper, [height, width]: 255 is paper, and ink is darker.</summary>
    public byte[] Reflectance(ReadOnlySpan<byte> pixels, int width, int height, GlyphStages stages)
    {
        FindContrast(pixels, width, height, stages.Background);
        byte[] reflectance = new byte[width * height];
        for (int i = 0; i < reflectance.Length; i++) reflectance[i] = (byte)~contrast[i];
        return reflectance;
    }

    private void FindContrast(ReadOnlySpan<byte> pixels, int width, int height, bool divide)
    {
        Reserve(width * height, width);
        Span<byte> darkened = dark.AsSpan(0, width * height);
        if (polarity.IsDarkInk(pixels, width, height)) pixels.CopyTo(darkened);
        else
        {
            for (int i = 0; i < darkened.Length; i++) darkened[i] = (byte)~pixels[i];
        }

        paper.Find(darkened, width, height, !divide);
        foreach (ref float value in paper.Light.Values) value = 255 / value;
        Span<float> factors = line.AsSpan(0, width);
        for (int y = 0; y < height; y++)
        {
            paper.Light.Interpolate(y, factors);
            ReadOnlySpan<byte> from = dark.AsSpan(y * width, width);
            Span<byte> to = contrast.AsSpan(y * width, width);
            for (int x = 0; x < to.Length; x++) to[x] = (byte)Math.Max(255 - (int)(from[x] * factors[x] + 0.5f), 0);
        }
    }

    // 510 divided by the contrast of ink: the largest of each block's surroundings.
    private void FindLevel(int width, int height, bool isLocal)
    {
        level.Resize(width, height, paper.Light.Size);
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

        float palest = PalestShare * Darkest(values);
        if (isLocal) level.Dilate(LevelRadius);
        else
        {
            float most = 0;
            foreach (float value in values) most = MathF.Max(most, value);
            values.Fill(most);
        }

        // Where nothing reaches the least there is no ink: a level that the paper's noise stays far below.
        for (int i = 0; i < values.Length; i++)
        {
            float least = MathF.Max(MathF.Max(Faintest, palest), NoiseFactor * paper.Noise.Values[i] * paper.Light.Values[i]);
            if (values[i] < least) values[i] = 4 * least;
        }

        if (isLocal) level.Smooth(LevelSmoothing);
        foreach (ref float value in values) value = 510 / value;
    }

    // The contrast of the picture's darkest ink: so many blocks are as dark that no speck is meant.
    private float Darkest(ReadOnlySpan<float> values)
    {
        Span<float> darkest = stackalloc float[DarkestBlocks];
        darkest.Clear();
        foreach (float value in values)
        {
            if (value <= darkest[0]) continue;
            int place = 0;
            for (; place + 1 < darkest.Length && darkest[place + 1] < value; place++) darkest[place] = darkest[place + 1];
            darkest[place] = value;
        }

        return darkest[0];
    }

    private void Reserve(int count, int width)
    {
        if (line.Length < width) line = new float[width];
        if (dark.Length >= count) return;
        (dark, contrast, ink) = (new byte[count], new byte[count], new byte[count]);
    }
}
