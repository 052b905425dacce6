using System.Globalization;
using Hillock.Tracing;

namespace Hillock.Cli.Traces;

/// <summary>A layer, or a unit or a weight of one, as it stands on the command line: <c>dense_2</c>, <c>dense_2[5]</c>, <c>dense_1[3,5]</c>.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Indices">None, the unit, or the input and the unit; from 1.</param>
internal sealed record Place(string Layer, ValueList<int> Indices)
{
    /// <summary>A layer, or one of its units.</summary>
    /// <exception cref="ArgumentException">It is written otherwise.</exception>
    public static Place Unit(string text) => Parse(text) is { Indices.Count: < 2 } place ? place : throw new ArgumentException("write a layer, dense_2, or a unit of it, dense_2[5], counted from 1.");

    /// <summary>A weight, from an input to a unit.</summary>
    /// <exception cref="ArgumentException">It is written otherwise.</exception>
    public static Place Weight(string text) => Parse(text) is { Indices.Count: 2 } place ? place : throw new ArgumentException("write a weight as layer[input,unit], dense_1[3,5], counted from 1.");

    /// <summary>The layer, the input and the unit in a trace, from 0; what was left open is −1.</summary>
    /// <exception cref="HillockException">There is no such layer, input, unit or weight.</exception>
    public (int Layer, int Input, int Unit) In(Trace trace)
    {
        int layer;
        try
        {
            layer = trace.IndexOf(Layer);
        }
        catch (ArgumentException e)
        {
            throw new HillockException(e.Message, e);
        }

        LayerTrace found = trace.Layers[layer];
        int unit = Indices.Count > 0 ? Indices[^1] : 0, input = Indices.Count > 1 ? Indices[0] : 0;
        if (Indices.Count > 0 && (unit < 1 || unit > found.Output.Columns)) throw NotThere("unit", unit, found.Output.Columns);
        if (Indices.Count < 2) return (layer, -1, unit - 1);
        if (found.Weights is null) throw new HillockException($"Layer '{Layer}' ({found.Type}) has no weights.");
        if (input < 1 || input > found.Weights.Rows) throw NotThere("input", input, found.Weights.Rows);
        return (layer, input - 1, unit - 1);
    }

    private HillockException NotThere(string what, int number, int count) =>
        new($"Layer '{Layer}' has no {what} {number}: it has {count:N0}, counted from 1.");

    private static Place? Parse(string text)
    {
        int bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0) return text.Contains(']', StringComparison.Ordinal) ? null : new Place(text, []);
        if (bracket == 0 || text[^1] != ']') return null;
        List<int> indices = [];
        foreach (string number in text[(bracket + 1)..^1].Split(','))
        {
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index)) return null;
            indices.Add(index);
        }

        return indices.Count <= 2 ? new Place(text[..bracket], [.. indices]) : null;
    }
}
