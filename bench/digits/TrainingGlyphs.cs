using Hillock.Data;
using Hillock.Glyphs;
using Hillock.Images;
using Hillock.Tensors;

namespace Hillock.Digits;

/// <summary>What the shipped model learns from: MNIST's training images as they are and before a camera, and drawn digits; all normalized as a model normalizes them.</summary>
internal static class TrainingGlyphs
{
    // MNIST's digits fill 20 × 20 of the 28 × 28 pixels.
    private const int Box = 20, CoarseSide = 8;

    private const int Area = GlyphNormalizer.Side * GlyphNormalizer.Side;

    // Numbers of pictures: those of other sets never meet them.
    private const ulong Salt = 0x5EED0D1617;

    private static readonly Shape Shape = new(1, GlyphNormalizer.Side, GlyphNormalizer.Side);

    /// <summary>MNIST's images, normalized; then so many before a camera; then so many drawn.</summary>
    /// <param name="images">MNIST's images.</param>
    /// <param name="photographed">How many of them are taken by a camera.</param>
    /// <param name="drawn">How many digits are drawn, half of them before a camera.</param>
    /// <param name="first">The number of the first picture made: other numbers, other pictures.</param>
    public static ImageDataset Make(ImageDataset images, int photographed, int drawn, int first)
    {
        int count = images.Count + photographed + drawn;
        byte[] glyphs = new byte[count * Area];
        int[] classes = new int[count];
        bool[] isFound = new bool[count];
        Parallel.For(0, count, () => new GlyphFinder(), (i, _, finder) =>
        {
            (GrayImage picture, classes[i]) = i < images.Count
                ? (new GrayImage(GlyphNormalizer.Side, GlyphNormalizer.Side, images.Pixels(i).ToArray()), images.Class(i))
                : Picture(images, first + i - images.Count, i < images.Count + photographed);
            isFound[i] = TryFind(finder, picture, glyphs.AsSpan(i * Area, Area));
            return finder;
        }, _ => { });
        int[] kept = [.. Enumerable.Range(0, count).Where(i => isFound[i])];
        return (ImageDataset)new ImageDataset(glyphs, Shape, classes, images.Labels).Subset(kept);
    }

    /// <summary>Letters, signs and scribbles, half of them before a camera, normalized; none is blank.</summary>
    public static IReadOnlyList<byte[]> Others(int count, int first)
    {
        var finder = new GlyphFinder();
        List<byte[]> glyphs = [];
        for (int number = first; glyphs.Count < count; number++)
        {
            var dice = new Dice(Salt + (ulong)number);
            Drawing drawing = dice.Next() < 0.25 ? Drawings.Scribble(dice) : Hands.Others[dice.Below(Hands.Others.Count)].Shaken(dice, dice.Between(0, 5));
            (Sheet sheet, Place place) = Blank(dice);
            sheet.Draw(drawing, place, Math.Max(1.5, place.Height * dice.Between(0.03, 0.22)));
            byte[] glyph = new byte[Area];
            if (TryFind(finder, dice.Next() < 0.5 ? Camera.Take(sheet, dice) : Clean(sheet), glyph)) glyphs.Add(glyph);
        }

        return glyphs;
    }

    private static (Sheet Sheet, Place Place) Blank(Dice dice)
    {
        double height = 24 * Math.Exp(dice.Between(0, Math.Log(4)));
        int side = (int)(1.9 * height);
        return (new Sheet(side, side), new Place(
            side / 2.0, side / 2.0, height, dice.Between(-0.35, 0.35), dice.Between(-0.15, 0.35), dice.Between(0.7, 1.2)));
    }

    // What is written stands in the middle and fills half of the picture: what else is found is the paper's.
    private static bool TryFind(GlyphFinder finder, GrayImage picture, Span<byte> pixels)
    {
        Glyph? largest = finder.Find(picture).MaxBy(glyph => Math.Max(glyph.Box.Width, glyph.Box.Height));
        if (largest is null || Math.Max(largest.Box.Width, largest.Box.Height) < 0.3 * picture.Height) return false;
        largest.Pixels.CopyTo(pixels);
        return true;
    }

    private static (GrayImage Picture, int Label) Picture(ImageDataset images, int number, bool isScan)
    {
        var dice = new Dice(Salt + (ulong)number);
        (Sheet sheet, Place place) = Blank(dice);
        int label;
        bool isCoarse = false;
        if (isScan)
        {
            int image = dice.Below(images.Count);
            label = images.Class(image);
            isCoarse = dice.Next() < 0.4;
            if (isCoarse) sheet.Paste(Coarse(images.Pixels(image)), CoarseSide, place with { Height = place.Height * Box / CoarseSide });
            else sheet.Paste(images.Pixels(image), GlyphNormalizer.Side, place);
        }
        else
        {
            label = dice.Below(10);
            IReadOnlyList<Drawing> ways = Hands.Digits[label];
            sheet.Draw(ways[dice.Below(ways.Count)].Shaken(dice, dice.Between(0, 5)), place, Math.Max(1.5, place.Height * dice.Between(0.03, 0.22)));
        }

        return ((isScan && !isCoarse) || dice.Next() < 0.5 ? Camera.Take(sheet, dice) : Clean(sheet), label);
    }

    // The box of MNIST's digits in 8 × 8 pixels, each the mean of those under it: what is left of a digit seen from afar.
    private static byte[] Coarse(ReadOnlySpan<byte> image)
    {
        const int margin = (GlyphNormalizer.Side - Box) / 2;
        const double width = (double)Box / CoarseSide;
        byte[] coarse = new byte[CoarseSide * CoarseSide];
        for (int i = 0; i < coarse.Length; i++)
        {
            double left = i % CoarseSide * width, top = i / CoarseSide * width, sum = 0;
            for (int y = 0; y < Box; y++)
            {
                for (int x = 0; x < Box; x++) sum += Shared(x, left) * Shared(y, top) * image[((margin + y) * GlyphNormalizer.Side) + margin + x];
            }

            coarse[i] = (byte)Math.Round(sum / (width * width));
        }

        return coarse;

        static double Shared(int pixel, double start) => Math.Max(0, Math.Min(pixel + 1, start + width) - Math.Max(pixel, start));
    }

    private static GrayImage Clean(Sheet sheet) => new(sheet.Width, sheet.Height, Array.ConvertAll(sheet.Ink, share => (byte)(255 - Math.Round(255 * share))));
}
