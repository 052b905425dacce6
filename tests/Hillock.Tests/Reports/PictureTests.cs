using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hillock.Reports;

namespace Hillock.Tests.Reports;

public sealed class PictureTests
{
    [Fact]
    public void An_image_is_ink_on_paper()
    {
        Dictionary<string, byte[]> png = Read(Picture.Ink([0, 8, 16, 4, 12, 16], width: 3, largest: 16));

        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0], png["IHDR"]); // 3 × 2, 8 bits, gray
        Assert.Equal([0, 255, 127, 0, 0, 191, 64, 0], png["IDAT"]); // each row begins with its filter
    }

    [Fact]
    public void A_photo_has_its_channels_side_by_side()
    {
        Dictionary<string, byte[]> png = Read(Picture.Photo([255, 0, 0, 51, 102, 255], width: 2, largest: 255));

        Assert.Equal([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0], png["IHDR"]);
        Assert.Equal([0, 255, 0, 102, 0, 51, 255], png["IDAT"]);
    }

    [Fact]
    public void Numbers_are_orange_below_zero_and_blue_above_and_transparent_at_zero()
    {
        Dictionary<string, byte[]> png = Read(Picture.Diverging([-2, -1, 0, 1, 2, 9], width: 6, largest: 2));
        byte[] pixels = png["IDAT"][1..];

        Assert.Equal([255, 129, 0, 129, 255, 255], pixels.Select(pixel => (int)png["tRNS"][pixel])); // the palette has 63 steps: half is 32
        Assert.True(Red(pixels[0]) > Blue(pixels[0]));
        Assert.True(Red(pixels[4]) < Blue(pixels[4]));

        int Red(byte pixel) => png["PLTE"][3 * pixel];
        int Blue(byte pixel) => png["PLTE"][(3 * pixel) + 2];
    }

    [Fact]
    public void A_picture_larger_than_a_stored_block_is_whole()
    {
        byte[] pixels = new byte[70_000];
        pixels[^1] = 255;

        byte[] rows = Read(Picture.Ink(pixels, width: 700, largest: 255))["IDAT"];

        Assert.Equal(100 * 701, rows.Length);
        Assert.Equal(255, rows[^2]);
        Assert.Equal(0, rows[^1]);
    }

    [Fact]
    public void Without_a_largest_value_nothing_is_drawn()
    {
        Dictionary<string, byte[]> png = Read(Picture.Diverging([0, 0], width: 2, largest: 0));

        Assert.All(png["IDAT"][1..], pixel => Assert.Equal(0, png["tRNS"][pixel]));
    }

    // The parts of a PNG, checked by length and CRC-32; the pixels are unpacked.
    private static Dictionary<string, byte[]> Read(string address)
    {
        const string start = "data:image/png;base64,";
        Assert.StartsWith(start, address);
        byte[] png = Convert.FromBase64String(address[start.Length..]);
        Assert.Equal("\x89PNG\r\n\x1a\n", Encoding.Latin1.GetString(png, 0, 8));
        Dictionary<string, byte[]> parts = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            string name = Encoding.ASCII.GetString(png, at + 4, 4);
            Assert.Equal(Remainder(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            parts[name] = png[(at + 8)..(at + 8 + length)];
            at += length + 12;
        }

        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(parts["IDAT"]), CompressionMode.Decompress)) zlib.CopyTo(unpacked);
        parts["IDAT"] = unpacked.ToArray();
        Assert.Contains("IEND", parts.Keys);
        return parts;
    }

    // CRC-32 bit by bit.
    private static uint Remainder(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte b in bytes)
        {
            remainder ^= b;
            for (int bit = 0; bit < 8; bit++) remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB88320);
        }

        return ~remainder;
    }
}
