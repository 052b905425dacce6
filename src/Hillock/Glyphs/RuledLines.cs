using Hillock.Kernels;

namespace Hillock.Glyphs;

/// <summary>Takes the lines of ruled and squared paper out of a picture's contrast; what is written over them stays.</summary>
/// <remarks>
/// A line is thin: what of the contrast is lost when it is opened by a segment across, c − (c ∘ s), is thin too (top-hat; Serra 1982). From places in
/// a few columns such <see cref="Ridges"/> are followed to both borders. Where that leads along a ridge nearly all the way, and along more
/// than one, these are lines. On them the contrast gives way to the opened one, unless it is clearly darker than the line: then it is ink.
/// </remarks>
internal sealed class RuledLines
{
    // Lines are thinner than this share of the picture's shorter side, and than so many pixels where that is less.
    private const int ThicknessShare = 60, LeastThickness = 5;

    // A ridge of 255 that is lower is no line; noise reaches so many of its deviations now and then.
    private const int Faintest = 8;
    private const float NoiseFactor = 3;

    // In smaller pictures strokes are as long as lines.
    private const int SmallestPicture = 80;

    // Lines are begun in so many columns, at multiples of the golden section: squares keep no step with them.
    private const int Starts = 8;
    private const double GoldenSection = 0.618034;

    // A single line is a fold, an edge, or the stem of a 1.
    private const int Fewest = 2;

    private readonly List<RuledLine> lines = [];
    private readonly int[] histogram = new int[256];
    private byte[] opened = [];
    private byte[] spare = [];
    private byte[] turned = [];
    private int count;

    /// <summary>Takes them out.</summary>
    /// <param name="contrast">[height, width] 0 for paper, 255 for what reflects no light.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="noise">The deviation of the paper's contrast.</param>
    public void Remove(Span<byte> contrast, int width, int height, float noise)
    {
        if (Math.Min(width, height) < SmallestPicture) return;
        if (opened.Length < contrast.Length) (opened, spare, turned) = (new byte[contrast.Length], new byte[contrast.Length], new byte[contrast.Length]);
        int faintest = (int)MathF.Max(Faintest, NoiseFactor * noise), thickness = Math.Max(Math.Min(width, height) / ThicknessShare, LeastThickness);
        RemoveLevel(contrast, width, height, faintest, thickness);
        Span<byte> upright = turned.AsSpan(0, contrast.Length);
        Transpose(contrast, width, height, upright);
        if (RemoveLevel(upright, height, width, faintest, thickness)) Transpose(upright, height, width, contrast);
    }

    // Those that are more level than upright.
    private bool RemoveLevel(Span<byte> contrast, int width, int height, int faintest, int thickness)
    {
        RowOpening.Apply(contrast, width, thickness, spare, opened);
        var ridges = new Ridges(contrast, opened, width, height, faintest);
        count = 0;
        for (int start = 1; start <= Starts; start++)
        {
            int x = (int)(width * (start * GoldenSection % 1));
            for (int y = 0; y < height; y++)
            {
                if (ridges.IsTop(x, y) && !IsOnLine(x, y, thickness) && ridges.TryFollow(x, y, histogram, Next(width))) count++;
            }
        }

        if (count < Fewest) return false;
        for (int i = 0; i < count; i++) Erase(contrast, width, height, lines[i], thickness);
        return true;
    }

    private RuledLine Next(int width)
    {
        if (count == lines.Count) lines.Add(new RuledLine());
        return lines[count].WithRoom(width);
    }

    private bool IsOnLine(int x, int y, int thickness)
    {
        for (int i = 0; i < count; i++)
        {
            if (MathF.Abs(lines[i].Rows[x] - y) <= thickness) return true;
        }

        return false;
    }

    private void Erase(Span<byte> contrast, int width, int height, RuledLine line, int thickness)
    {
        int reach = (thickness / 2) + 1;
        for (int x = 0; x < width; x++)
        {
            int y = (int)MathF.Round(line.Rows[x]), last = Math.Min(y + reach, height - 1);
            for (int place = (Math.Max(y - reach, 0) * width) + x; place <= (last * width) + x; place += width)
            {
                if (contrast[place] - opened[place] <= line.Highest) contrast[place] = opened[place];
            }
        }
    }

    // By tiles: both pictures stay in the nearest memory.
    private static void Transpose(ReadOnlySpan<byte> from, int width, int height, Span<byte> to)
    {
        const int tile = 32;
        for (int top = 0; top < height; top += tile)
        {
            for (int left = 0; left < width; left += tile)
            {
                for (int y = top; y < Math.Min(top + tile, height); y++)
                {
                    for (int x = left; x < Math.Min(left + tile, width); x++) to[(x * height) + y] = from[(y * width) + x];
                }
            }
        }
    }
}
