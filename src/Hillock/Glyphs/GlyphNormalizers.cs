using System.Numerics;

namespace Hillock.Glyphs;

/// <summary>Normalizers of the same settings for as many threads as ask at once.</summary>
internal sealed class GlyphNormalizers(GlyphSettings settings)
{
    private readonly GlyphNormalizer?[] idle = new GlyphNormalizer?[Environment.ProcessorCount];

    /// <summary>Normalizes a picture of one glyph in place: shares of full light are rounded to bytes before and after. Allocates nothing once as many threads have called.</summary>
    /// <param name="picture">[28, 28] 0 to 1.</param>
    public void Normalize<T>(Span<T> picture)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T full = T.CreateTruncating(byte.MaxValue), half = T.CreateTruncating(0.5);
        Span<byte> pixels = stackalloc byte[GlyphNormalizer.Side * GlyphNormalizer.Side];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = byte.CreateSaturating(picture[i] * full + half);
        Normalize(pixels, pixels);
        for (int i = 0; i < pixels.Length; i++) picture[i] = T.CreateTruncating(pixels[i]) / full;
    }

    /// <summary>Normalizes a picture of one glyph.</summary>
    /// <param name="picture">[28, 28].</param>
    /// <param name="glyph">[28, 28]; it may be the picture itself.</param>
    public void Normalize(ReadOnlySpan<byte> picture, Span<byte> glyph)
    {
        GlyphNormalizer normalizer = Rent();
        normalizer.Normalize(picture, GlyphNormalizer.Side, GlyphNormalizer.Side, glyph);
        for (int i = 0; i < idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref idle[i], normalizer, null) is null) return;
        }
    }

    private GlyphNormalizer Rent()
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (Interlocked.Exchange(ref idle[i], null) is { } normalizer) return normalizer;
        }

        return new GlyphNormalizer(settings);
    }
}
