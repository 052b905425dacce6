using System.Buffers.Binary;
using System.Text;
using Hillock.Files;

namespace Hillock.Tests.Files;

public sealed class SafeTensorsTests
{
    private const string Source = "m.safetensors";

    private static readonly SafeTensorsFile Sample = new(
        new Dictionary<string, string> { ["hillock"] = "1", ["definition"] = "{\"é\":\"\\\"\"}" },
        [
            NamedTensor.Over<float>("dense_1.weights", [2, 3], new float[] { 1, -2, 3.5f, float.NaN, float.NegativeInfinity, -0f }),
            NamedTensor.Over<double>("moments", [2], new[] { Math.PI, double.Epsilon }),
            NamedTensor.Over<float>("empty", [0, 4], Array.Empty<float>()),
            NamedTensor.Over<byte>("mask", [3], new byte[] { 0, 1, 255 }),
            NamedTensor.Over<long>("step", [], new[] { long.MinValue }),
        ]);

    [Fact]
    public void The_layout_is_the_published_one()
    {
        // The example of the format's description: 8 bytes of length, JSON, padding, data.
        byte[] expected =
        [
            0x50, 0, 0, 0, 0, 0, 0, 0,
            .. """{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} """u8,
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0,
        ];

        byte[] written = Bytes(new SafeTensorsFile(
            new Dictionary<string, string> { ["k"] = "v" },
            [NamedTensor.Over<float>("a", [2], new[] { 1f, -2f })]));

        Assert.Equal(expected, written);
    }

    [Fact]
    public void What_is_written_is_read_again_from_memory_a_stream_and_a_path()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = Bytes(Sample);
        Sample.Write(folder["m"]);

        foreach (SafeTensorsFile read in (SafeTensorsFile[])[
            SafeTensorsFile.Read(bytes, Source),
            SafeTensorsFile.Read(new MemoryStream(bytes), Source),
            SafeTensorsFile.Read(new Trickle(bytes), Source),
            SafeTensorsFile.Read(folder["m"])])
        {
            Assert.Equal(Sample.Metadata, read.Metadata);
            Assert.Equal(["moments", "step", "dense_1.weights", "empty", "mask"], read.Tensors.Select(tensor => tensor.Name)); // widest first
            foreach (NamedTensor tensor in Sample.Tensors)
            {
                NamedTensor found = read.Find(tensor.Name)!;
                Assert.Equal(tensor.ToString(), found.ToString());
                Assert.Equal(tensor.Bytes, found.Bytes);
            }
        }
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        SafeTensorsFile reversed = new(Sample.Metadata.Reverse().ToDictionary(), Sample.Tensors);

        Assert.Equal(Bytes(Sample), Bytes(reversed));
        Assert.Equal(Bytes(Sample), Bytes(SafeTensorsFile.Read(Bytes(Sample), Source)));
    }

    [Fact]
    public void Every_tensor_starts_at_a_multiple_of_its_element_size()
    {
        byte[] bytes = Bytes(Sample);

        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(bytes) % 8);
        Assert.Equal(new[] { 8, 8, 4, 4, 1 }, SafeTensorsFile.Read(bytes, Source).Tensors.Select(tensor => tensor.Type.Size()));
    }

    [Fact]
    public void Numbers_come_out_in_the_precision_asked_for()
    {
        SafeTensorsFile file = SafeTensorsFile.Read(Bytes(Sample), Source);
        float[] single = new float[2];
        double[] weights = new double[6], step = new double[1];

        file.Find("moments")!.CopyTo<float>(single);
        file.Find("dense_1.weights")!.CopyTo<double>(weights);
        file.Find("step")!.CopyTo<double>(step);

        Assert.Equal([(float)Math.PI, 0f], single);
        Assert.Equal([1, -2, 3.5, double.NaN, double.NegativeInfinity, -0.0], weights);
        Assert.Equal([-9223372036854775808.0], step);
        Assert.Throws<ArgumentException>(() => file.Find("moments")!.CopyTo<float>(new float[3]));
        Assert.Null(file.Find("nothing"));
    }

    [Fact]
    public void A_tensor_whose_values_do_not_fit_its_shape_or_whose_name_is_taken_is_refused()
    {
        Assert.Throws<ArgumentException>(() => NamedTensor.Over<float>("a", [2, 2], new float[3]));
        Assert.Throws<ArgumentException>(() => NamedTensor.Over<float>("a", [int.MaxValue, int.MaxValue], new float[1]));
        NamedTensor tensor = NamedTensor.Over<float>("a", [1], new float[1]);
        NamedTensor reserved = NamedTensor.Over<float>("__metadata__", [1], new float[1]);
        Assert.Throws<ArgumentException>(() => Bytes(new SafeTensorsFile(new Dictionary<string, string>(), [tensor, tensor])));
        Assert.Throws<ArgumentException>(() => Bytes(new SafeTensorsFile(new Dictionary<string, string>(), [reserved])));
    }

    public static TheoryData<string, int, string> Broken => new()
    {
        { "[]", 0, "this is not a safetensors file: its header is not a JSON object." },
        { " {}", 0, "this is not a safetensors file: its header is not a JSON object." },
        { "{", 0, "the file is damaged: its header is not valid JSON. Copy or make it again." },
        { "{} {}", 0, "the file is damaged: its header is not valid JSON. Copy or make it again." },
        { """{"a\ud800":1}""", 0, "the file is damaged: its header is not valid JSON. Copy or make it again." },
        { """{"a":{"dtype":[[[[]]]]}}""", 0, "the file is damaged: its header is not valid JSON. Copy or make it again." },
        { """{"__metadata__":1}""", 0, "'__metadata__' is not an object of texts" },
        { """{"__metadata__":{"k":1}}""", 0, "'k' is metadata and must be a text" },
        { """{"__metadata__":{"k":"","k":""}}""", 0, "'k' occurs twice in the metadata" },
        { """{"__metadata__":{},"__metadata__":{}}""", 0, "'__metadata__' occurs twice" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "'a' occurs twice" },
        { """{"a":1}""", 0, "'a' is not described by exactly 'dtype', 'shape' and 'data_offsets'" },
        { """{"a":{"dtype":"U8","shape":[1]}}""", 1, "'a' is not described by exactly 'dtype', 'shape' and 'data_offsets'" },
        { """{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "'a' is not described by exactly" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}}""", 1, "'a' is not described by exactly" },
        { """{"a":{"dtype":8,"shape":[1],"data_offsets":[0,1]}}""", 1, "'a' has a 'dtype' that is not a text" },
        {
            """{"a":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}""", 2,
            "tensor 'a' has element type 'BF16', which is not supported; F32, F64, I64 and U8 are."
        },
        { """{"a":{"dtype":"U8","shape":1,"data_offsets":[0,1]}}""", 1, "'a' has a 'shape' that is not a list of at most 8 lengths" },
        { """{"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}}""", 1, "'a' has a 'shape' that is not a list of at most 8 lengths" },
        { """{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "'a' has a length '-1', which is not a whole number from 0 to 2,147,483,647" },
        { """{"a":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}""", 1, "'a' has a length '1.0', which is not a whole number" },
        { """{"a":{"dtype":"U8","shape":[99999999999],"data_offsets":[0,1]}}""", 1, "'a' has a length '99999999999', which is not a whole number" },
        { """{"a":{"dtype":"U8","shape":[2147483647,2147483647,4],"data_offsets":[0,1]}}""", 1, "type U8 does not fit its 'data_offsets'" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,7]}}""", 7, "'a' of shape [2] and type F32 does not fit its 'data_offsets'" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1, "'a' has 'data_offsets' that are not [begin, end]" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "'a' has 'data_offsets' that are not [begin, end]" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[-1,0]}}""", 1, "'a' has 'data_offsets' that are not [begin, end]" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,99999999999999999999]}}""", 1, "'a' has 'data_offsets' that are not [begin, end]" },
        {
            """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3,
            "'b' overlaps another"
        },
        {
            """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3,
            "'b' leaves a gap before it"
        },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "'a' leaves a gap before it" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 1, "the file is cut short: it ends before its contents do." },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 3, "the file is damaged: there are bytes after the end of its last tensor." },
        {
            """{"a":{"dtype":"F64","shape":[2000000000],"data_offsets":[0,16000000000]}}""", 1,
            "the file describes 16,000,000,000 bytes of tensors; 2 GiB are the limit."
        },
        { """{"a\u001b[31m":1}""", 0, "'a\uFFFD[31m' is not described" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_refused_with_a_sentence_that_names_it(string header, int data, string sentence)
    {
        byte[] bytes = new byte[8 + Encoding.UTF8.GetByteCount(header) + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)Encoding.UTF8.GetBytes(header, bytes.AsSpan(8)));

        foreach (Action read in Readings(bytes))
        {
            HillockException error = Assert.Throws<HillockException>(read);
            Assert.StartsWith(Source + ": ", error.Message, StringComparison.Ordinal);
            Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_header_longer_than_the_limit_is_refused_before_anything_is_reserved_for_it()
    {
        foreach (ulong length in (ulong[])[100_000_001, int.MaxValue, long.MaxValue, ulong.MaxValue])
        {
            byte[] bytes = new byte[64];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
            foreach (Action read in Readings(bytes)) Assert.Contains("claim a header of", Assert.Throws<HillockException>(read).Message);
        }
    }

    [Fact]
    public void Every_flipped_bit_and_every_cut_of_a_file_is_read_or_refused_and_never_reserves_much()
    {
        byte[] whole = Bytes(Sample);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int readings = 0;

        for (int length = 0; length < whole.Length; length++) Try(whole[..length], mustFail: true);
        for (int position = 0; position < whole.Length; position++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] flipped = [.. whole];
                flipped[position] ^= (byte)(1 << bit);
                Try(flipped, mustFail: false);
            }
        }

        // A file of 600 bytes needs some ten times that for its header's objects, its exception and the stream's first block of 64 KiB.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / readings, 0, 200_000);

        void Try(byte[] bytes, bool mustFail)
        {
            foreach (Action read in Readings(bytes))
            {
                readings++;
                Exception? error = Record.Exception(read);
                Assert.True(error is HillockException || (error is null && !mustFail), error?.ToString() ?? "A cut file was read.");
            }
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_in_a_sentence()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");

        Assert.Equal($"{folder["none"]}: there is no such file.", Failure(folder["none"]));
        Assert.Equal($"{folder["no/ne"]}: there is no such file.", Failure(folder["no/ne"]));
        Assert.Equal($"{folder.Path}: this is a folder, not a file.", Failure(folder.Path));
        Assert.Equal($"{folder["file"]}: the file is empty.", Failure(folder["file"]));

        static string Failure(string path) => Assert.Throws<HillockException>(() => SafeTensorsFile.Read(path)).Message;
    }

    private static IEnumerable<Action> Readings(byte[] bytes)
    {
        yield return () => SafeTensorsFile.Read(bytes, Source);
        yield return () => SafeTensorsFile.Read(new MemoryStream(bytes), Source);
        yield return () => SafeTensorsFile.Read(new Trickle(bytes), Source);
    }

    private static byte[] Bytes(SafeTensorsFile file)
    {
        using MemoryStream stream = new();
        file.Write(stream);
        return stream.ToArray();
    }

    /// <summary>A stream as a pipe is one: no length, no seeking, a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));
    }
}
