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
