using System.Collections;
using System.Globalization;
using Hillock.Glyphs;
using Hillock.Tensors;

namespace Hillock.Data;

/// <summary>The pixels of an image, each divided by the same number; those of glyphs are normalized before. In a table they are the columns p0, p1, ….</summary>
public sealed record PixelInputs
{
    private static readonly Shape GlyphShape = new(1, GlyphNormalizer.Side, GlyphNormalizer.Side);

    internal PixelInputs(Shape shape, double divisor, GlyphSettings? glyphs = null)
    {
        if (shape.Rank != 3) throw new ArgumentException($"An image is channels × height × width, not {shape}.");
        if (!(divisor > 0) || double.IsInfinity(divisor)) throw new ArgumentException($"Pixels are divided by a positive number, not {divisor}.");
        if (glyphs is not null && (!shape.Equals(GlyphShape) || divisor != byte.MaxValue))
            throw new ArgumentException($"Glyphs are images of {GlyphShape} whose pixels are divided by 255, not of {shape} and by {divisor}.");
        (Shape, Divisor, Glyphs) = (shape, divisor, glyphs);
        Normalizers = glyphs is null ? null : new GlyphNormalizers(glyphs);
    }

    /// <summary>Channels × height × width.</summary>
    public Shape Shape { get; }

    /// <summary>255, or what the largest pixel is.</summary>
    public double Divisor { get; }

    /// <summary>How the images are normalized, which are pictures of one glyph each; null: they are taken as they are.</summary>
    public GlyphSettings? Glyphs { get; }

    /// <summary>What normalizes them; null: nothing does.</summary>
    internal GlyphNormalizers? Normalizers { get; }

    /// <summary>Whether images are of the shape that glyphs have.</summary>
    internal bool AreGlyphs => Shape.Equals(GlyphShape) && Divisor == byte.MaxValue;

    /// <inheritdoc/>
    public bool Equals(PixelInputs? other) => other is not null && Shape.Equals(other.Shape) && Divisor == other.Divisor && Glyphs == other.Glyphs;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape, Divisor, Glyphs);

    /// <summary>The names of the pixels' columns: p0, p1, ….</summary>
    internal static IReadOnlyList<string> Names(int count) => new PixelNames(count);

    /// <summary>The pixel of a name, −1 if it is none of them.</summary>
    internal static int IndexOf(string name, int count) =>
        name.StartsWith('p') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int pixel) && pixel < count && name == $"p{pixel}"
            ? pixel
            : -1;

    /// <summary>Names that are made when they are asked for: a file may claim an image of any size.</summary>
    private sealed class PixelNames(int count) : IReadOnlyList<string>
    {
        public int Count => count;

        public string this[int index] => index >= 0 && index < count ? $"p{index}" : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, count).Select(i => $"p{i}").GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
