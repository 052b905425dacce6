namespace Hillock.Glyphs;

/// <summary>How bright the paper is all over a picture, whatever is written on it, and how unsteady that is.</summary>
/// <remarks>
/// The median of each block, closed: that fills in what is darker and narrower than the surroundings, strokes, and leaves what is wider,
/// shadows. Paper and ink are lit by the same light, so that a pixel's brightness divided by the paper's is how much the ink reflects.
/// Noise is 1.4826 times the median distance of a block's pixels from their median, which is the deviation of normal noise; its median over the
/// surroundings is taken, so that strokes have no say. Nowhere is it less than what is usual in the picture, and there the distance of the
/// block's median from the light counts too, since texture and compression make whole blocks darker.
/// </remarks>
internal sealed class PaperLight
{
    // Blocks along the picture's shorter side, and the least pixels along one that have a median worth the name.
    private const int Blocks = 60, SmallestBlock = 4;

    // Surroundings of a sixth of the picture's shorter side: more than strokes are thick, less than shadows are wide.
    private const int Radius = 5, NoiseRadius = 3;

    // Darker paper would be all noise.
    private const float Darkest = 24;

    private readonly int[] histogram = new int[256];
    private float[] medians = [];

    /// <summary>The paper's brightness.</summary>
    public BlockGrid Light { get; } = new();

    /// <summary>The deviation of the paper's pixels.</summary>
    public BlockGrid Noise { get; } = new();

    /// <summary>The deviation of the paper's pixels that is usual in the picture, as a share of the light.</summary>
    public float UsualNoise { get; private set; }

    /// <summary>Whether most of the paper has one brightness exactly, as only a canvas has.</summary>
    public bool IsSpotless { get; private set; }

    /// <summary>Finds both.</summary>
    /// <param name="pixels">[height, width], the ink darker than the paper.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="isEven">Whether to take one light for the whole picture.</param>
    public void Find(ReadOnlySpan<byte> pixels, int width, int height, bool isEven)
    {
        int size = Math.Max((Math.Min(width, height) + Blocks - 1) / Blocks, SmallestBlock);
        Light.Resize(width, height, size);
        Noise.Resize(width, height, size);
        for (int row = 0; row < Light.Rows; row++)
        {
            for (int column = 0; column < Light.Columns; column++)
            {
                int i = (row * Light.Columns) + column;
                (Light.Values[i], Noise.Values[i]) = Measure(pixels, width, height, column, row);
            }
        }

        IsSpotless = HasOneBrightness();
        Light.Values.CopyTo(Reserve(Light.Values.Length));
        if (isEven)
        {
            float brightest = 0;
            foreach (float value in Light.Values) brightest = MathF.Max(brightest, value);
            Light.Values.Fill(brightest);
        }
        else Light.Close(Math.Min(Radius, Math.Max(Math.Min(Light.Rows, Light.Columns) / 2, 1)));
        UsualNoise = Usual();
        Noise.TakeMedian(NoiseRadius);
        for (int i = 0; i < Noise.Values.Length; i++)
        {
            Light.Values[i] = MathF.Max(Light.Values[i], Darkest);
            Noise.Values[i] = MathF.Max(Noise.Values[i], UsualNoise * Light.Values[i]);
        }
    }

    private bool HasOneBrightness()
    {
        Array.Clear(histogram);
        for (int i = 0; i < Light.Values.Length; i++)
        {
            if (Noise.Values[i] == 0) histogram[(int)Light.Values[i]]++;
        }

        return 2 * histogram.Max() > Light.Values.Length;
    }

    // The median over all blocks of how unsteady they are, as a share of the light.
    private float Usual()
    {
        Span<float> shares = medians.AsSpan(0, Light.Values.Length);
        for (int i = 0; i < shares.Length; i++)
            shares[i] = (Noise.Values[i] + MathF.Abs(shares[i] - Light.Values[i])) / MathF.Max(Light.Values[i], Darkest);
        shares.Sort();
        return shares[shares.Length / 2];
    }

    private Span<float> Reserve(int count)
    {
        if (medians.Length < count) medians = new float[count];
        return medians.AsSpan(0, count);
    }

    private (float Median, float Deviation) Measure(ReadOnlySpan<byte> pixels, int width, int height, int column, int row)
    {
        int size = Light.Size, left = column * size, right = Math.Min(left + size, width), bottom = Math.Min((row + 1) * size, height);
        Array.Clear(histogram);
        for (int y = row * size; y < bottom; y++)
        {
            foreach (byte pixel in pixels[((y * width) + left)..((y * width) + right)]) histogram[pixel]++;
        }

        int half = (right - left) * (bottom - row * size) / 2, middle = 0;
        for (int below = histogram[0]; below <= half;) below += histogram[++middle];
        int distance = 0;
        for (int near = histogram[middle]; near <= half;)
        {
            distance++;
            if (middle >= distance) near += histogram[middle - distance];
            if (middle + distance < histogram.Length) near += histogram[middle + distance];
        }

        return (middle, 1.4826f * distance);
    }
}
