using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hillock.Files;

/// <summary>Writes NumPy's archive of arrays, as <c>numpy.savez</c> does: a zip, not compressed, with one <c>name.npy</c> per tensor.</summary>
/// <remarks>
/// An .npy of version 1.0: <c>\x93NUMPY</c>, 1, 0, u16 little-endian length of the header; the header, a Python dictionary that ends in
/// a line feed, filled with spaces so that the numbers start at a multiple of 64; the numbers, row-major and little-endian.
/// </remarks>
internal static class Npz
{
    private const int Alignment = 64;

    /// <summary>The first moment that a zip can name: the archive does not tell when it was made.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes an archive, replacing an older one atomically.</summary>
    /// <exception cref="HillockException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<NamedTensor> tensors) => AtomicFile.Write(path, stream => Write(stream, tensors));

    /// <summary>Writes an archive. The same tensors give the same bytes.</summary>
    public static void Write(Stream stream, IReadOnlyList<NamedTensor> tensors)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (NamedTensor tensor in tensors)
        {
            ZipArchiveEntry entry = archive.CreateEntry(tensor.Name + ".npy", CompressionLevel.NoCompression);
            entry.LastWriteTime = NoTime;
            using Stream content = entry.Open();
            content.Write(Header(tensor));
            content.Write(tensor.Bytes);
        }
    }

    private static byte[] Header(NamedTensor tensor)
    {
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        int start = magic.Length + sizeof(ushort);
        string description = $"{{'descr': '{TypeCode(tensor.Type)}', 'fortran_order': False, 'shape': {Tuple(tensor.Shape)}, }}";
        int end = (start + description.Length + 1 + Alignment - 1) / Alignment * Alignment;

        byte[] header = new byte[end];
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(magic.Length), (ushort)(end - start));
        Encoding.ASCII.GetBytes(description.PadRight(end - start - 1) + "\n", header.AsSpan(start));
        return header;
    }

    private static string TypeCode(ElementType type) => type switch
    {
        ElementType.F32 => "<f4",
        ElementType.F64 => "<f8",
        ElementType.I64 => "<i8",
        _ => "|u1",
    };

    /// <summary>A tuple as Python writes it: <c>()</c>, <c>(3,)</c>, <c>(3, 4)</c>.</summary>
    private static string Tuple(ReadOnlySpan<int> lengths) =>
        lengths.Length == 1 ? $"({lengths[0]},)" : $"({string.Join(", ", lengths.ToArray())})";
}
