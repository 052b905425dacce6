using Hillock.Glyphs;
using Hillock.Images;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Digits;

/// <summary>Small pictures of a glyph's way from the picture to the network, one for each stage.</summary>
internal static class Slides
{
    // Of the picture around a glyph so much of its size is shown on each side; other glyphs there are dim.
    private const double Margin = 0.25;
    private const byte Dim = 90;
    private const int Longest = 96;

    /// <summary>The stages, and what each does.</summary>
    public static IReadOnlyList<StageTold> Stages { get; } =
    [
        new("background", "Every pixel is divided by the paper around it, so that shadows and uneven light go."),
        new("threshold", "What is ink is decided by the paper and the ink nearby; off: by one threshold for the whole picture."),
        new("opening", "Specks are dropped."),
        new("merging", "Pieces of one glyph, such as the bar of a 5, are put together."),
        new("deskewing", "Slanted writing is sheared upright."),
        new("thickness", "Strokes are made as thick as those that the network was trained on."),
        new("scaling", "The glyph is brought to the size of those that the network was trained on; off: the whole picture is squeezed."),
        new("centering", "The center of mass is moved to the middle; off: the glyph stays where it was."),
    ];

    /// <summary>The pictures of a glyph, in order.</summary>
    /// <param name="trace">What the stages made of its picture.</param>
    /// <param name="place">Its place among the picture's glyphs.</param>
    public static IReadOnlyList<StagePicture> Of(GlyphTrace trace, int place)
    {
        TracedGlyph glyph = trace.Glyphs[place];
        GlyphBox around = Around(glyph.Glyph.Box, trace.Gray);
        byte number = (byte)(1 + (place % byte.MaxValue));
        return
        [
            Part("Gray", [], trace.Gray, around, value => value),
            Part("Light removed", ["background"], trace.Background, around, value => value),
            Part("Ink", ["threshold"], trace.Thresholded, around, value => value),
            Part("One glyph", ["opening", "merging"], trace.Components, around, value => value == number ? byte.MaxValue : value > 0 ? Dim : (byte)0),
            Whole("Upright, scaled", ["deskewing", "scaling"], glyph.Deskewed),
            Whole("Stroke thickness", ["thickness"], glyph.Thickened),
            new("Centered", ["centering"], GlyphNormalizer.Side, GlyphNormalizer.Side, glyph.Glyph.Pixels.ToArray()),
        ];
    }

    private static StagePicture Whole(string title, IReadOnlyList<string> stages, GrayImage image) => new(title, stages, image.Width, image.Height, image.Pixels.ToArray());

    private static StagePicture Part(string title, IReadOnlyList<string> stages, GrayImage image, GlyphBox part, Func<byte, byte> shade)
    {
        byte[] pixels = new byte[part.Width * part.Height];
        for (int y = 0; y < part.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(part.Y + y).Slice(part.X, part.Width);
            for (int x = 0; x < part.Width; x++) pixels[(y * part.Width) + x] = shade(row[x]);
        }

        GrayImage small = new GrayImage(part.Width, part.Height, pixels).ShrunkTo(Longest);
        return Whole(title, stages, small);
    }

    private static GlyphBox Around(GlyphBox box, GrayImage picture)
    {
        int margin = Math.Max(2, (int)(Margin * Math.Max(box.Width, box.Height)));
        int left = Math.Max(0, box.X - margin), top = Math.Max(0, box.Y - margin);
        return new GlyphBox(left, top, Math.Min(picture.Width, box.X + box.Width + margin) - left, Math.Min(picture.Height, box.Y + box.Height + margin) - top);
    }
}
