namespace Hillock.Glyphs;

/// <summary>Which components are glyphs, and which belong to one glyph.</summary>
/// <remarks>
/// Dropped: what touches the picture's border (edges of the paper, halves of glyphs) unless it is a canvas's, what is nowhere as dark as ink nearby, specks, texture,
/// shadows, and ruled lines. Put together are two components where the smaller is a bar or a fragment beside the larger, or begins inside it; never two
/// of a glyph's size side by side.
/// </remarks>
internal static class Pieces
{
    // Specks: shorter than this, or than this share of the picture's shorter side, or of the glyphs' median.
    private const int ShortestGlyph = 7;
    private const double ShortestShare = 0.02, ShortestOfMedian = 0.3;

    // Hysteresis: ink is where some pixel is inked by so much, and all that hangs together with it.
    private const byte LeastPeak = 200;

    private const double MostOfLargest = 2;

    private const int MostComponents = 256;

    /// <summary>The glyphs' components, [glyphs][components].</summary>
    /// <param name="components">What hangs together.</param>
    /// <param name="runs">Their runs.</param>
    /// <param name="width">The picture's width.</param>
    /// <param name="height">The picture's height.</param>
    /// <param name="isSpotless">Whether the paper is a canvas: what touches its border was drawn there.</param>
    /// <param name="stages">Which stages are done.</param>
    public static List<List<Component>> Find(
        IReadOnlyList<Component> components, ReadOnlySpan<InkRun> runs, int width, int height, bool isSpotless, GlyphStages stages)
    {
        double shortest = stages.Opening ? Math.Max(ShortestGlyph, ShortestShare * Math.Min(width, height)) : 1;
        List<Component> kept = [];
        foreach (Component component in components)
        {
            if (component.Peak < LeastPeak || (!isSpotless && IsAtBorder(component.Box, width, height)) || IsRuledLine(component.Box, width)) continue;
            if (!stages.Opening || (component.Mass >= shortest / 2 && !IsTexture(component) && (isSpotless || !IsShadow(component)))) kept.Add(component);
        }

        kept.Sort((a, b) => b.Box.Length != a.Box.Length ? b.Box.Length.CompareTo(a.Box.Length) : a.FirstRun.CompareTo(b.FirstRun));
        if (kept.Count > MostComponents) kept.RemoveRange(MostComponents, kept.Count - MostComponents);
        List<List<Component>> glyphs = [.. kept.Select(component => new List<Component> { component })];
        if (stages.Merging) Merge(glyphs, runs);
        if (!stages.Opening) return glyphs;

        glyphs.RemoveAll(glyph => Box(glyph).Length < shortest);
        if (glyphs.Count == 0) return glyphs;
        int[] lengths = [.. glyphs.Select(glyph => Box(glyph).Length).Order()];
        glyphs.RemoveAll(glyph => Box(glyph).Length < ShortestOfMedian * lengths[lengths.Length / 2]);
        return glyphs;
    }

    /// <summary>The box around a glyph's components.</summary>
    public static GlyphBox Box(List<Component> glyph)
    {
        GlyphBox box = glyph[0].Box;
        foreach (Component component in glyph) box = box.Around(component.Box);
        return box;
    }

    // The largest comes first, and takes what belongs to it.
    private static void Merge(List<List<Component>> glyphs, ReadOnlySpan<InkRun> runs)
    {
        for (int i = 0; i < glyphs.Count; i++)
        {
            for (int j = i + 1; j < glyphs.Count; j++)
            {
                if (!BelongTogether(glyphs[i], glyphs[j], runs)) continue;
                glyphs[i].AddRange(glyphs[j]);
                glyphs.RemoveAt(j);
                j = i; // a larger glyph reaches farther
            }
        }
    }

    private static bool BelongTogether(List<Component> larger, List<Component> smaller, ReadOnlySpan<InkRun> runs)
    {
        (GlyphBox a, GlyphBox b) = (Box(larger), Box(smaller));
        double reach = 0.3 * a.Length;
        if (b.X - a.Right > reach || a.X - b.Right > reach || b.Y - a.Bottom > reach || a.Y - b.Bottom > reach) return false;

        bool isInside = b.CenterX > a.X && b.CenterX < a.Right && b.CenterY > a.Y && b.CenterY < a.Bottom;
        if (isInside) return true;

        // Pieces reach no farther than the largest of them is long: else what is nearby would join one by one, and a whole page hang together.
        GlyphBox both = a.Around(b);
        if (both.Length > MostOfLargest * larger[0].Box.Length) return false;

        bool isAbove = a.SharedWidth(b) >= 0.5 * Math.Min(a.Width, b.Width);
        bool isFlat = b.Height <= 0.4 * b.Width && b.Length <= 0.9 * a.Length;
        if (b.Length <= 0.3 * a.Length) return AreNear(larger, smaller, runs, both, 0.15);

        // The bar of a 5, over its body or to the right of it.
        if (isFlat && b.CenterY < a.CenterY && b.Y > a.Y - 0.3 * a.Height) return AreNear(larger, smaller, runs, both, isAbove ? 0.25 : 0.12);
        if (b.Length <= 0.5 * a.Length) return AreNear(larger, smaller, runs, both, 0.08);

        // Broken in two, one half over the other: neither is as high as a glyph of this size.
        return Math.Max(a.Height, b.Height) <= 0.75 * both.Height && a.SharedHeight(b) <= 0.35 * Math.Min(a.Height, b.Height)
            && both.Width <= 1.4 * both.Height && both.Height <= 2.2 * both.Width && (isAbove || both.Length <= 1.5 * a.Length)
            && AreNear(larger, smaller, runs, both, 0.12);
    }

    // Whether the distance between the nearest pixels is at most this share of the length of both.
    private static bool AreNear(List<Component> larger, List<Component> smaller, ReadOnlySpan<InkRun> runs, GlyphBox both, double share)
    {
        foreach (Component a in larger)
        {
            foreach (Component b in smaller)
            {
                if (AreNear(runs.Slice(a.FirstRun, a.RunCount), runs.Slice(b.FirstRun, b.RunCount), b.Box, both.Length, share)) return true;
            }
        }

        return false;
    }

    // Runs go down row by row: of the others only those come into question that are no farther up or down.
    private static bool AreNear(ReadOnlySpan<InkRun> runs, ReadOnlySpan<InkRun> others, GlyphBox around, int length, double share)
    {
        int reach = (int)(share * length) + 2, begin = 0;
        foreach (InkRun run in runs)
        {
            if (run.End + reach < around.X || run.Start - reach > around.Right || run.Y + reach < around.Y || run.Y - reach > around.Bottom) continue;
            while (begin < others.Length && others[begin].Y < run.Y - reach) begin++;
            for (int i = begin; i < others.Length && others[i].Y <= run.Y + reach; i++)
            {
                InkRun other = others[i];
                long down = Math.Max(0, Math.Abs(run.Y - other.Y) - 1), across = Math.Max(0, Math.Max(other.Start - run.End, run.Start - other.End));
                if (Math.Sqrt((down * down) + (across * across)) / length <= share) return true;
            }
        }

        return false;
    }

    // More strokes side by side than any glyph has.
    private static bool IsTexture(Component component) => component.RunCount > 4.5 * component.Box.Height;

    // Its edges, as long as rows and columns cross them, are wider than those of ink.
    private static bool IsShadow(Component component) =>
        component.Blurred / (2.0 * (component.RunCount + component.Box.Width)) > Math.Max(4, 0.08 * component.Box.Length);

    private static bool IsAtBorder(GlyphBox box, int width, int height) => box.X == 0 || box.Y == 0 || box.Right == width || box.Bottom == height;

    private static bool IsRuledLine(GlyphBox box, int width) => box.Width > 0.6 * width && box.Height < box.Width / 12.0;
}
