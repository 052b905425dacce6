using System.Buffers.Binary;
using System.Text;

namespace Hillock.Reports;

/// <summary>Small pictures as PNG in a <c>data:</c> address, so that the page needs no other file.</summary>
/// <remarks>
/// The pixels are stored, not compressed: the pictures are tiny, and compressed bytes would depend on the version of zlib.
/// Layout: W3C Portable Network Graphics (third edition).
/// </remarks>
internal static class Picture
{
    private const byte Gray = 0, Color = 2, Palette = 3;

    // Steps from nothing to full strength, on either side.
    private const int Steps = 63;
    private const int LongestStored = 65535;

    // Orange for less than 0, blue for more: told apart by nearly all eyes, and visible on white and on black.
    private static readonly byte[] Negative = [0xE0, 0x6C, 0x0A];
    private static readonly byte[] Positive = [0x14, 0x7A, 0xC2];

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>Numbers as colors: orange below 0, blue above, transparent at 0.</summary>
    /// <param name="values">[height, width].</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="largest">The absolute value that gets the full color.</param>
    public static string Diverging(ReadOnlySpan<double> values, int width, double largest)
    {
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            double strength = largest > 0 ? Math.Clamp(values[i] / largest, -1, 1) : 0;
            pixels[i] = (byte)(Steps + (int)Math.Round(Steps * strength));
        }

        byte[] colors = [.. Enumerable.Range(-Steps, (2 * Steps) + 1).SelectMany(step => step < 0 ? Negative : Positive)];
        byte[] alphas = [.. Enumerable.Range(-Steps, (2 * Steps) + 1).Select(step => (byte)(255 * Math.Abs(step) / Steps))];
        return Encode(pixels, width, Palette, 1, ("PLTE", colors), ("tRNS", alphas));
    }

    /// <summary>An image of one channel as ink on paper: the largest value is black.</summary>
    /// <param name="values">[height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="largest">The value of full ink.</param>
    public static string Ink(ReadOnlySpan<byte> values, int width, double largest)
    {
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(255 - Math.Clamp(Math.Round(255 * values[i] / largest), 0, 255));
        return Encode(pixels, width, Gray, 1);
    }

    /// <summary>An image of three channels.</summary>
    /// <param name="values">[3, height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="largest">The value of full light.</param>
    public static string Photo(ReadOnlySpan<byte> values, int width, double largest)
    {
        int size = values.Length / 3;
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(Math.Round(255 * values[((i % 3) * size) + (i / 3)] / largest), 0, 255);
        return Encode(pixels, width, Color, 3);
    }

    private static string Encode(byte[] pixels, int width, byte kind, int bytesPerPixel, params ReadOnlySpan<(string Name, byte[] Content)> extra)
    {
        int stride = width * bytesPerPixel;
        int height = pixels.Length / stride;
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, kind); // bits per channel

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(png, "IHDR", header);
        foreach ((string name, byte[] content) in extra) WriteChunk(png, name, content);
        byte[] rows = new byte[height * (stride + 1)]; // each row begins with its filter: 0, none
        for (int row = 0; row < height; row++) pixels.AsSpan(row * stride, stride).CopyTo(rows.AsSpan((row * (stride + 1)) + 1));
        WriteChunk(png, "IDAT", Stored(rows));
        WriteChunk(png, "IEND", []);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetBuffer(), 0, (int)png.Length);
    }

    private static void WriteChunk(MemoryStream png, string name, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        uint remainder = uint.MaxValue;
        foreach (byte b in body) remainder = Remainders[(byte)(remainder ^ b)] ^ (remainder >> 8);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~remainder);
        png.Write(number);
    }

    /// <summary>A zlib stream (RFC 1950) of stored blocks (RFC 1951).</summary>
    private static byte[] Stored(byte[] content)
    {
        using var stream = new MemoryStream();
        stream.Write([0x78, 0x01]);
        Span<byte> lengths = stackalloc byte[4];
        for (int first = 0; first < content.Length; first += LongestStored)
        {
            int length = Math.Min(LongestStored, content.Length - first);
            stream.WriteByte(first + length == content.Length ? (byte)1 : (byte)0);
            BinaryPrimitives.WriteUInt16LittleEndian(lengths, (ushort)length);
            BinaryPrimitives.WriteUInt16LittleEndian(lengths[2..], (ushort)~length);
            stream.Write(lengths);
            stream.Write(content, first, length);
        }

        (uint a, uint b) = (1, 0); // Adler-32
        foreach (byte value in content) (a, b) = ((a + value) % 65521, (b + ((a + value) % 65521)) % 65521);
        BinaryPrimitives.WriteUInt32BigEndian(lengths, (b << 16) | a);
        stream.Write(lengths);
        return stream.ToArray();
    }

    private static uint Remainder(int value)
    {
        uint remainder = (uint)value;
        for (int bit = 0; bit < 8; bit++) remainder = (remainder & 1) != 0 ? 0xEDB88320 ^ (remainder >> 1) : remainder >> 1;
        return remainder;
    }
}
