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
    /// <param name="Given">Values of the arrays that stand in the file, by slice name.</param>
    public sealed record Content(
        ModelDefinition Definition, IReadOnlyList<string>? InputNames, long Seed, IReadOnlyDictionary<string, double[]> Given);

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

        IReadOnlyList<JsonFields> objects = fields.Objects("layers");
        List<(Layer Layer, IReadOnlyDictionary<string, JsonElement> Arrays)> layers = [.. objects.Select(ReadLayer)];
        fields.End();
        ModelDefinition definition = fields.Read("", () => new ModelDefinition(input, layers.Select(item => item.Layer), loss));

        var given = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach ((LayerPlace place, int i) in definition.Layout.Places.Select((place, i) => (place, i)))
        {
            foreach (ParameterSlice slice in place.Site.Parameters)
            {
                string part = slice.Name[(place.Site.Name.Length + 1)..];
                if (layers[i].Arrays.TryGetValue(part, out JsonElement array))
                    given.Add(slice.Name, ReadArray(array, slice.Shape, $"{objects[i].Path}: {part}"));
            }
        }

        return new Content(definition, names, seed, given);
    }

    private static (Layer Layer, IReadOnlyDictionary<string, JsonElement> Arrays) ReadLayer(JsonFields fields)
    {
        Layer layer = Layer.FromJson(fields);
        var arrays = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (string part in layer.Parts)
        {
            if (fields.Node(part) is { } array) arrays.Add(part, array);
        }

        fields.End();
        return (layer, arrays);
    }

    private static Shape ReadShape(JsonFields fields) => fields.Read("input", () =>
        fields.Node("input") is { ValueKind: JsonValueKind.Array } list
            ? new Shape([.. list.EnumerateArray().Select(item => item.GetInt32())])
            : new Shape(fields.Integer("input")));

    // Nested lists of numbers, as deep as the shape has lengths. Memory grows with what is there, not with what the shape claims.
    private static double[] ReadArray(JsonElement node, Shape shape, string path)
    {
        var values = new List<double>();
        Fill(node, 0, path);
        return [.. values];

        void Fill(JsonElement item, int axis, string place)
        {
            if (axis == shape.Rank)
            {
                values.Add(JsonFields.FiniteNumber(item)
                    ?? throw new HillockException($"{place} must be a number, not {JsonFields.Kind(item)}."));
                return;
            }

            if (item.ValueKind != JsonValueKind.Array)
                throw new HillockException($"{place} must be a list of {shape[axis]} ({shape} in all), not {JsonFields.Kind(item)}.");
            if (item.GetArrayLength() != shape[axis])
                throw new HillockException($"{place} holds {item.GetArrayLength()} entries where {shape[axis]} belong ({shape} in all).");
            int i = 0;
            foreach (JsonElement entry in item.EnumerateArray()) Fill(entry, axis + 1, $"{place}[{i++}]");
        }
    }
}
