namespace Hillock.Playground.Digits;

/// <summary>A normalized glyph whose label is known; equal to another by label and pixels.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Pixels">28 × 28, light ink on black.</param>
internal sealed record GlyphSample(string Label, byte[] Pixels)
{
    public bool Equals(GlyphSample? other) => other is not null && Label == other.Label && Pixels.AsSpan().SequenceEqual(other.Pixels);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Label);
        hash.AddBytes(Pixels);
        return hash.ToHashCode();
    }
}
