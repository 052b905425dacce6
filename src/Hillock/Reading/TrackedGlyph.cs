using Hillock.Glyphs;

namespace Hillock.Reading;

/// <summary>A glyph followed from frame to frame.</summary>
/// <param name="Number">Its own number, as long as it is followed.</param>
/// <param name="Box">Where it stands, moved steadily.</param>
/// <param name="Label">What the frames together say; null if they are unsure.</param>
/// <param name="Probabilities">[labels] the mean of the frames' probabilities, later frames counting for more.</param>
/// <param name="Reading">What the latest frame that shows it says alone.</param>
public sealed record TrackedGlyph(int Number, GlyphBox Box, string? Label, ValueList<double> Probabilities, GlyphReading Reading);
