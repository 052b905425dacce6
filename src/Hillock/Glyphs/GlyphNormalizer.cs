using Hillock.Images;

namespace Hillock.Glyphs;

/// <summary>Brings a picture of one glyph, whatever its size, light, slant and pen, to the 28 × 28 pixels that a model takes: light ink on black.</summary>
/// <remarks>It keeps memory for its work: one for each thread. After the first picture of a size it allocates nothing.</remarks>
public sealed class GlyphNormalizer
{
    /// <summary>Pixels on each side of a normalized glyph.</summary>
    public const int Side = GlyphFrame.Side;

    private readonly InkExtractor extractor = new();
    private readonly StrokeGrowth growth = new();
    private float[] rows = [];

    /// <summary>A normalizer.</summary>
    /// <param name="settings">How it normalizes; null: as MNIST suggests.</param>
    public GlyphNormalizer(GlyphSettings? settings = null) => Settings = settings ?? GlyphSettings.Default;

    /// <summary>How it normalizes.</summary>
    public GlyphSettings Settings { get; }

    /// <summary>Normalizes the one glyph of a picture.</summary>
    /// <param name="image">The picture: all ink on it belongs to the glyph.</param>
    /// <param name="glyph">[28, 28] the result; black if there is no ink.</param>
    /// <returns>Whether there is ink.</returns>
    public bool Normalize(GrayImage image, Span<byte> glyph) => Normalize(image.Pixels, image.Width, image.Height, glyph);

    /// <summary>Normalizes the one glyph of a picture.</summary>
    /// <param name="pixels">[height, width] brightness: all ink in it belongs to the glyph.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="glyph">[28, 28] the result; black if there is no ink. It may be the picture itself.</param>
    /// <returns>Whether there is ink.</returns>
    public bool Normalize(ReadOnlySpan<byte> pixels, int width, int height, Span<byte> glyph)
    {
        if (width < 1 || height < 1 || pixels.Length != width * height) throw new ArgumentException($"{pixels.Length:N0} pixels are no picture of {width:N0} × {height:N0}.");
        if (glyph.Length != Side * Side) throw new ArgumentException($"A normalized glyph has {Side} × {Side} pixels; there is room for {glyph.Length:N0}.");
        return Frame(extractor.Extract(pixels, width, height, Settings.Stages), new GlyphBox(0, 0, width, height), width, height, glyph);
    }

    /// <summary>Brings ink into its frame.</summary>
    /// <param name="ink">[box's height, box's width] the share of each pixel that is inked.</param>
    /// <param name="box">Where the ink stands in its picture.</param>
    /// <param name="width">The picture's width.</param>
    /// <param name="height">The picture's height.</param>
    /// <param name="glyph">[28, 28] the result.</param>
    internal bool Frame(ReadOnlySpan<byte> ink, GlyphBox box, int width, int height, Span<byte> glyph) =>
        Frame(ink, box, width, height, glyph, Settings, (_, frame) => frame);

    /// <summary>The glyph before its strokes are made thicker or thinner.</summary>
    internal bool FrameBeforeThickness(ReadOnlySpan<byte> ink, GlyphBox box, int width, int height, Span<byte> glyph) =>
        Frame(ink, box, width, height, glyph, Settings with { Stages = Settings.Stages with { Thickness = false } }, (shape, frame) => frame.WithBoxInTheMiddle(shape));

    /// <summary>The glyph before its center of mass is moved to the middle.</summary>
    internal bool FrameBeforeCentering(ReadOnlySpan<byte> ink, GlyphBox box, int width, int height, Span<byte> glyph) =>
        Frame(ink, box, width, height, glyph, Settings, (shape, frame) => frame.WithBoxInTheMiddle(shape));

    private bool Frame(
        ReadOnlySpan<byte> ink, GlyphBox box, int width, int height, Span<byte> glyph, GlyphSettings settings, Func<InkShape, GlyphFrame, GlyphFrame> change)
    {
        if (InkShape.Measure(ink, box.Width, box.Height, settings.Stages.Deskewing) is not { } shape)
        {
            glyph.Clear();
            return false;
        }

        GlyphFrame frame = change(shape, GlyphFrame.Of(shape, settings, box, width, height));
        if (rows.Length < box.Height * Side) rows = new float[box.Height * Side];
        frame.Draw(ink, box.Width, box.Height, shape, rows, glyph);
        growth.Apply(glyph, frame.Growth);
        return true;
    }
}
