using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Hillock.Images;

/// <summary>Reads PNG: all kinds of pixels, with interlacing. Layout: W3C Portable Network Graphics (third edition).</summary>
internal sealed class PngReader
{
    private const int SignatureLength = 8, LongestRatio = 1032; // deflate makes at most 1032 bytes of one

    // Adam7: of each pass the first column and row, and the steps from one to the next.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly string source;
    private readonly int width, height, depth, channels;
    private readonly byte kind;
    private readonly bool isInterlaced;
    private readonly ArrayBufferWriter<byte> data = new();
    private readonly byte[] palette = new byte[256];
    private readonly byte[] opacities = new byte[256];
    private int paletteSize;
    private (int Red, int Green, int Blue)? invisible;

    private PngReader(ReadOnlySpan<byte> header, string source, int maximumPixels)
    {
        this.source = source;
        ImageFile.CheckSize(BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]), source, maximumPixels);
        (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        (depth, kind) = (header[8], header[9]);
        channels = kind switch { PngWriter.Gray or PngWriter.Palette => 1, PngWriter.Color => 3, 4 => 2, 6 => 4, _ => 0 };
        bool isDepth = depth switch { 1 or 2 or 4 => channels == 1, 8 => true, 16 => kind != PngWriter.Palette, _ => false };
        if (channels == 0 || !isDepth) throw ImageFile.Broken(source, $"there are no pixels of kind {kind} with {depth} bits");
        if (header[10] != 0 || header[11] != 0 || header[12] > 1) throw ImageFile.Broken(source, "its header is none that PNG knows");
        isInterlaced = header[12] == 1;
        opacities.AsSpan().Fill(byte.MaxValue);
    }

    /// <summary>Reads a file's bytes.</summary>
    public static GrayImage Read(ReadOnlySpan<byte> bytes, string source, int maximumPixels)
    {
        PngReader? reader = null;
        for (int place = SignatureLength; ;)
        {
            if (bytes.Length - place < 12) throw ImageFile.Cut(source);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[place..]);
            if (length > bytes.Length - place - 12) throw ImageFile.Cut(source);
            ReadOnlySpan<byte> name = bytes.Slice(place + 4, 4), content = bytes.Slice(place + 8, (int)length);
            if (PngWriter.Check(bytes.Slice(place + 4, (int)length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(bytes[(place + 8 + (int)length)..]))
                throw ImageFile.Broken(source, "the checksum of a part is wrong");
            if (reader is null != name.SequenceEqual("IHDR"u8) || (reader is null && length != 13)) throw ImageFile.Broken(source, "it does not begin with its header");
            if (name.SequenceEqual("IEND"u8)) return reader!.Decode();
            reader ??= new PngReader(content, source, maximumPixels);
            reader.Take(name, content);
            place += (int)length + 12;
        }
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        if (name.SequenceEqual("IDAT"u8)) data.Write(content);
        else if (name.SequenceEqual("PLTE"u8)) TakePalette(content);
        else if (name.SequenceEqual("tRNS"u8)) TakeOpacities(content);
        else if ((name[0] & 0x20) == 0 && !name.SequenceEqual("IHDR"u8)) throw ImageFile.Broken(source, "it needs a part that PNG does not know");
    }

    private void TakePalette(ReadOnlySpan<byte> content)
    {
        if (content.Length % 3 != 0 || content.Length is 0 or > 768) throw ImageFile.Broken(source, "its palette has no whole colors");
        paletteSize = content.Length / 3;
        for (int i = 0; i < paletteSize; i++) palette[i] = ImageFile.Brightness(content[3 * i], content[(3 * i) + 1], content[(3 * i) + 2]);
    }

    private void TakeOpacities(ReadOnlySpan<byte> content)
    {
        if (kind == PngWriter.Palette && content.Length <= opacities.Length) content.CopyTo(opacities);
        else if (kind == PngWriter.Gray && content.Length == 2) invisible = (BinaryPrimitives.ReadUInt16BigEndian(content), 0, 0);
        else if (kind == PngWriter.Color && content.Length == 6)
            invisible = (BinaryPrimitives.ReadUInt16BigEndian(content), BinaryPrimitives.ReadUInt16BigEndian(content[2..]), BinaryPrimitives.ReadUInt16BigEndian(content[4..]));
        else throw ImageFile.Broken(source, "its transparency does not fit its pixels");
    }

    private GrayImage Decode()
    {
        if (kind == PngWriter.Palette && paletteSize == 0) throw ImageFile.Broken(source, "its palette is missing");
        (int X, int Y, int StepX, int StepY)[] passes = isInterlaced ? Passes : [(0, 0, 1, 1)];
        long needed = passes.Sum(pass => Count(height, pass.Y, pass.StepY) * Stride(Count(width, pass.X, pass.StepX)));
        if ((long)data.WrittenCount * LongestRatio < needed) throw ImageFile.Cut(source);

        byte[] pixels = new byte[width * height];
        using var stream = new ZLibStream(new MemoryStream(data.WrittenSpan.ToArray()), CompressionMode.Decompress);
        try
        {
            foreach ((int x, int y, int stepX, int stepY) in passes)
            {
                int count = (int)Count(width, x, stepX), stride = (int)Stride(count);
                if (count == 0) continue;
                (byte[] row, byte[] above) = (new byte[stride], new byte[stride]); // the filter's number comes first
                for (int line = y; line < height; line += stepY)
                {
                    (row, above) = (above, row);
                    stream.ReadExactly(row);
                    Undo(row, above);
                    for (int i = 0; i < count; i++) pixels[(line * width) + x + (i * stepX)] = Pixel(row.AsSpan(1), i);
                }
            }
        }
        catch (EndOfStreamException)
        {
            throw ImageFile.Cut(source);
        }
        catch (InvalidDataException e)
        {
            throw new HillockException(ImageFile.Broken(source, "its pixels cannot be unpacked").Message, e);
        }

        return new GrayImage(width, height, pixels);
    }

    private static long Count(int length, int first, int step) => length > first ? (length - first + step - 1) / step : 0;

    private long Stride(long count) => count == 0 ? 0 : 1 + (((count * channels * depth) + 7) / 8);

    // Filters: each byte is the difference from what those to the left and above let expect.
    private void Undo(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int distance = Math.Max(channels * depth / 8, 1);
        byte filter = row[0];
        if (filter > 4) throw ImageFile.Broken(source, $"there is no filter {filter}");
        for (int i = 1; i < row.Length; i++)
        {
            int left = i > distance ? row[i - distance] : 0, up = above[i], corner = i > distance ? above[i - distance] : 0;
            row[i] += filter switch
            {
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                4 => Nearest(left, up, corner),
                _ => 0,
            };
        }
    }

    // Paeth (1991): the one nearest to left + up − corner.
    private static byte Nearest(int left, int up, int corner)
    {
        int expected = left + up - corner;
        (int toLeft, int toUp, int toCorner) = (Math.Abs(expected - left), Math.Abs(expected - up), Math.Abs(expected - corner));
        if (toLeft <= toUp && toLeft <= toCorner) return (byte)left;
        return (byte)(toUp <= toCorner ? up : corner);
    }

    private byte Pixel(ReadOnlySpan<byte> row, int i)
    {
        if (depth < 8)
        {
            int value = (row[i * depth / 8] >> (8 - depth - (i * depth % 8))) & ((1 << depth) - 1);
            return kind == PngWriter.Palette ? Color(value) : Shown((byte)(value * 255 / ((1 << depth) - 1)), (value, 0, 0));
        }

        int size = depth / 8, place = i * channels * size;
        if (kind == PngWriter.Palette) return Color(row[place]);
        int red = row[place], opacity = channels % 2 == 0 ? row[place + ((channels - 1) * size)] : byte.MaxValue;
        if (channels < 3) return Shown(ImageFile.OnPaper((byte)red, opacity), (Whole(row, place), 0, 0));
        int green = row[place + size], blue = row[place + (2 * size)];
        return Shown(
            ImageFile.OnPaper(ImageFile.Brightness(red, green, blue), opacity),
            (Whole(row, place), Whole(row, place + size), Whole(row, place + (2 * size))));
    }

    private byte Color(int index) => index < paletteSize
        ? ImageFile.OnPaper(palette[index], opacities[index])
        : throw ImageFile.Broken(source, $"a pixel has color {index} of a palette of {paletteSize}");

    private byte Shown(byte brightness, (int Red, int Green, int Blue) color) => color == invisible ? byte.MaxValue : brightness;

    private int Whole(ReadOnlySpan<byte> row, int place) => depth == 16 ? (row[place] << 8) | row[place + 1] : row[place];
}
