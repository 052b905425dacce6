using System.Buffers.Binary;
using System.IO.Compression;
using Hillock.Data;
using Hillock.Kernels;
using Hillock.Tensors;

namespace Hillock.Tests.Data;

public sealed class ImageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Idx_files_are_read_plain_or_gzip(bool packed)
    {
        byte[] pixels = [.. Enumerable.Range(0, 3 * 2 * 2).Select(i => (byte)(20 * i))];
        Write("images", Idx([3, 2, 2], pixels), packed);
        Write("labels", Idx([3], [1, 0, 2]), packed);

        ImageDataset images = ImageDataset.ReadIdx(folder["images"], folder["labels"]);

        Assert.Equal((3, new Shape(1, 2, 2), 255), (images.Count, images.Shape, images.Divisor));
        Assert.Equal(["0", "1", "2"], images.Labels);
        Assert.Equal([1, 0, 2], Enumerable.Range(0, 3).Select(images.Class));
        Assert.Equal(pixels[4..8], images.Pixels(1).ToArray());
        Assert.Equal(LearningTask.Multiclass, images.Task);
    }

    [Fact]
    public void Broken_idx_files_are_refused_with_a_sentence()
    {
        byte[] good = Idx([3, 2, 2], new byte[12]);
        (byte[] Bytes, string Message)[] cases =
        [
            ([], "ends too early"),
            ([0, 0], "ends too early"),
            (good[..^1], "is too short for that"),
            ([.. good, 0], "goes on after the 12 bytes"),
            (Idx([int.MaxValue, int.MaxValue, int.MaxValue], []), "is too short for that"),
            (Idx([-1, 2, 2], []), "an axis of length 4,294,967,295"),
            (Idx([0, 2, 2], []), "an axis of length 0"),
            ([1, .. good[1..]], "is not an IDX file"),
            ([0, 0, 0x0d, .. good[3..]], "type 0x0d"),
            ([0, 0, 8, 9, .. good[4..]], "of 9 axes"),
            (Idx([12], new byte[12]), "holds no images"),
            (Pack(good)[..^12], ""),
            (Pack(Idx([3, 20, 20], new byte[100])), "ends too early"),
            (Pack(Idx([30000, 2000, 2000], new byte[100])), "is too short for that"),
        ];
        Write("labels", Idx([3], [1, 0, 2]), false);

        foreach ((byte[] bytes, string message) in cases)
        {
            Write("images", bytes, false);

            string error = Csv.Error(() => ImageDataset.ReadIdx(folder["images"], folder["labels"]));

            Assert.Contains(message, error, StringComparison.Ordinal);
            Assert.StartsWith(folder["images"], error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz")]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte")]
    [InlineData("color-images-idx4-ubyte", "color-labels-idx1-ubyte")]
    [InlineData("images", "labels")]
    public void Labels_are_found_beside_their_images(string images, string labels)
    {
        Write(images, Idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]), images.EndsWith(".gz", StringComparison.Ordinal));
        Write(labels, Idx([2], [1, 0]), labels.EndsWith(".gz", StringComparison.Ordinal));

        ImageDataset read = ImageDataset.ReadIdx(folder[images]);

        Assert.Equal([1, 0], Enumerable.Range(0, 2).Select(read.Class));
        Assert.True(ImageDataset.IsIdx(folder[images]));
    }

    [Fact]
    public void Images_without_labels_to_be_found_are_told_where_they_should_be()
    {
        Write("a-images-idx3-ubyte", Idx([2, 2, 2], new byte[8]), false);
        Write("pictures", Idx([2, 2, 2], new byte[8]), false);
        Write("a-labels", Idx([2], [0, 1]), false);

        Assert.Equal(
            $"The labels of {folder["a-images-idx3-ubyte"]} are not beside it: there is no file {folder["a-labels-idx1-ubyte"]}, nor with .gz.",
            Csv.Error(() => ImageDataset.ReadIdx(folder["a-images-idx3-ubyte"])));
        Assert.Contains("its name must contain 'images'", Csv.Error(() => ImageDataset.ReadIdx(folder["pictures"])), StringComparison.Ordinal);
        Assert.Contains("holds no images", Csv.Error(() => ImageDataset.ReadIdx(folder["a-labels"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_folders_and_packed_tables_are_no_images()
    {
        Write("t.csv", "a,b\n1,2\n"u8.ToArray(), false);
        Write("t.csv.gz", "a,b\n1,2\n"u8.ToArray(), true);
        Write("broken.gz", [0x1f, 0x8b, 8, 0, 0, 0], false);
        Write("empty", [], false);

        foreach (string name in (string[])["t.csv", "t.csv.gz", "broken.gz", "empty", "nothing", "."]) Assert.False(ImageDataset.IsIdx(folder[name]), name);
    }

    [Fact]
    public void Images_and_labels_must_fit_together()
    {
        Write("images", Idx([3, 2, 2], new byte[12]), false);
        Write("labels", Idx([2], [0, 1]), false);

        Assert.EndsWith("3 images and " + folder["labels"] + " 2 labels.", Csv.Error(() => ImageDataset.ReadIdx(folder["images"], folder["labels"])), StringComparison.Ordinal);
        Assert.Contains("There is no file", Csv.Error(() => ImageDataset.ReadIdx(folder["none"], folder["labels"])), StringComparison.Ordinal);
        Write("labels", Idx([3], [0, 1, 7]), false);
        Assert.Contains("the label 7; there are 2 names", Csv.Error(() => ImageDataset.ReadIdx(folder["images"], folder["labels"], ["a", "b"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(16)]
    [InlineData(7)]
    [InlineData(0.3)]
    public void A_byte_becomes_exactly_value_over_divisor_at_every_place(double divisor)
    {
        // Every value at every place of a register, and tails of every length.
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7 + length))];
            float[] single = new float[length];
            double[] exact = new double[length];

            Bytes.Divide(bytes, (float)divisor, single);
            Bytes.Divide(bytes, divisor, exact);

            Assert.Equal(bytes.Select(value => value / (float)divisor), single);
            Assert.Equal(bytes.Select(value => value / divisor), exact);
        }
    }

    [Fact]
    public void Batches_are_copied_from_any_part_without_allocating()
    {
        Dataset digits = Catalog.Load("digits").Train;
        Dataset part = digits.Subset([100, 7, 1000]);
        Samples<float> samples = Preprocessing.Fit(digits).Encode<float>(part);
        float[] inputs = new float[2 * 64], targets = new float[2 * 10];
        int[] rows = [2, 1];
        long allocated = 0;
        for (int i = 0; i < 3; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            samples.CopyInputs(rows, inputs);
            samples.CopyTargets(rows, targets);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(((ImageDataset)part).Pixels(2).ToArray().Select(value => value / 16f), inputs[..64]);
        Assert.Equal(digits.Class(1000), Array.IndexOf(targets[..10], 1f));
        Assert.Equal([digits.Class(100), digits.Class(7), digits.Class(1000)], samples.Classes.ToArray());
    }

    [Fact]
    public void Arrays_that_do_not_fit_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ImageDataset(new byte[7], new Shape(1, 2, 2), [0, 1], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => new ImageDataset(new byte[8], new Shape(2, 2), [0, 1], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => new ImageDataset(new byte[8], new Shape(1, 2, 2), [0, 2], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => new ImageDataset(new byte[8], new Shape(1, 2, 2), [0, 1], ["a"]));
        Assert.Throws<ArgumentException>(() => new ImageDataset(new byte[8], new Shape(1, 2, 2), [0, 1], ["a", "b"], divisor: 0));
    }

    internal static byte[] Idx(int[] lengths, byte[] values)
    {
        byte[] file = new byte[4 + 4 * lengths.Length + values.Length];
        (file[2], file[3]) = (8, (byte)lengths.Length);
        for (int axis = 0; axis < lengths.Length; axis++) BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + 4 * axis), lengths[axis]);
        values.CopyTo(file, 4 + 4 * lengths.Length);
        return file;
    }

    internal static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private void Write(string name, byte[] bytes, bool packed) => File.WriteAllBytes(folder[name], packed ? Pack(bytes) : bytes);
}
