using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Hillock.Files;

namespace Hillock.Tests.Files;

public sealed class NpzTests
{
    private static readonly NamedTensor[] Tensors =
    [
        NamedTensor.Over<float>("dense_1/weights", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 }),
        NamedTensor.Over<double>("bias", [2], new[] { 0.5, -0.5 }),
        NamedTensor.Over<long>("step", [], new[] { 7L }),
        NamedTensor.Over<byte>("pixels", [1, 2], new byte[] { 0, 255 }),
    ];

    [Theory]
    [InlineData("dense_1/weights", "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")]
    [InlineData("bias", "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("step", "{'descr': '<i8', 'fortran_order': False, 'shape': (), }")]
    [InlineData("pixels", "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2), }")]
    public void Each_tensor_is_an_npy_file_of_version_1(string name, string description)
    {
        using ZipArchive archive = new(new MemoryStream(Bytes()), ZipArchiveMode.Read);
        byte[] file = Content(archive.GetEntry(name + ".npy")!);

        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], file[..8]);
        int start = 10 + MemoryMarshal.Read<ushort>(file.AsSpan(8));
        Assert.Equal(0, start % 64);
        string header = Encoding.ASCII.GetString(file[10..start]);
        Assert.Equal(description, header.TrimEnd());
        Assert.EndsWith("\n", header, StringComparison.Ordinal);
        Assert.Equal(Tensors.Single(tensor => tensor.Name == name).Bytes, file.AsSpan(start));
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes_and_no_time_is_told()
    {
        using ZipArchive archive = new(new MemoryStream(Bytes()), ZipArchiveMode.Read);

        Assert.Equal(Bytes(), Bytes());
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.Equal(["dense_1/weights.npy", "bias.npy", "step.npy", "pixels.npy"], archive.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void An_archive_is_written_to_a_path_at_once()
    {
        using TemporaryFolder folder = new();

        Npz.Write(folder["model.npz"], Tensors);

        Assert.Equal(Bytes(), File.ReadAllBytes(folder["model.npz"]));
    }

    private static byte[] Bytes()
    {
        using MemoryStream stream = new();
        Npz.Write(stream, Tensors);
        return stream.ToArray();
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using MemoryStream content = new();
        using Stream stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
