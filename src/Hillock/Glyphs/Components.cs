namespace Hillock.Glyphs;

/// <summary>Pixels of ink side by side in one row.</summary>
/// <param name="Y">The row.</param>
/// <param name="Start">The first column.</param>
/// <param name="End">The column after the last.</param>
internal readonly record struct InkRun(int Y, int Start, int End);

/// <summary>Ink that hangs together.</summary>
/// <param name="Box">Where it stands.</param>
/// <param name="Mass">The sum of its shares of pixels.</param>
/// <param name="Blurred">How many of its pixels are inked in part only.</param>
/// <param name="Peak">Its largest share of a pixel, of 255.</param>
/// <param name="FirstRun">The first of its runs in <see cref="Components.Runs"/>.</param>
/// <param name="RunCount">How many runs it has.</param>
internal readonly record struct Component(GlyphBox Box, double Mass, int Blurred, byte Peak, int FirstRun, int RunCount);

/// <summary>Finds what hangs together by ink that is not faint, corners included: runs of each row, joined where they touch those of the row above.</summary>
/// <remarks>Disjoint sets with path halving (Tarjan &amp; van Leeuwen 1984); the smaller number is the root, so the order is that of reading.</remarks>
internal sealed class Components
{
    /// <summary>Ink of a smaller share of 255 than this hangs nothing together: it is the edge of what lies beside it, or what is left of a shadow.</summary>
    public const byte LeastShare = 64;

    private readonly List<Component> found = [];
    private InkRun[] runs = new InkRun[256];
    private InkRun[] sorted = [];
    private int[] parents = new int[256];
    private int[] ends = [];

    /// <summary>The runs, those of one component side by side.</summary>
    public ReadOnlySpan<InkRun> Runs => sorted;

    /// <summary>The components from top to bottom, until the next call.</summary>
    /// <param name="ink">[height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public IReadOnlyList<Component> Find(ReadOnlySpan<byte> ink, int width, int height)
    {
        int count = Connect(ink, width, height);
        Sort(count);
        found.Clear();
        for (int run = 0, first = 0; run < count; run++)
        {
            if (parents[run] != run) continue;
            found.Add(Measure(ink, width, first, ends[run]));
            first = ends[run];
        }

        return found;
    }

    private int Connect(ReadOnlySpan<byte> ink, int width, int height)
    {
        int count = 0, above = 0;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = ink.Slice(y * width, width);
            int begun = count;
            for (int x = 0; x < width;)
            {
                int skip = row[x..].IndexOfAnyInRange(LeastShare, byte.MaxValue);
                if (skip < 0) break;
                int start = x + skip, length = row[start..].IndexOfAnyExceptInRange(LeastShare, byte.MaxValue);
                x = length < 0 ? width : start + length;
                Add(count, new InkRun(y, start, x));

                // Runs above that end before this one begins touch none of those to come either.
                while (above < begun && runs[above].End < start) above++;
                for (int i = above; i < begun && runs[i].Start <= x; i++) Join(i, count);
                count++;
            }

            above = begun;
        }

        return count;
    }

    // Brings the runs of one component side by side, in order.
    private void Sort(int count)
    {
        if (sorted.Length < count) (sorted, ends) = (new InkRun[runs.Length], new int[runs.Length]);
        Array.Clear(ends, 0, count);
        for (int i = 0; i < count; i++) ends[Root(i)]++;
        for (int i = 0, place = 0; i < count; i++) (ends[i], place) = (place, place + ends[i]);
        for (int i = 0; i < count; i++) sorted[ends[Root(i)]++] = runs[i];
    }

    private Component Measure(ReadOnlySpan<byte> ink, int width, int first, int next)
    {
        int left = int.MaxValue, right = 0;
        long mass = 0;
        int blurred = 0;
        byte peak = 0;
        for (int i = first; i < next; i++)
        {
            InkRun run = sorted[i];
            (left, right) = (Math.Min(left, run.Start), Math.Max(right, run.End));
            foreach (byte share in ink[((run.Y * width) + run.Start)..((run.Y * width) + run.End)])
            {
                mass += share;
                if (share < byte.MaxValue) blurred++;
                peak = Math.Max(peak, share);
            }
        }

        int top = sorted[first].Y;
        return new Component(new GlyphBox(left, top, right - left, sorted[next - 1].Y + 1 - top), mass / 255.0, blurred, peak, first, next - first);
    }

    private void Add(int count, InkRun run)
    {
        if (count == runs.Length)
        {
            Array.Resize(ref runs, 2 * count);
            Array.Resize(ref parents, 2 * count);
        }

        (runs[count], parents[count]) = (run, count);
    }

    private int Root(int run)
    {
        while (parents[run] != run) run = parents[run] = parents[parents[run]];
        return run;
    }

    private void Join(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        if (a < b) parents[b] = a;
        else parents[a] = b;
    }
}
