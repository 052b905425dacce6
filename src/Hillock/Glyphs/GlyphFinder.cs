using Hillock.Images;

namespace Hillock.Glyphs;

/// <summary>Finds the glyphs of a picture, whatever its light, and normalizes each.</summary>
/// <remarks>It keeps memory for its work: one for each thread.</remarks>
public sealed class GlyphFinder
{
    // A picture no larger than those of MNIST shows one glyph, which may touch its border.
    private const int OneGlyph = 32;

    private readonly InkExtractor extractor = new();
    private readonly Components components = new();
    private readonly GlyphNormalizer normalizer;
    private byte[] cut = [];

    /// <summary>A finder.</summary>
    /// <param name="settings">How it normalizes; null: as MNIST suggests.</param>
    public GlyphFinder(GlyphSettings? settings = null) => normalizer = new GlyphNormalizer(settings);

    /// <summary>How it normalizes.</summary>
    public GlyphSettings Settings => normalizer.Settings;

    /// <summary>The glyphs of a picture in reading order: line by line, from left to right.</summary>
    /// <param name="image">The picture. One of at most 32 × 32 pixels shows one glyph, all ink on it.</param>
    /// <returns>The glyphs; none on empty paper.</returns>
    public IReadOnlyList<Glyph> Find(GrayImage image)
    {
        List<Glyph> glyphs = [];
        Find(image, (box, cutOut) => glyphs.Add(new Glyph(box, Normalize(image, box, cutOut))));
        return glyphs;
    }

    /// <summary>The same with a picture of each stage.</summary>
    /// <param name="image">The picture.</param>
    public GlyphTrace Trace(GrayImage image)
    {
        List<TracedGlyph> glyphs = [];
        byte[] numbered = new byte[image.Width * image.Height];
        byte[] thresholded = Find(image, (box, cutOut) =>
        {
            int number = glyphs.Count;
            for (int i = 0; i < box.Width * box.Height; i++)
            {
                if (cutOut[i] > 0) numbered[((box.Y + i / box.Width) * image.Width) + box.X + i % box.Width] = (byte)(1 + (number % byte.MaxValue));
            }

            byte[] deskewed = new byte[GlyphNormalizer.Side * GlyphNormalizer.Side], thickened = new byte[deskewed.Length];
            normalizer.FrameBeforeThickness(cutOut, box, image.Width, image.Height, deskewed);
            normalizer.FrameBeforeCentering(cutOut, box, image.Width, image.Height, thickened);
            glyphs.Add(new TracedGlyph(
                new Glyph(box, Normalize(image, box, cutOut)),
                new GrayImage(box.Width, box.Height, cutOut.ToArray()),
                new GrayImage(GlyphNormalizer.Side, GlyphNormalizer.Side, deskewed),
                new GrayImage(GlyphNormalizer.Side, GlyphNormalizer.Side, thickened)));
        }).ToArray();
        return new GlyphTrace(
            image,
            new GrayImage(image.Width, image.Height, extractor.Reflectance(image.Pixels, image.Width, image.Height, Settings.Stages)),
            new GrayImage(image.Width, image.Height, thresholded),
            new GrayImage(image.Width, image.Height, numbered),
            glyphs);
    }

    private delegate void Found(GlyphBox box, ReadOnlySpan<byte> cutOut);

    // The ink, until the next call.
    private ReadOnlySpan<byte> Find(GrayImage image, Found found)
    {
        (int width, int height) = (image.Width, image.Height);
        ReadOnlySpan<byte> ink = extractor.Extract(image.Pixels, width, height, Settings.Stages);
        if (width <= OneGlyph && height <= OneGlyph)
        {
            if (ink.IndexOfAnyExcept((byte)0) >= 0) found(new GlyphBox(0, 0, width, height), ink);
            return ink;
        }

        IReadOnlyList<Component> all = components.Find(ink, width, height);
        List<List<Component>> glyphs = Pieces.Find(all, components.Runs, width, height, extractor.IsSpotless, Settings.Stages);
        foreach (List<Component> glyph in ReadingOrder.Sort(glyphs, Pieces.Box))
        {
            GlyphBox box = Pieces.Box(glyph).WithRim(width, height);
            found(box, Cut(ink, width, glyph, box));
        }

        return ink;
    }

    private byte[] Normalize(GrayImage image, GlyphBox box, ReadOnlySpan<byte> ink)
    {
        byte[] glyph = new byte[GlyphNormalizer.Side * GlyphNormalizer.Side];
        normalizer.Frame(ink, box, image.Width, image.Height, glyph);
        return glyph;
    }

    // The ink of a glyph alone, as large as its box; faint ink beside it is its edge.
    private ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> ink, int width, List<Component> glyph, GlyphBox box)
    {
        if (cut.Length < box.Width * box.Height) cut = new byte[box.Width * box.Height];
        Span<byte> result = cut.AsSpan(0, box.Width * box.Height);
        result.Clear();
        foreach (Component component in glyph)
        {
            foreach (InkRun run in components.Runs.Slice(component.FirstRun, component.RunCount))
            {
                int first = Math.Max(run.Start - 1, box.X), last = Math.Min(run.End, box.Right - 1);
                for (int y = Math.Max(run.Y - 1, box.Y); y <= Math.Min(run.Y + 1, box.Bottom - 1); y++)
                {
                    for (int x = first; x <= last; x++)
                    {
                        byte share = ink[(y * width) + x];
                        bool isOwn = y == run.Y && x >= run.Start && x < run.End;
                        if (isOwn || share < Components.LeastShare) result[((y - box.Y) * box.Width) + x - box.X] = share;
                    }
                }
            }
        }

        return result;
    }
}
