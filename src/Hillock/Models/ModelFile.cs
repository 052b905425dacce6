using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Files;
using Hillock.Losses;
using Hillock.Tensors;

namespace Hillock.Models;

/// <summary>A model as a file: safetensors with the description in its metadata, or JSON written by hand.</summary>
/// <remarks>Hostile until checked: description and tensors must agree in names, shapes and type, with nothing left over.</remarks>
internal static class ModelFile
{
    private const string VersionKey = "hillock";
    private const string DefinitionKey = "definition";
    private const string PreprocessingKey = "preprocessing";
    private const string ExperimentKey = "experiment";
    private const string TrainingKey = "training";
    private const string ThresholdKey = "decision_threshold";

    // A model written by hand is small; more is not meant for this program, from a file or from memory.
    private const int LongestJson = 256 << 20;

    // Of the arrays that it leaves out: a short text must not ask for gigabytes.
    private const int MostInitialized = 1 << 24;

    public static Model Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (!stream.CanSeek) return Load(stream, path); // a pipe gives its bytes only once
            Span<byte> start = stackalloc byte[16];
            int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (LooksLikeJson(start[..read], stream.Length)) return FromJson(ReadText(stream, path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The reader of safetensors says what is wrong.
        }

        return FromSafeTensors(SafeTensorsFile.Read(path), path);
    }

    public static Model Load(Stream stream, string source)
    {
        using var memory = new MemoryStream();
        try
        {
            stream.CopyTo(memory);
        }
        catch (IOException e)
        {
            throw new HillockException($"{source}: this model cannot be read: {e.Message}", e);
        }

        return Load(memory.GetBuffer().AsMemory(0, (int)memory.Length), source);
    }

    public static Model Load(ReadOnlyMemory<byte> bytes, string source) => LooksLikeJson(bytes.Span, bytes.Length)
        ? FromJson(bytes, source)
        : FromSafeTensors(SafeTensorsFile.Read(bytes, source), source);

    public static SafeTensorsFile ToSafeTensors(Model model)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [VersionKey] = $"{ModelJson.Version}",
            [DefinitionKey] = model.Definition.ToJson().ToJsonString(),
            [PreprocessingKey] = model.Preprocessing.ToJson().ToJsonString(),
        };
        if (model.ExperimentJson is { } experiment) metadata[ExperimentKey] = experiment.ToJsonString();
        if (model.Training is { } training) metadata[TrainingKey] = training.ToJson().ToJsonString();
        if (model.DecisionThreshold != model.Definition.Loss.DecisionBoundary)
            metadata[ThresholdKey] = model.DecisionThreshold.ToString("R", CultureInfo.InvariantCulture);
        return new SafeTensorsFile(metadata, [.. model.Definition.Parameters.Select(model.Core.Tensor)]);
    }

    /// <summary>SHA-256 of the definition's JSON and the parameters' bytes, little-endian.</summary>
    public static string Hash(Model model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(model.Definition.ToJson().ToJsonString()));
        foreach (ParameterSlice slice in model.Definition.Parameters) hash.AppendData(model.Core.Tensor(slice).Bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Model FromSafeTensors(SafeTensorsFile file, string source)
    {
        if (!file.Metadata.TryGetValue(VersionKey, out string? version))
            throw new HillockException($"{source}: this safetensors file is not a Hillock model: its metadata lack '{VersionKey}'.");
        if (version != $"{ModelJson.Version}")
            throw new HillockException($"{source}: this model is of version {version}; this program reads version {ModelJson.Version}.");

        ModelDefinition definition = ModelJson.Read(Fields(DefinitionKey)).Definition;
        Preprocessing preprocessing = Preprocessing.FromJson(Fields(PreprocessingKey));
        if (!preprocessing.InputShape.Equals(definition.Input) || preprocessing.OutputWidth != definition.Output.Size)
        {
            throw new HillockException(
                $"{source}: the preprocessing gives {preprocessing.InputShape} and takes {preprocessing.OutputWidth}, the network takes {definition.Input} and gives {definition.Output}.");
        }

        Precision precision = CheckTensors(file, definition, source);
        ModelCore core = precision == Precision.Double ? Core<double>(file, definition, source) : Core<float>(file, definition, source);
        JsonObject? experiment = file.Metadata.ContainsKey(ExperimentKey) ? Fields(ExperimentKey).ToObject() : null;
        TrainingSummary? training = file.Metadata.ContainsKey(TrainingKey) ? TrainingSummary.FromJson(Fields(TrainingKey)) : null;
        return new Model(definition, core, preprocessing, experiment, training, Threshold(file, definition, source)) { Source = source };

        JsonFields Fields(string key) => file.Metadata.TryGetValue(key, out string? text)
            ? JsonFields.Parse(Encoding.UTF8.GetBytes(text), $"{source}: {key}")
            : throw new HillockException($"{source}: the metadata lack '{key}'.");
    }

    // Every array of the definition, in its shape, all of one type, and nothing else.
    private static Precision CheckTensors(SafeTensorsFile file, ModelDefinition definition, string source)
    {
        ElementType type = file.Tensors.Count > 0 ? file.Tensors[0].Type : ElementType.F32;
        if (type is not (ElementType.F32 or ElementType.F64))
            throw new HillockException($"{source}: parameters are F32 or F64, not {type}.");
        foreach (ParameterSlice slice in definition.Parameters)
        {
            NamedTensor tensor = file.Find(slice.Name) ?? throw new HillockException($"{source}: the parameters '{slice.Name}' are missing.");
            if (!tensor.Shape.SequenceEqual([.. slice.Shape]))
                throw new HillockException($"{source}: '{slice.Name}' has shape {string.Join('×', tensor.Shape.ToArray())}, the definition says {slice.Shape}.");
            if (tensor.Type != type)
                throw new HillockException($"{source}: '{slice.Name}' is {tensor.Type}, other parameters are {type}.");
        }

        if (file.Tensors.Count == definition.Parameters.Count)
            return type == ElementType.F64 ? Precision.Double : Precision.Single;
        string stranger = file.Tensors.First(tensor => definition.Parameters.All(slice => slice.Name != tensor.Name)).Name;
        throw new HillockException($"{source}: '{stranger}' belongs to no layer.");
    }

    private static ModelCore<T> Core<T>(SafeTensorsFile file, ModelDefinition definition, string source)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[definition.ParameterCount + Kernels.Simd.Slack];
        foreach (ParameterSlice slice in definition.Parameters)
        {
            Span<T> values = slice.Of(parameters.AsSpan());
            file.Find(slice.Name)!.CopyTo(values);
            foreach (T value in values)
            {
                if (!T.IsFinite(value)) throw new HillockException($"{source}: '{slice.Name}' holds {value}, with which nothing can be predicted.");
            }
        }

        return new ModelCore<T>(definition, parameters);
    }

    private static double? Threshold(SafeTensorsFile file, ModelDefinition definition, string source)
    {
        if (!file.Metadata.TryGetValue(ThresholdKey, out string? text)) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double threshold) && Model.IsThreshold(definition, threshold)
            ? threshold
            : throw new HillockException($"{source}: the decision threshold must lie between the ends of the output, {definition.OutputActivation.Range}, not at '{text}'.");
    }

    private static Model FromJson(ReadOnlyMemory<byte> utf8, string source)
    {
        CheckLength(utf8.Length, source);
        JsonFields fields = JsonFields.Parse(utf8, source);
        ModelJson.Content content = ModelJson.Read(fields);
        Preprocessing preprocessing = fields.Read("", () => PlainPreprocessing(content));
        long initialized = content.Definition.ParameterCount - content.Given.Sum(array => (long)array.Shape.Size);
        if (initialized > MostInitialized)
            throw new HillockException($"{source}: {initialized:N0} parameters are not given; a model written by hand leaves out {MostInitialized:N0} at most.");

        // Numbers as they are typed: in double, 0.35 stays 0.35 as closely as a computer can keep it.
        double[] parameters = content.Definition.Layout.Initialize(content.Seed, content.Given);
        ModelCore core = ModelCore.Create(content.Definition, Precision.Double, parameters);
        return new Model(content.Definition, core, preprocessing) { Source = source };
    }

    private static Preprocessing PlainPreprocessing(ModelJson.Content content)
    {
        (int inputs, int width) = (content.Definition.Input.Size, content.Definition.Output.Size);
        if (inputs > PreprocessingJson.MaximumColumns || width > TargetEncoding.MaximumWidth)
        {
            throw new HillockException(
                $"A model written by hand takes up to {PreprocessingJson.MaximumColumns:N0} numbers and gives up to {TargetEncoding.MaximumWidth:N0}, not {inputs:N0} and {width:N0}.");
        }

        // Targets have no names: in a table they are the last columns that are not inputs.
        TargetEncoding target = content.Definition.Loss switch
        {
            BinaryCrossEntropy when width == 1 => TargetEncoding.Classes(LearningTask.Binary, ["0", "1"]),
            CrossEntropy when width > 1 => TargetEncoding.Classes(LearningTask.Multiclass, [.. Enumerable.Range(0, width).Select(i => $"{i}")]),
            _ => TargetEncoding.Numbers(new double[width], [.. Enumerable.Repeat(1.0, width)]),
        };
        return Preprocessing.None(content.Definition.Input, target, content.InputNames ?? []);
    }

    private static ReadOnlyMemory<byte> ReadText(FileStream stream, string path)
    {
        CheckLength(stream.Length, path);
        byte[] bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void CheckLength(long length, string source)
    {
        if (length > LongestJson) throw new HillockException($"{source}: a model in JSON has at most {LongestJson >> 20} MiB.");
    }

    // Safetensors begins with its header's length, which as text would have to be an improbably long file.
    private static bool LooksLikeJson(ReadOnlySpan<byte> start, long length)
    {
        if (start.Length >= 8 && BinaryPrimitives.ReadUInt64LittleEndian(start) <= (ulong)length) return false;
        if (start.StartsWith("\uFEFF"u8)) start = start[3..];
        ReadOnlySpan<byte> text = start.TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] == (byte)'{';
    }
}
