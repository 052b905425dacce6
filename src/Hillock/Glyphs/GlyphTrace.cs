using Hillock.Images;

namespace Hillock.Glyphs;

/// <summary>What every stage made of a picture.</summary>
/// <param name="Gray">The picture itself.</param>
/// <param name="Background">Divided by the light on the paper: paper is white, ink dark.</param>
/// <param name="Thresholded">The share of each pixel that is inked: ink is white.</param>
/// <param name="Components">The number of the glyph that each pixel belongs to, from 1, after 255 from 1 again; 0 for none.</param>
/// <param name="Glyphs">The glyphs in reading order.</param>
public sealed record GlyphTrace(GrayImage Gray, GrayImage Background, GrayImage Thresholded, GrayImage Components, IReadOnlyList<TracedGlyph> Glyphs);

/// <summary>What every stage made of one glyph.</summary>
/// <param name="Glyph">Where it stands, and what came out.</param>
/// <param name="Ink">Its ink alone, as large as its box.</param>
/// <param name="Deskewed">28 × 28: sheared upright and scaled, its strokes as they were.</param>
/// <param name="Thickened">28 × 28: with strokes of the right thickness, its box in the middle; the center of mass is moved there last.</param>
public sealed record TracedGlyph(Glyph Glyph, GrayImage Ink, GrayImage Deskewed, GrayImage Thickened);
