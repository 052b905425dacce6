using Hillock.Images;
using Hillock.Reading;

namespace Hillock.Playground.Digits;

/// <summary>A picture to read.</summary>
/// <param name="Number">The page's number of it; 0 for a file.</param>
/// <param name="IsFrame">Whether it is a camera's.</param>
/// <param name="Name">The file that it came in; null: the page drew it.</param>
internal sealed record Picture(int Number, bool IsFrame, GrayImage Image, string? Name);

/// <summary>What was read last, whole: who looks at it from another thread sees what belongs together.</summary>
/// <param name="Model">What it was read with.</param>
/// <param name="Glyphs">What was read, by the numbers that the page was told.</param>
internal sealed record Sight(ReadingModel Model, Picture Picture, IReadOnlyList<(int Number, GlyphReading Reading)> Glyphs)
{
    /// <summary>The reading of a glyph; null: it is no longer to be seen, or the picture is another.</summary>
    public GlyphReading? Find(int picture, int glyph) => Picture.IsFrame || Picture.Number == picture
        ? Glyphs.FirstOrDefault(its => its.Number == glyph).Reading
        : null;
}
