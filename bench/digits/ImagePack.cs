using System.Buffers.Binary;
using System.IO.Compression;
using Hillock.Data;

namespace Hillock.Digits;

/// <summary>A small part of MNIST's training images beside the model: to show those nearest to a drawing, and to mix with corrections.</summary>
internal static class ImagePack
{
    private const int OfEach = 150;

    /// <summary>Writes the first images of each digit as IDX files, packed.</summary>
    public static async Task WriteAsync(string folder)
    {
        var all = (ImageDataset)(await Catalog.LoadAsync("mnist")).Train;
        int[] chosen = [.. Enumerable.Range(0, all.Count).GroupBy(all.Class).OrderBy(group => group.Key).SelectMany(group => group.Take(OfEach)).Order()];
        var pack = (ImageDataset)all.Subset(chosen);
        Write(Path.Combine(folder, "digits-images-idx3-ubyte.gz"), [pack.Count, pack.Shape[1], pack.Shape[2]], Enumerable.Range(0, pack.Count).SelectMany(i => pack.Pixels(i).ToArray()));
        Write(Path.Combine(folder, "digits-labels-idx1-ubyte.gz"), [pack.Count], Enumerable.Range(0, pack.Count).Select(i => (byte)pack.Class(i)));
    }

    private static void Write(string path, int[] lengths, IEnumerable<byte> values)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.SmallestSize);
        Span<byte> number = [0, 0, 8, (byte)lengths.Length];
        file.Write(number);
        foreach (int length in lengths)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, length);
            file.Write(number);
        }

        file.Write([.. values]);
    }
}
