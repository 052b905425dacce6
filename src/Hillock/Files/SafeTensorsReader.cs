using System.Buffers.Binary;

namespace Hillock.Files;

/// <summary>Reads <see cref="SafeTensorsFile"/>s and believes nothing: every length, offset and name is checked before it is used.</summary>
internal static class SafeTensorsReader
{
    private const int FirstBlock = 1 << 16;

    /// <summary>Reads a file that is in memory.</summary>
    public static SafeTensorsFile Read(ReadOnlyMemory<byte> bytes, string source)
    {
        int header = HeaderLength(bytes.Span, bytes.Length, source);
        SafeTensorsHeader described = SafeTensorsHeader.Parse(bytes.Slice(SafeTensorsFile.PrefixSize, header), source);
        ReadOnlyMemory<byte> data = bytes[(SafeTensorsFile.PrefixSize + header)..];
        CheckLength(data.Length, described.DataLength, source);
        return described.Over(data);
    }

    /// <summary>Reads a stream to its end. Memory grows with what arrives, never with what a header claims.</summary>
    public static SafeTensorsFile Read(Stream stream, string source)
    {
        long? length = stream.CanSeek ? stream.Length - stream.Position : null;
        int header = HeaderLength(Take(stream, SafeTensorsFile.PrefixSize), length, source);

        byte[] json = Take(stream, header);
        if (json.Length < header) throw CutShort(source);
        SafeTensorsHeader described = SafeTensorsHeader.Parse(json, source);
        if (length - SafeTensorsFile.PrefixSize - header is { } rest) CheckLength(rest, described.DataLength, source);

        byte[] data = Take(stream, described.DataLength, trusted: length is not null);
        bool atEnd = stream.ReadByte() < 0;
        CheckLength(atEnd ? data.Length : data.Length + 1L, described.DataLength, source);
        return described.Over(data);
    }

    private static int HeaderLength(ReadOnlySpan<byte> start, long? length, string source)
    {
        if (start.Length == 0) throw new HillockException($"{source}: the file is empty.");
        if (start.Length < SafeTensorsFile.PrefixSize) throw CutShort(source);
        ulong header = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (header > SafeTensorsFile.MaximumHeader)
            throw new HillockException($"{source}: this is not a safetensors file: its first 8 bytes claim a header of {header:N0} bytes.");
        if ((long)header > length - SafeTensorsFile.PrefixSize) throw CutShort(source);
        return (int)header;
    }

    private static void CheckLength(long actual, int described, string source)
    {
        if (actual < described) throw CutShort(source);
        if (actual > described)
            throw new HillockException($"{source}: the file is damaged: there are bytes after the end of its last tensor. Copy or make it again.");
    }

    private static HillockException CutShort(string source) =>
        new($"{source}: the file is cut short: it ends before its contents do. Copy or make it again.");

    /// <summary>Takes up to <paramref name="count"/> bytes: fewer where the stream ends before.</summary>
    private static byte[] Take(Stream stream, int count, bool trusted = false)
    {
        byte[] bytes = new byte[trusted ? count : Math.Min(count, FirstBlock)];
        int taken = 0;
        while (taken < count)
        {
            if (taken == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(count, 2L * taken));
            int read = stream.Read(bytes, taken, bytes.Length - taken);
            if (read == 0) break;
            taken += read;
        }

        return taken == bytes.Length ? bytes : bytes[..taken];
    }
}
