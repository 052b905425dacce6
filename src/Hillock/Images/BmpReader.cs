using System.Buffers.Binary;

namespace Hillock.Images;

/// <summary>Reads BMP: uncompressed, 1, 4, 8, 24 or 32 bits a pixel.</summary>
internal static class BmpReader
{
    private const int FileHeader = 14, ShortestHeader = 40;

    /// <summary>Reads a file's bytes.</summary>
    public static GrayImage Read(ReadOnlySpan<byte> bytes, string source, int maximumPixels)
    {
        if (bytes.Length < FileHeader + ShortestHeader) throw ImageFile.Cut(source);
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(bytes[10..]), header = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]);
        long width = BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]), rows = BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]);
        long height = Math.Abs(rows);
        ImageFile.CheckSize(width, height, source, maximumPixels);
        int depth = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        uint packing = BinaryPrimitives.ReadUInt32LittleEndian(bytes[30..]), colors = BinaryPrimitives.ReadUInt32LittleEndian(bytes[46..]);
        if (depth is not (1 or 4 or 8 or 24 or 32) || (packing != 0 && !(packing == 3 && depth == 32)))
            throw new HillockException($"{source}: BMP of {depth} bits packed as {packing} cannot be read; save it as PNG.");

        long stride = ((width * depth) + 31) / 32 * 4;
        if (header < ShortestHeader || start > bytes.Length || bytes.Length - start < stride * height) throw ImageFile.Cut(source);
        byte[] palette = depth <= 8 ? Palette(bytes, header, colors == 0 ? 1u << depth : colors, 1 << depth, source) : [];
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            // The last row comes first, unless their number is less than 0.
            ReadOnlySpan<byte> row = bytes.Slice((int)(start + ((rows > 0 ? height - 1 - y : y) * stride)), (int)stride);
            Span<byte> result = pixels.AsSpan((int)(y * width), (int)width);
            for (int x = 0; x < result.Length; x++)
            {
                int place = x * depth / 8;
                result[x] = depth <= 8
                    ? palette[(row[place] >> (8 - depth - (x * depth % 8))) & ((1 << depth) - 1)]
                    : ImageFile.Brightness(row[place + 2], row[place + 1], row[place]);
            }
        }

        return new GrayImage((int)width, (int)height, pixels);
    }

    private static byte[] Palette(ReadOnlySpan<byte> bytes, uint header, uint colors, int most, string source)
    {
        if (colors > most || header > bytes.Length || bytes.Length - FileHeader - header < 4 * colors) throw ImageFile.Broken(source, "its palette does not fit it");
        byte[] palette = new byte[most];
        for (int i = 0; i < colors; i++)
        {
            ReadOnlySpan<byte> color = bytes.Slice(FileHeader + (int)header + (4 * i), 4);
            palette[i] = ImageFile.Brightness(color[2], color[1], color[0]);
        }

        return palette;
    }
}
