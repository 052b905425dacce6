using Hillock.Glyphs;

namespace Hillock.Reading;

/// <summary>What a model reads in a glyph.</summary>
/// <param name="Glyph">The glyph.</param>
/// <param name="Label">The most probable label; null if it is unsure.</param>
/// <param name="Probabilities">[labels] calibrated, summing to 1, in the order of the model's labels.</param>
public sealed record GlyphReading(Glyph Glyph, string? Label, ValueList<double> Probabilities)
{
    /// <summary>What is said where there is no label.</summary>
    public const string Unsure = "unsure";

    /// <summary>The largest of the probabilities.</summary>
    public double Probability => Probabilities.Max();

    /// <summary>The label, or <see cref="Unsure"/>.</summary>
    public override string ToString() => Label ?? Unsure;
}
