using System.Buffers.Binary;
using System.Text;

namespace Hillock.Images;

/// <summary>Writes pictures as PNG.</summary>
/// <remarks>
/// The pixels are stored, not compressed: the pictures are small, and compressed bytes would depend on the version of zlib.
/// Layout: W3C Portable Network Graphics (third edition).
/// </remarks>
internal static class PngWriter
{
    /// <summary>Kinds of pixels.</summary>
    public const byte Gray = 0, Color = 2, Palette = 3;

    private const int LongestStored = 65535;

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="pixels">[height, width] gray or places in the palette, or [height, width, 3] red, green and blue.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="kind"><see cref="Gray"/>, <see cref="Color"/> or <see cref="Palette"/>.</param>
    /// <param name="extra">Chunks between the header and the pixels, such as the palette.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, byte kind, params ReadOnlySpan<(string Name, byte[] Content)> extra)
    {
        int stride = width * (kind == Color ? 3 : 1);
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
        for (int row = 0; row < height; row++) pixels.Slice(row * stride, stride).CopyTo(rows.AsSpan((row * (stride + 1)) + 1));
        WriteChunk(png, "IDAT", Stored(rows));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>The checksum of a chunk's name and content: CRC-32.</summary>
    public static uint Check(ReadOnlySpan<byte> body)
    {
        uint remainder = uint.MaxValue;
        foreach (byte b in body) remainder = Remainders[(byte)(remainder ^ b)] ^ (remainder >> 8);
        return ~remainder;
    }

    private static void WriteChunk(MemoryStream png, string name, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Check(body));
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
