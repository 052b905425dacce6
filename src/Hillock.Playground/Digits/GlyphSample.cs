namespace Hillock.Playground.Digits;

/// <summary>A normalized glyph whose label is known.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Pixels">28 × 28, light ink on black.</param>
internal sealed record GlyphSample(string Label, byte[] Pixels);
