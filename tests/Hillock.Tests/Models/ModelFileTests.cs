using System.Text;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Files;
using Hillock.Kernels;
using Hillock.Models;
using Hillock.Tests.Training;
using Hillock.Training;

namespace Hillock.Tests.Models;

public class ModelFileTests
{
    [Fact]
    public void A_model_that_was_saved_and_loaded_has_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        foreach ((Model model, Dataset data) in Specimens.All)
        {
            byte[] bytes = Toy.Bytes(model);
            model.Save(folder["model.safetensors"]);
            Assert.Equal(bytes, File.ReadAllBytes(folder["model.safetensors"]));
            Model[] copies =
            [
                Model.Load(folder["model.safetensors"]),
                Model.Load(bytes),
                Model.Load(new MemoryStream(bytes)),
                Model.Load(new OneByteAtATime(bytes)),
            ];
            foreach (Model copy in copies)
            {
                Assert.Equal(bytes, Toy.Bytes(copy));
                Assert.Equal(model.Hash, copy.Hash);
                Assert.Equal(model.Definition, copy.Definition);
                Assert.Equal(model.Preprocessing, copy.Preprocessing);
                Assert.Equal(model.Precision, copy.Precision);
                Assert.Equal(model.Training, copy.Training);
                Assert.Equal(model.Predict(data), copy.Predict(data));
                Assert.Equal(model.Evaluate(data).Loss, copy.Evaluate(data).Loss);
            }
        }
    }

    [Fact]
    public void A_decision_threshold_is_kept_and_decides()
    {
        (Model model, Dataset data) = Specimens.All[1];
        Model never = Model.Load(Toy.Bytes(model.WithDecisionThreshold(0.999999)));
        Assert.Equal(0.999999, never.DecisionThreshold);
        Assert.All(never.Predict(data), prediction => Assert.Equal(model.Preprocessing.Labels[0], prediction.Label));
        Assert.Equal(model.Hash, never.Hash);
        Assert.Equal(never.DecisionThreshold, never.WithPrecision(Precision.Single).DecisionThreshold);
        Assert.Throws<ArgumentException>(() => model.WithDecisionThreshold(1));
        Assert.Throws<ArgumentException>(() => Specimens.All[0].Model.WithDecisionThreshold(0.4));
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused_in_a_sentence()
    {
        byte[] whole = Toy.Bytes(Specimens.All[0].Model);
        for (int length = 0; length < whole.Length; length += length < 64 ? 1 : 7) Refused(whole[..length]);
        Refused([.. whole, 0]);
        Refused([.. whole, .. whole]);
    }

    [Fact]
    public void Every_flipped_bit_gives_a_model_or_a_sentence()
    {
        foreach ((Model model, Dataset data) in Specimens.All)
        {
            byte[] whole = Toy.Bytes(model);
            int header = 8 + BitConverter.ToInt32(whole);
            for (int i = 0; i < header + 16; i++)
            {
                byte[] flipped = [.. whole];
                flipped[i] ^= (byte)(1 << (i * 5 % 8));
                Survives(flipped, data);
            }
        }
    }

    [Fact]
    public void Random_bytes_in_place_of_parts_give_a_model_or_a_sentence()
    {
        var random = new RandomStream(7, RandomPurpose.Permutation);
        int drawn = 0;
        foreach ((Model model, Dataset data) in Specimens.All)
        {
            byte[] whole = Toy.Bytes(model);
            int header = BitConverter.ToInt32(whole);
            for (int attempt = 0; attempt < 400; attempt++)
            {
                // A piece of the header takes the place of another, or of nothing; its length is told honestly.
                List<byte> json = [.. whole.AsSpan(8, header)];
                (int from, int length, int to) = (random.Below(drawn++, header), random.Below(drawn++, 40), random.Below(drawn++, header));
                byte[] piece = [.. json.Skip(from).Take(length)];
                if (attempt % 2 == 0) json.RemoveRange(to, Math.Min(length, json.Count - to));
                json.InsertRange(Math.Min(to, json.Count), piece);
                Survives([.. BitConverter.GetBytes((long)json.Count), .. json, .. whole.AsSpan(8 + header)], data);
            }
        }
    }

    [Fact]
    public void Descriptions_and_tensors_that_do_not_belong_together_are_refused()
    {
        SafeTensorsFile file = ModelFile.ToSafeTensors(Specimens.All[0].Model), other = ModelFile.ToSafeTensors(Specimens.All[2].Model);
        NamedTensor first = file.Tensors[0];

        Refused("the preprocessing gives 4", With(("definition", other.Metadata["definition"])));
        Refused("the preprocessing gives 3", With(("preprocessing", other.Metadata["preprocessing"])));
        Refused("lack 'definition'", With(("definition", null)));
        Refused("lack 'preprocessing'", With(("preprocessing", null)));
        Refused("lack 'hillock'", With(("hillock", null)));
        Refused("version 2", With(("hillock", "2")));
        Refused("decision threshold", With(("decision_threshold", "1.5")));
        Refused("decision threshold", With(("decision_threshold", "0,5")));
        Refused("experiment", With(("experiment", "[]")));
        Refused("training", With(("training", "{}")));
        Refused("missing", new SafeTensorsFile(file.Metadata, [.. file.Tensors.Skip(1)]));
        Refused("'stranger' belongs to no layer", new SafeTensorsFile(file.Metadata, [.. file.Tensors, NamedTensor.Over<double>("stranger", [1], new double[1])]));
        Refused("has shape", Replace(NamedTensor.Over<double>(first.Name, [first.Count], new double[first.Count])));
        Refused("holds NaN", Replace(NamedTensor.Over<double>(first.Name, first.Shape, (double[])[double.NaN, .. new double[first.Count - 1]])));
        Refused("other parameters", Replace(NamedTensor.Over<float>(first.Name, first.Shape, new float[first.Count])));
        Refused("F32 or F64", new SafeTensorsFile(file.Metadata, [.. file.Tensors.Select(tensor => NamedTensor.Over<long>(tensor.Name, tensor.Shape, new long[tensor.Count]))]));

        SafeTensorsFile With((string Key, string? Value) change)
        {
            var metadata = new Dictionary<string, string>(file.Metadata);
            if (change.Value is null) metadata.Remove(change.Key);
            else metadata[change.Key] = change.Value;
            return new SafeTensorsFile(metadata, file.Tensors);
        }

        SafeTensorsFile Replace(NamedTensor tensor) => new(file.Metadata, [tensor, .. file.Tensors.Skip(1)]);

        static void Refused(string expected, SafeTensorsFile file)
        {
            using var stream = new MemoryStream();
            file.Write(stream);
            string message = Assert.Throws<HillockException>(() => Model.Load(stream.ToArray(), "some.model")).Message;
            Assert.StartsWith("some.model: ", message, StringComparison.Ordinal);
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_damaged_experiment_is_told_with_the_name_of_its_file()
    {
        SafeTensorsFile file = ModelFile.ToSafeTensors(Specimens.All[0].Model);
        var metadata = new Dictionary<string, string>(file.Metadata) { ["experiment"] = file.Metadata["experiment"].Replace("\"adam\"", "\"adm\"", StringComparison.Ordinal) };
        using var stream = new MemoryStream();
        new SafeTensorsFile(metadata, file.Tensors).Write(stream);
        Model model = Model.Load(stream.ToArray(), "some.model");

        foreach (Model same in (Model[])[model, model.WithPrecision(Precision.Double), model.WithPrecision(Precision.Single)])
            Assert.StartsWith("some.model: experiment: ", Assert.Throws<HillockException>(() => Experiment.Of(same)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_of_gigabytes_cost_no_memory()
    {
        const string target = "\"target\":{\"task\":\"regression\",\"means\":[0],\"deviations\":[1]}";
        string[] hostile =
        [
            Json("1", """{"type":"dense","units":1048576},{"type":"dense","units":256}"""),
            Json("1048576", """{"type":"dense","units":200,"weights":[[1]]}"""),
            Json("[16384,16384]", """{"type":"activation","activation":"tanh"}"""),
            Json("1", string.Join(',', Enumerable.Repeat("""{"type":"dense","units":1048576}""", 1000))),
            Json("2147483647", """{"type":"dense","units":1}"""),
            Json("[65536,65536]", """{"type":"flatten"}"""),
        ];
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (string json in hostile)
        {
            Assert.ThrowsAny<HillockException>(() => Model.Load(Encoding.UTF8.GetBytes(json)));
            Assert.Throws<HillockException>(() => Model.Load(Tensors(json, "{\"pixels\":{\"shape\":[1,16384,16384],\"divisor\":255}," + target + "}")));
            Assert.Throws<HillockException>(() => Model.Load(Tensors(json, "{\"columns\":[{\"name\":\"x\",\"kind\":\"number\",\"mean\":0,\"deviation\":1}]," + target + "}")));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);

        static string Json(string input, string layers) => $$"""{"hillock":1,"input":{{input}},"layers":[{{layers}}]}""";

        static byte[] Tensors(string definition, string preprocessing)
        {
            using var stream = new MemoryStream();
            new SafeTensorsFile(
                new Dictionary<string, string> { ["hillock"] = "1", ["definition"] = definition, ["preprocessing"] = preprocessing }, []).Write(stream);
            return stream.ToArray();
        }
    }

    [Fact]
    public void What_is_not_a_model_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["empty"], "");
        File.WriteAllText(folder["text"], "size,color\n1,red\n");
        File.WriteAllText(folder["broken.json"], "{ \"hillock\": 1, ");
        Refused("there is no such file", folder["nothing"]);
        Refused("there is no such file", folder["no/folder"]);
        Refused("this is a folder", folder.Path);
        Refused("the file is empty", folder["empty"]);
        Refused("not a safetensors file", folder["text"]);
        Refused("not valid JSON", folder["broken.json"]);
        Assert.Throws<ArgumentException>(() => Model.Load(""));

        static void Refused(string expected, string path)
        {
            string message = Assert.Throws<HillockException>(() => Model.Load(path)).Message;
            Assert.StartsWith(path, message, StringComparison.Ordinal);
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_model_may_come_through_a_pipe()
    {
        if (OperatingSystem.IsWindows()) return;
        (Model model, Dataset _) = Specimens.All[0];
        using var folder = new TemporaryFolder();
        model.Save(folder["model"]);
        Assert.Equal(0, (await ChildProcess.RunAsync(new("mkfifo", [folder["pipe"]]))).ExitCode);
        foreach (byte[] content in (byte[][])[Toy.Bytes(model), Encoding.UTF8.GetBytes("""{"hillock":1,"input":1,"layers":[{"type":"dense","units":1}]}""")])
        {
            Task writer = Task.Run(() => File.WriteAllBytes(folder["pipe"], content));
            Model loaded = Model.Load(folder["pipe"]);
            await writer;
            Assert.Equal(Model.Load(content).Hash, loaded.Hash);
        }
    }

    private static void Refused(byte[] bytes) => Assert.Throws<HillockException>(() => Model.Load(bytes));

    // Whatever loads must also be fit for use.
    private static void Survives(byte[] bytes, Dataset data)
    {
        try
        {
            Model model = Model.Load(bytes);
            model.Predict(data);
            model.Evaluate(data);
            Toy.Bytes(model);
        }
        catch (HillockException e)
        {
            Assert.NotEqual("", e.Message);
        }
    }

    private sealed class OneByteAtATime(byte[] bytes) : Stream
    {
        private int position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (position == bytes.Length || count == 0) return 0;
            buffer[offset] = bytes[position++];
            return 1;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
