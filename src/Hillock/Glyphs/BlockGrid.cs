using System.Runtime.InteropServices;

namespace Hillock.Glyphs;

/// <summary>One number for each block of a picture: what changes slowly over the picture, such as the light on the paper.</summary>
internal sealed class BlockGrid
{
    private float[] values = [];
    private float[] spare = [];
    private float[] line = [];

    /// <summary>Pixels on each side of a block.</summary>
    public int Size { get; private set; } = 1;

    /// <summary>Blocks in a row.</summary>
    public int Columns { get; private set; }

    /// <summary>Rows of blocks.</summary>
    public int Rows { get; private set; }

    /// <summary>[rows, columns].</summary>
    public Span<float> Values => values.AsSpan(0, Rows * Columns);

    /// <summary>Takes the blocks of a picture; what the values were is forgotten.</summary>
    public void Resize(int width, int height, int size)
    {
        (Size, Columns, Rows) = (size, (width + size - 1) / size, (height + size - 1) / size);
        if (values.Length >= Rows * Columns) return;
        values = new float[Rows * Columns];
        spare = new float[Rows * Columns];
    }

    /// <summary>The mean of each block.</summary>
    public void FillMeans(ReadOnlySpan<byte> pixels, int width, int height)
    {
        for (int row = 0; row < Rows; row++)
        {
            int bottom = Math.Min((row + 1) * Size, height);
            for (int column = 0; column < Columns; column++)
            {
                int left = column * Size, right = Math.Min(left + Size, width), sum = 0;
                for (int y = row * Size; y < bottom; y++)
                {
                    foreach (byte pixel in pixels[((y * width) + left)..((y * width) + right)]) sum += pixel;
                }

                values[row * Columns + column] = (float)sum / ((right - left) * (bottom - row * Size));
            }
        }
    }

    /// <summary>The median of each block's surroundings: of the medians of their rows.</summary>
    public void TakeMedian(int radius)
    {
        Span<float> around = stackalloc float[2 * radius + 1];
        for (int y = 0; y < Rows; y++) Medians(values, spare, y * Columns, 1, Columns, around);
        for (int x = 0; x < Columns; x++) Medians(spare, values, x, Columns, Rows, around);
    }

    /// <summary>The largest of each block's surroundings.</summary>
    public void Dilate(int radius) => Filter(radius, new Largest());

    /// <summary>Fills in what is lower and narrower than the surroundings: the smallest of the largest around each block (Serra 1982).</summary>
    /// <remarks>Beyond its ends a row goes on as it came, turned about its end: what rises evenly stays as it is up to the end.</remarks>
    public void Close(int radius)
    {
        int longest = Math.Max(Columns, Rows) + (2 * radius);
        if (line.Length < longest) line = new float[longest];
        for (int y = 0; y < Rows; y++) Extreme<Largest>(values, spare, y * Columns, 1, Columns, line, radius);
        for (int x = 0; x < Columns; x++) Extreme<Largest>(spare, values, x, Columns, Rows, line, radius);
        for (int y = 0; y < Rows; y++) Extreme<Smallest>(values, spare, y * Columns, 1, Columns, line, radius);
        for (int x = 0; x < Columns; x++) Extreme<Smallest>(spare, values, x, Columns, Rows, line, radius);
    }

    /// <summary>The mean of each block's surroundings, as far as they are inside the picture.</summary>
    public void Smooth(int radius) => Filter(radius, new Mean());

    /// <summary>Row <paramref name="y"/> of pixels, each between the four blocks around it.</summary>
    public void Interpolate(int y, Span<float> row)
    {
        (int above, int below, float downward) = Between(y, Rows);
        ReadOnlySpan<float> upper = Values.Slice(above * Columns, Columns), lower = Values.Slice(below * Columns, Columns);
        float left = upper[0] + downward * (lower[0] - upper[0]);
        int half = Size / 2;
        row[..Math.Min(half, row.Length)].Fill(left);
        for (int column = 0, x = half; x < row.Length; column++)
        {
            int next = Math.Min(column + 1, Columns - 1), end = Math.Min(x + Size, row.Length);
            float right = upper[next] + downward * (lower[next] - upper[next]);
            float slope = (right - left) / Size;
            for (float value = left + (half + half + 1 - Size) * slope / 2; x < end; x++, value += slope) row[x] = value;
            left = right;
        }
    }

    private (int Before, int After, float Share) Between(int pixel, int count)
    {
        float place = Math.Clamp((pixel + 0.5f) / Size - 0.5f, 0, count - 1);
        int before = (int)place;
        return (before, Math.Min(before + 1, count - 1), place - before);
    }

    // A square's surroundings, rows first and then columns.
    private void Filter<TMeeting>(int radius, TMeeting meeting)
        where TMeeting : struct, IMeeting
    {
        if (radius == 0) return;
        for (int y = 0; y < Rows; y++) Along(values, spare, y * Columns, 1, Columns, radius, meeting);
        for (int x = 0; x < Columns; x++) Along(spare, values, x, Columns, Rows, radius, meeting);
    }

    private static void Along<TMeeting>(float[] from, float[] to, int start, int step, int count, int radius, TMeeting meeting)
        where TMeeting : struct, IMeeting
    {
        for (int i = 0; i < count; i++)
        {
            int first = Math.Max(i - radius, 0), last = Math.Min(i + radius, count - 1);
            float met = from[start + first * step];
            for (int j = first + 1; j <= last; j++) met = meeting.Meet(met, from[start + j * step]);
            to[start + i * step] = meeting.End(met, last - first + 1);
        }
    }

    private static void Extreme<TMeeting>(float[] from, float[] to, int start, int step, int count, float[] line, int radius)
        where TMeeting : struct, IMeeting
    {
        var meeting = default(TMeeting);
        float first = from[start], last = from[start + (count - 1) * step];
        for (int i = 0; i < count; i++) line[radius + i] = from[start + i * step];
        for (int i = 1; i <= radius; i++)
        {
            line[radius - i] = 2 * first - from[start + Math.Min(i, count - 1) * step];
            line[radius + count - 1 + i] = 2 * last - from[start + Math.Max(count - 1 - i, 0) * step];
        }

        for (int i = 0; i < count; i++)
        {
            float met = line[i];
            for (int j = i + 1; j <= i + (2 * radius); j++) met = meeting.Meet(met, line[j]);
            to[start + i * step] = met;
        }
    }

    private static void Medians(float[] from, float[] to, int start, int step, int count, Span<float> around)
    {
        int radius = around.Length / 2;
        for (int i = 0; i < count; i++)
        {
            // As far to one side as to the other: the median of what rises evenly is its middle.
            int reach = Math.Min(radius, Math.Max(1, Math.Min(i, count - 1 - i)));
            int first = Math.Max(i - reach, 0), length = Math.Min(i + reach, count - 1) - first + 1;
            for (int j = 0; j < length; j++) around[j] = from[start + (first + j) * step];
            around[..length].Sort();
            to[start + i * step] = around[length / 2];
        }
    }

    private interface IMeeting
    {
        float Meet(float a, float b);

        float End(float met, int count);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Largest : IMeeting
    {
        public float Meet(float a, float b) => MathF.Max(a, b);

        public float End(float met, int count) => met;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Smallest : IMeeting
    {
        public float Meet(float a, float b) => MathF.Min(a, b);

        public float End(float met, int count) => met;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Mean : IMeeting
    {
        public float Meet(float a, float b) => a + b;

        public float End(float met, int count) => met / count;
    }
}
