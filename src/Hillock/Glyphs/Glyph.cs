namespace Hillock.Glyphs;

/// <summary>A glyph found in a picture.</summary>
public sealed class Glyph
{
    private readonly byte[] pixels;

    /// <summary>A glyph that is normalized already.</summary>
    /// <param name="box">Where it stands.</param>
    /// <param name="pixels">[28, 28] light ink on black; the array is kept and not copied.</param>
    /// <exception cref="ArgumentException">There are more pixels or fewer.</exception>
    public Glyph(GlyphBox box, byte[] pixels)
    {
        if (pixels.Length != GlyphNormalizer.Side * GlyphNormalizer.Side)
            throw new ArgumentException($"A normalized glyph has {GlyphNormalizer.Side} × {GlyphNormalizer.Side} pixels, not {pixels.Length:N0}.");
        (Box, this.pixels) = (box, pixels);
    }

    /// <summary>Where it stands.</summary>
    public GlyphBox Box { get; }

    /// <summary>[28, 28] the glyph normalized, light ink on black: what a model takes.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;
}
