namespace Hillock.Glyphs;

/// <summary>A glyph found in a picture.</summary>
public sealed class Glyph
{
    private readonly byte[] pixels;

    internal Glyph(GlyphBox box, byte[] pixels) => (Box, this.pixels) = (box, pixels);

    /// <summary>Where it stands.</summary>
    public GlyphBox Box { get; }

    /// <summary>[28, 28] the glyph normalized, light ink on black: what a model takes.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;
}
