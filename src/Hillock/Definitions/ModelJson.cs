using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Files;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Tensors;

namespace Hillock.Definitions;

/// <summary>The JSON form of a definition, and of a model written by hand: the same, with weights in the layers.</summary>
internal static class ModelJson
{
    /// <summary>The format's version: the value of the field <c>hillock</c>.</summary>
    public const int Version = 1;

    public static JsonObject Write(ModelDefinition definition) => new()
    {
        ["hillock"] = Version,
        ["input"] = definition.Input.Rank == 1
            ? definition.Input.Size
            : new JsonArray([.. definition.Input.Select(length => (JsonNode)length)]),
        ["loss"] = definition.Loss.ToJson(),
        ["layers"] = new JsonArray([.. definition.Layers.Select(layer => layer.ToJson())]),
    };

    /// <summary>What a model file in JSON holds.</summary>
    /// <param name="Definition">The network.</param>
    /// <param name="InputNames">Names of the columns, if given.</param>
    /// <param name="Seed">Where arrays that are not given are initialized from.</param>
    /// <param name="Given">The arrays that stand in the file.</param>
    public sealed record Content(
        ModelDefinition Definition, IReadOnlyList<string>? InputNames, long Seed, IReadOnlyList<ParameterValues> Given);

    public static Content Read(JsonFields fields)
    {
        int version = fields.Integer("hillock");
        if (version != Version)
            throw fields.Error("hillock", $"is version {version}; this program reads version {Version}");

        Shape input = ReadShape(fields);
        Loss loss = fields.Part("loss", Loss.FromJson, Loss.HalfSquaredError);
        string[]? names = fields.Texts("inputs");
        if (names is not null && names.Length != input.Size)
            throw fields.Error("inputs", $"names {names.Length} inputs, but 'input' says {input}");
        long seed = fields.Long("seed", 1);

        IReadOnlyList<WrittenLayer> layers = ReadLayers(fields);
        fields.End();
        ModelDefinition definition = fields.Read("", () => new ModelDefinition(input, layers.Select(item => item.Layer), loss));

        Dictionary<string, Shape> shapes = definition.Parameters.ToDictionary(slice => slice.Name, slice => slice.Shape, StringComparer.Ordinal);
        return new Content(definition, names, seed, Given(layers, name => shapes[name]));
    }

    /// <summary>A layer as it stands in a file.</summary>
    /// <param name="Layer">Its description.</param>
    /// <param name="Path">Where it stands.</param>
    /// <param name="Arrays">The parameter arrays beside the description, by part.</param>
    public sealed record WrittenLayer(Layer Layer, string Path, IReadOnlyList<(string Part, JsonElement Array)> Arrays);

    /// <summary>Reads the layers of a model or an experiment.</summary>
    public static IReadOnlyList<WrittenLayer> ReadLayers(JsonFields fields) => [.. fields.Objects("layers").Select(ReadLayer)];

    /// <summary>The parameter arrays of layers.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="shapeOf">The shape of an array, by layer and part; null: any, as the data are not known yet.</param>
    public static IReadOnlyList<ParameterValues> Given(IReadOnlyList<WrittenLayer> layers, Func<string, Shape?> shapeOf) =>
        [.. layers.Zip(NetworkLayout.NamesOf(layers.Select(item => item.Layer))).SelectMany(pair => pair.First.Arrays.Select(item =>
            ParameterValues.FromJson($"{pair.Second}.{item.Part}", item.Array, shapeOf($"{pair.Second}.{item.Part}"), $"{pair.First.Path}: {item.Part}")))];

    private static WrittenLayer ReadLayer(JsonFields fields)
    {
        Layer layer = Layer.FromJson(fields);
        List<(string Part, JsonElement Array)> arrays = [];
        foreach (string part in layer.Parts)
        {
            if (fields.Node(part) is { } array) arrays.Add((part, array));
        }

        fields.End();
        return new WrittenLayer(layer, fields.Path, arrays);
    }

    private static Shape ReadShape(JsonFields fields) => fields.Read("input", () =>
        fields.Node("input") is { ValueKind: JsonValueKind.Array } list
            ? new Shape([.. list.EnumerateArray().Select(item => item.GetInt32())])
            : new Shape(fields.Integer("input")));
}
