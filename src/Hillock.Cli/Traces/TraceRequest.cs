using Hillock.Tracing;

namespace Hillock.Cli.Traces;

/// <summary>What is to be shown: a trace, perhaps an update, perhaps only a part.</summary>
/// <param name="Trace">The passes.</param>
/// <param name="Explanation">Where their numbers come from.</param>
/// <param name="Update">Steps from there; null: none.</param>
/// <param name="Focus">A layer or unit to show alone; null: all.</param>
/// <param name="Weight">A weight to show alone; null: all.</param>
internal sealed record TraceRequest(Trace Trace, Explanation Explanation, TraceUpdate? Update, Place? Focus, Place? Weight)
{
    /// <summary>Whether only a part is asked for.</summary>
    public bool IsPart => Focus is not null || Weight is not null;

    /// <summary>The values of the part that is asked for, explained; none if it is a whole layer or all.</summary>
    public IReadOnlyList<Explained> Part()
    {
        List<Explained> values = [];
        if (Focus is not null && Focus.In(Trace) is var (layer, _, unit) && unit >= 0) values.AddRange(Unit(layer, unit));
        if (Weight is null) return values;
        (int of, int input, int to) = Weight.In(Trace);
        values.AddRange(Forward(of, to));
        if (!Trace.HasTargets) return values;
        values.AddRange([Explanation.OutputGradient(of, to), Explanation.Delta(of, to), Explanation.WeightGradient(of, input, to)]);
        if (Update is not null && Explanation.Explains(Update)) values.Add(Explanation.UpdatedWeight(Update, of, input, to));
        return values;
    }

    /// <summary>A unit's values, forward and back.</summary>
    public IEnumerable<Explained> Unit(int layer, int unit)
    {
        IEnumerable<Explained> values = Forward(layer, unit);
        if (!Trace.HasTargets) return values;
        values = values.Append(Explanation.OutputGradient(layer, unit)).Append(Explanation.Delta(layer, unit));
        return Trace.Layers[layer].Bias is null ? values : values.Append(Explanation.BiasGradient(layer, unit));
    }

    private Explained[] Forward(int layer, int unit) =>
        [Explanation.PreActivation(layer, unit), Explanation.Output(layer, unit), Explanation.Derivative(layer, unit)];
}
