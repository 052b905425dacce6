using Hillock.Digits;
using Hillock.Glyphs;
using Hillock.Images;

namespace Hillock.Tests.Glyphs;

public class GlyphNormalizerTests
{
    private const int Size = GlyphNormalizer.Side * GlyphNormalizer.Side;

    [Fact]
    public void The_center_of_mass_comes_to_the_middle_of_pixel_14()
    {
        byte[] glyph = new byte[Size];
        new GlyphNormalizer().Normalize(Ring(120, 90, 40, 50, 22, 5), glyph);

        double mass = 0, x = 0, y = 0;
        for (int i = 0; i < Size; i++) (mass, x, y) = (mass + glyph[i], x + (glyph[i] * (i % 28)), y + (glyph[i] * (i / 28)));
        Assert.Equal(14, x / mass, 1);
        Assert.Equal(14, y / mass, 1);
    }

    [Fact]
    public void Empty_paper_has_no_ink()
    {
        byte[] paper = new byte[50 * 40];
        paper.AsSpan().Fill(200);
        byte[] glyph = new byte[Size];

        Assert.False(new GlyphNormalizer().Normalize(paper, 50, 40, glyph));
        Assert.All(glyph, pixel => Assert.Equal(0, pixel));
    }

    public static TheoryData<int, string> Changes
    {
        get
        {
            var changes = new TheoryData<int, string>();
            for (int digit = 0; digit < 10; digit++)
            {
                foreach (string change in new[] { "shifted", "half as large", "twice as large", "light on dark", "in uneven light" }) changes.Add(digit, change);
            }

            return changes;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_digit_gives_the_same_glyph_however_it_is_shown(int digit, string change)
    {
        byte[] plain = Normalized(digit, new Place(150, 130, 100), pixel => pixel.Value);
        byte[] changed = change switch
        {
            "shifted" => Normalized(digit, new Place(163.3, 141.7, 100), pixel => pixel.Value),
            "half as large" => Normalized(digit, new Place(150, 130, 50), pixel => pixel.Value),
            "twice as large" => Normalized(digit, new Place(150, 130, 200), pixel => pixel.Value),
            "light on dark" => Normalized(digit, new Place(150, 130, 100), pixel => 255 - pixel.Value),
            _ => Normalized(digit, new Place(150, 130, 100), pixel => pixel.Value * (300 + pixel.X) / 600),
        };

        Assert.InRange(Difference(plain, changed), 0, 0.02);
    }

    [Fact]
    public void A_glyph_that_is_normalized_again_hardly_changes()
    {
        var normalizer = new GlyphNormalizer();
        double difference = 0;
        for (int digit = 0; digit < 10; digit++)
        {
            byte[] once = Normalized(digit, new Place(150, 130, 100), pixel => pixel.Value), again = new byte[Size];
            normalizer.Normalize(once, 28, 28, again);
            difference += Difference(once, again) / 10;
        }

        Assert.InRange(difference, 0, 0.02);
    }

    public static TheoryData<string> Stages => [.. GlyphStages.Names];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_stage_can_be_switched_off_and_makes_a_difference(string stage)
    {
        // In a corner, in a shadow that falls evenly, of a thick pen, leaning; broken in two, with a speck and a paler line.
        var sheet = new Sheet(200, 160);
        sheet.Draw(Drawing.Parse("20,12 15,60|~15,60 55,50 86,80 75,125 40,140 8,125|35,-10 95,-12|-75,60 -73,61"), new Place(70, 90, 60, Slant: 0.5), 8);
        byte[] pixels = new byte[200 * 160];
        for (int i = 0; i < pixels.Length; i++)
        {
            double ink = sheet.Ink[i] * (i / 200 < 62 ? 0.6 : 0.8);
            pixels[i] = (byte)((240 - (0.8 * (i % 200))) * (1 - ink));
        }

        Assert.NotEqual(Found(GlyphStages.All), Found(GlyphStages.Without(stage)));

        string Found(GlyphStages stages)
        {
            IReadOnlyList<Glyph> glyphs = new GlyphFinder(new GlyphSettings { Stages = stages }).Find(new GrayImage(200, 160, pixels));
            return string.Join('\n', glyphs.Select(glyph => $"{glyph.Box} {Convert.ToHexString(glyph.Pixels)}"));
        }
    }

    private static byte[] Normalized(int digit, Place place, Func<(int X, int Value), int> change)
    {
        var sheet = new Sheet(300, 260);
        sheet.Draw(Drawings.Digits[digit][0], place, place.Height / 10);
        byte[] pixels = [.. sheet.Ink.Select((ink, i) => (byte)change((i % 300, (int)(210 - (150 * ink)))))];
        byte[] glyph = new byte[Size];
        new GlyphNormalizer().Normalize(pixels, 300, 260, glyph);
        return glyph;
    }

    private static double Difference(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average() / 255;

    // Dark ink on light paper.
    private static GrayImage Ring(int width, int height, double centerX, double centerY, double radius, double thickness)
    {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            double distance = Math.Abs(Math.Sqrt(Math.Pow((i % width) + 0.5 - centerX, 2) + Math.Pow((i / width) + 0.5 - centerY, 2)) - radius);
            pixels[i] = (byte)(230 - (180 * Math.Clamp((thickness / 2) - distance + 0.5, 0, 1)));
        }

        return new GrayImage(width, height, pixels);
    }
}
