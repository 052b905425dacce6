using System.Buffers.Binary;
using System.IO.Compression;

namespace Hillock.Data;

/// <summary>The contents of an IDX file of bytes, the format of MNIST: a header with the lengths of the axes, then the values.</summary>
/// <remarks>Header, big-endian: two zero bytes, the type (8: unsigned bytes), the number of axes, 4 bytes for the length of each.</remarks>
internal sealed class IdxFile
{
    private const byte UnsignedByte = 8;
    private const int MostAxes = 4;
    private const string Packed = ".gz";

    /// <summary>gzip makes nothing smaller than this: so much can a compressed file hold at most.</summary>
    private const int MostCompression = 1032;

    private IdxFile(string source, int[] lengths, byte[] values) => (Source, Lengths, Values) = (source, lengths, values);

    /// <summary>The name of the file, as the user wrote it.</summary>
    public string Source { get; }

    /// <summary>The lengths of the axes, outermost first.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>The values, row-major.</summary>
    public byte[] Values { get; }

    /// <summary>Whether a file begins as IDX files of bytes do, plain or gzip; what cannot be read, and a pipe, does not.</summary>
    public static bool IsAt(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > 0 }) return false;
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[4];
            int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (read == start.Length && IsGzip(start))
            {
                file.Position = 0;
                using var unpacked = new GZipStream(file, CompressionMode.Decompress);
                read = unpacked.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            }

            return read == start.Length && start is [0, 0, UnsignedByte, >= 1 and <= MostAxes];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The file of the labels that belong to a file of images, in the same folder: train-images-idx3-ubyte has train-labels-idx1-ubyte.</summary>
    /// <exception cref="HillockException">There is none.</exception>
    public static string LabelsOf(string images)
    {
        string name = Path.GetFileName(images);
        if (name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase)) name = name[..^Packed.Length];
        if (!name.Contains("images", StringComparison.Ordinal))
            throw new HillockException($"Where the labels of {images} are cannot be told: its name must contain 'images', and the file of the labels is called the same with 'labels'.");

        string labels = name.Replace("images", "labels", StringComparison.Ordinal)
            .Replace("idx3", "idx1", StringComparison.Ordinal).Replace("idx4", "idx1", StringComparison.Ordinal);
        string path = Path.Combine(Path.GetDirectoryName(images) ?? "", labels);
        return File.Exists(path) ? path
            : File.Exists(path + Packed) ? path + Packed
            : throw new HillockException($"The labels of {images} are not beside it: there is no file {path}, nor with {Packed}.");
    }

    /// <summary>Reads a file, plain or gzip.</summary>
    public static IdxFile Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HillockException($"There is no file {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a stream that can seek, plain or gzip.</summary>
    public static IdxFile Read(Stream stream, string source)
    {
        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read < 2 || !IsGzip(magic)) return Read(stream, source, stream.Length);

        using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return Read(unpacked, source, Math.Min(stream.Length, int.MaxValue) * MostCompression);
        }
        catch (InvalidDataException e)
        {
            throw new HillockException($"{source} is a damaged gzip file: {e.Message}", e);
        }
    }

    /// <summary>Reads what is unpacked.</summary>
    /// <param name="stream">The header and what follows.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="mostBytes">More than this cannot be in the stream.</param>
    private static IdxFile Read(Stream stream, string source, long mostBytes)
    {
        Span<byte> header = stackalloc byte[4];
        ReadExactly(stream, header, source);
        if (header[0] != 0 || header[1] != 0) throw new HillockException($"{source} is not an IDX file: it does not begin with two zero bytes.");
        if (header[2] != UnsignedByte) throw new HillockException($"{source} is an IDX file of type 0x{header[2]:x2}; only unsigned bytes (0x08) are read.");
        if (header[3] is 0 or > MostAxes) throw new HillockException($"{source} is an IDX file of {header[3]} axes; 1 to {MostAxes} are read.");

        int[] lengths = new int[header[3]];
        long size = 1;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            ReadExactly(stream, header, source);
            lengths[axis] = BinaryPrimitives.ReadInt32BigEndian(header);
            if (lengths[axis] < 1) throw new HillockException($"{source} has an axis of length {(uint)lengths[axis]:N0}.");
            size *= lengths[axis];
            if (size > mostBytes - header.Length * (axis + 2) || size > Array.MaxLength) throw new HillockException($"{source} says that it holds {size:N0} bytes or more, and is too short for that.");
        }

        byte[] values = new byte[size];
        ReadExactly(stream, values, source);
        if (stream.ReadByte() >= 0) throw new HillockException($"{source} goes on after the {size:N0} bytes that it says it holds.");
        return new IdxFile(source, lengths, values);
    }

    private static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    private static void ReadExactly(Stream stream, Span<byte> bytes, string source)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new HillockException($"{source} ends too early: it is cut, or not an IDX file.");
    }
}
