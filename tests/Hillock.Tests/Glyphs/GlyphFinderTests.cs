using Hillock.Data;
using Hillock.Digits;
using Hillock.Glyphs;
using Hillock.Images;

namespace Hillock.Tests.Glyphs;

public class GlyphFinderTests
{
    [Fact]
    public void All_digits_of_nearly_all_pages_and_nothing_else_are_found() => FindAll(new Pictures(null), 60);

    [Fact]
    [Trait("Category", "Long")]
    public void All_digits_of_95_of_100_pages_and_nothing_else_are_found() =>
        FindAll(new Pictures(Catalog.IsHere("mnist") ? (ImageDataset)Catalog.Load("mnist").Test! : null), 1000);

    [Fact]
    public void A_picture_as_small_as_those_of_MNIST_shows_one_glyph_the_same_as_the_normalizer_makes()
    {
        byte[] pixels = new byte[28 * 28];
        for (int i = 0; i < 12; i++) pixels[((i + 2) * 28) + 5 + (i / 3)] = pixels[((i + 14) * 28) + 20] = 255; // two strokes apart
        var image = new GrayImage(28, 28, pixels);
        byte[] expected = new byte[28 * 28];
        new GlyphNormalizer().Normalize(image, expected);

        Glyph glyph = Assert.Single(new GlyphFinder().Find(image));

        Assert.Equal(expected, glyph.Pixels.ToArray());
        Assert.Equal(new GlyphBox(0, 0, 28, 28), glyph.Box);
    }

    [Fact]
    public void Glyphs_come_line_by_line_from_left_to_right()
    {
        var sheet = new Sheet(400, 300);
        foreach ((int x, int y) in new[] { (320, 80), (80, 220), (200, 90), (300, 210), (70, 70) }) sheet.Draw(Drawings.Digits[0][0], new Place(x, y, 60), 6);

        IReadOnlyList<Glyph> glyphs = new GlyphFinder().Find(Camera.Take(sheet, new Dice(1), roughness: 0));

        Assert.Equal([(70, 70), (200, 90), (320, 80), (80, 220), (300, 210)], glyphs.Select(glyph => (glyph.Box.X + (glyph.Box.Width / 2), glyph.Box.Y + (glyph.Box.Height / 2))));
    }

    [Fact]
    public void The_bar_of_a_5_that_stands_apart_belongs_to_it()
    {
        var sheet = new Sheet(200, 200);
        sheet.Draw(Drawing.Parse("20,12 15,60|~15,60 55,50 86,80 75,125 40,140 8,125|35,-8 95,-10"), new Place(100, 100, 90), 7);
        GrayImage picture = Camera.Take(sheet, new Dice(2), roughness: 0);

        Assert.Single(new GlyphFinder().Find(picture));
        Assert.Equal(2, new GlyphFinder(new GlyphSettings { Stages = GlyphStages.Without("merging") }).Find(picture).Count);
    }

    [Fact]
    public void What_touches_the_border_and_specks_are_no_glyphs()
    {
        var sheet = new Sheet(300, 200);
        sheet.Draw(Drawings.Digits[8][0], new Place(150, 100, 80), 8);
        sheet.Draw(Drawings.Digits[1][0], new Place(3, 100, 80), 8);
        sheet.Draw(Drawing.Parse("50,70 51,70"), new Place(250, 150, 80), 3);

        Glyph glyph = Assert.Single(new GlyphFinder().Find(Camera.Take(sheet, new Dice(3), roughness: 0.3)));

        Assert.InRange(glyph.Box.X, 100, 150);
    }

    [Fact]
    public void On_a_canvas_a_digit_may_touch_the_border()
    {
        var sheet = new Sheet(200, 200);
        sheet.Draw(Drawings.Digits[7][0], new Place(100, 80, 160), 16);
        byte[] pixels = [.. sheet.Ink.Select(ink => (byte)(255 - (255 * ink)))];

        Assert.Equal(0, Assert.Single(new GlyphFinder().Find(new GrayImage(200, 200, pixels))).Box.Y);
    }

    [Theory]
    [InlineData(nameof(Paper.Lined), 0.3)]
    [InlineData(nameof(Paper.Squared), 0.3)]
    [InlineData(nameof(Paper.Squared), 0.45)]
    public void Digits_over_ruled_lines_are_found_whole_and_without_the_lines(string paper, double strength)
    {
        Sheet plain = Written(), ruled = Written();
        for (int y = 15; y < 480; y += 40) ruled.Line((0, y), (640, y + 24), 1, strength);
        for (int x = -20; paper == nameof(Paper.Squared) && x < 640; x += 40) ruled.Line((x + 24, 0), (x, 480), 1, strength);
        GlyphBox[] expected = Boxes(plain), found = Boxes(ruled);

        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.True(pair.First.Overlap(pair.Second) > 0.85, $"{pair.First} became {pair.Second}."));

        static Sheet Written()
        {
            var sheet = new Sheet(640, 480);
            for (int digit = 0; digit < 10; digit++) sheet.Draw(Drawings.Digits[digit][0], new Place(70 + (125 * (digit % 5)), 130 + (190 * (digit / 5)), 90), 8);
            return sheet;
        }

        static GlyphBox[] Boxes(Sheet sheet) => [.. new GlyphFinder().Find(Camera.Take(sheet, new Dice(4), roughness: 0.3)).Select(glyph => glyph.Box)];
    }

    [Fact]
    public void A_long_thin_stem_is_no_ruled_line()
    {
        var sheet = new Sheet(200, 200);
        sheet.Draw(Drawing.Parse("50,0 50,140"), new Place(100, 100, 180), 3);

        Assert.Single(new GlyphFinder().Find(Camera.Take(sheet, new Dice(6), roughness: 0.2)));
    }

    [Fact]
    public void What_is_much_paler_than_the_ink_of_the_picture_is_no_ink()
    {
        var sheet = new Sheet(300, 200);
        sheet.Draw(Drawings.Digits[3][0], new Place(80, 100, 80), 8);
        GlyphBox alone = Assert.Single(new GlyphFinder().Find(Camera.Take(sheet, new Dice(7), roughness: 0))).Box;
        foreach ((double X, double Y)[] line in Drawings.Digits[7][0].Lines())
        {
            for (int i = 1; i < line.Length; i++) sheet.Line((150 + line[i - 1].X, 30 + line[i - 1].Y), (150 + line[i].X, 30 + line[i].Y), 4, strength: 0.2);
        }

        Assert.Equal(alone, Assert.Single(new GlyphFinder().Find(Camera.Take(sheet, new Dice(7), roughness: 0))).Box);
    }

    [Fact]
    public void Finding_in_a_second_picture_of_the_same_size_allocates_no_pictures()
    {
        GrayImage page = new Pictures(null).Page(3).Image;
        var finder = new GlyphFinder();
        finder.Find(page);
        long before = GC.GetAllocatedBytesForCurrentThread();

        finder.Find(page);

        // Lists, and 784 bytes for each glyph; the picture itself has 307,200.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, page.Width * page.Height / 4);
    }

    [Fact]
    public void Pieces_do_not_join_one_by_one_across_a_whole_page()
    {
        const int side = 400, digit = 60, piece = 14, step = 20;
        byte[] ink = new byte[side * side];
        Fill(100, 10, 20, digit);
        for (int x = 36; x < side - step; x += step) Fill(120, x, piece, piece);

        var components = new Components();
        List<List<Component>> glyphs = Pieces.Find(components.Find(ink, side, side), components.Runs, side, side, isSpotless: true, GlyphStages.All);

        Assert.All(glyphs, glyph => Assert.InRange(Pieces.Box(glyph).Length, 1, 2 * digit));

        void Fill(int top, int left, int width, int height)
        {
            for (int y = top; y < top + height; y++) ink.AsSpan((y * side) + left, width).Fill(255);
        }
    }

    [Fact]
    public void The_slats_of_a_large_fence_stay_apart_and_take_no_longer_than_what_is_written()
    {
        const int side = 2000, pitch = 8;
        byte[] ink = new byte[side * side];
        for (int y = 20; y < side - 20; y++)
        {
            for (int x = 20; x < side - 20; x += pitch) ink[(y * side) + x] = ink[(y * side) + x + 1] = 255;
        }

        var components = new Components();
        IReadOnlyList<Component> slats = components.Find(ink, side, side);

        Assert.Equal(slats.Count, Pieces.Find(slats, components.Runs, side, side, isSpotless: true, GlyphStages.All).Count);
    }

    [Fact]
    public void A_trace_shows_every_stage_and_ends_with_the_same_glyphs()
    {
        GrayImage page = new Pictures(null).Page(3).Image;
        var finder = new GlyphFinder();

        GlyphTrace trace = finder.Trace(page);

        Assert.Equal(finder.Find(page).Select(glyph => Convert.ToHexString(glyph.Pixels)), trace.Glyphs.Select(traced => Convert.ToHexString(traced.Glyph.Pixels)));
        Assert.All([trace.Background, trace.Thresholded, trace.Components], stage => Assert.Equal((page.Width, page.Height), (stage.Width, stage.Height)));
        Assert.Equal(trace.Glyphs.Count, trace.Components.Pixels.ToArray().Max());
        Assert.True(trace.Background.Pixels.ToArray().Count(pixel => pixel >= 200) > 0.8 * page.Width * page.Height);
    }

    private static void FindAll(Pictures pictures, int count)
    {
        var finder = new GlyphFinder();
        int whole = 0;
        for (int number = 0; number < count; number++)
        {
            Hillock.Digits.Picture page = pictures.Page(number);
            IReadOnlyList<Glyph> found = finder.Find(page.Image);
            if (found.Count == page.Digits.Count && page.Digits.All(digit => found.Any(glyph => digit.Overlap(glyph.Box) > 0.6))) whole++;
        }

        Assert.True(whole >= 0.95 * count, $"All digits and nothing else are found on {whole} of {count} pages.");
    }
}
