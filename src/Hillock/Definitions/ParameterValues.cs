using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Files;
using Hillock.Tensors;

namespace Hillock.Definitions;

/// <summary>The numbers of one parameter array, given and not drawn from the seed: where training starts. Immutable, equal by value.</summary>
public sealed record ParameterValues
{
    /// <summary>Gives an array its numbers.</summary>
    /// <param name="name">Layer and part, <c>dense_1.weights</c>.</param>
    /// <param name="shape">Lengths; a dense layer's weights are [in][out].</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <exception cref="ArgumentException">There is not one number for each element, or one is not finite.</exception>
    public ParameterValues(string name, Shape shape, params ReadOnlySpan<double> values)
    {
        if (values.Length != shape.Size) throw new ArgumentException($"'{name}' of shape {shape} has {shape.Size:N0} elements; {values.Length:N0} numbers are given.");
        foreach (double value in values) Require.Finite(value, $"number in '{name}'");
        (Name, Shape, Values) = (name, shape, new ValueList<double>(values.ToArray()));
    }

    /// <summary>Layer and part, <c>dense_1.weights</c>.</summary>
    public string Name { get; }

    /// <summary>Lengths.</summary>
    public Shape Shape { get; }

    /// <summary>The numbers, row-major.</summary>
    public ValueList<double> Values { get; }

    /// <summary>Nested lists of numbers, as deep as the shape has lengths.</summary>
    internal JsonArray ToJson()
    {
        int next = 0;
        return List(0);

        JsonArray List(int axis)
        {
            var list = new JsonArray();
            for (int i = 0; i < Shape[axis]; i++) list.Add(axis == Shape.Rank - 1 ? JsonValue.Create(Values[next++]) : List(axis + 1));
            return list;
        }
    }

    /// <summary>Reads nested lists of numbers. Memory grows with what is there, not with what the shape claims.</summary>
    /// <param name="name">Layer and part.</param>
    /// <param name="node">The lists.</param>
    /// <param name="shape">The shape that they must have; null: that of their first entries, which the others must have too.</param>
    /// <param name="path">Where they stand.</param>
    /// <exception cref="HillockException">They are none, or of another shape.</exception>
    internal static ParameterValues FromJson(string name, JsonElement node, Shape? shape, string path)
    {
        shape ??= ShapeOf(node, path);
        var values = new List<double>();
        Fill(node, 0, path);
        return new ParameterValues(name, shape, [.. values]);

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

    private static Shape ShapeOf(JsonElement node, string path)
    {
        var lengths = new List<int>();
        for (; node.ValueKind == JsonValueKind.Array && node.GetArrayLength() is > 0 and int length; node = node[0]) lengths.Add(length);
        if (node.ValueKind == JsonValueKind.Array || lengths.Count == 0) throw new HillockException($"{path} must be a list of numbers or of such lists, none of them empty.");
        try
        {
            return new Shape([.. lengths]);
        }
        catch (ArgumentException e)
        {
            throw new HillockException($"{path}: {e.Message}", e);
        }
    }
}
