namespace Hillock.Construction;

/// <summary>One weighted wire into a unit.</summary>
internal readonly record struct Connection(int Source, double Weight);

/// <summary>A unit that fires, 1 and not 0, where Σ wᵢxᵢ + b ≥ 0 (McCulloch &amp; Pitts 1943).</summary>
internal sealed record ThresholdUnit(ValueList<Connection> Connections, double Bias)
{
    /// <summary>
    /// Fires where at least <paramref name="k"/> of these signals are 1. A negated one counts 1 − x, so its weight is −1 and the
    /// threshold is lower by one: Σ₊x − Σ₋x ≥ k − (number of negated ones).
    /// </summary>
    public static ThresholdUnit AtLeast(int k, IEnumerable<Signal> signals)
    {
        Signal[] all = [.. signals.OrderBy(signal => signal.Index)];
        return new ThresholdUnit(
            [.. all.Select(signal => new Connection(signal.Index, signal.IsNegated ? -1 : 1))],
            all.Count(signal => signal.IsNegated) - k);
    }

    /// <summary>Fires where this one does not. For whole weights over 0 and 1: z ≥ 0 fails where −z ≥ 1.</summary>
    public ThresholdUnit Opposite() =>
        new([.. Connections.Select(wire => wire with { Weight = -wire.Weight })], -Bias - 1);

    /// <summary>When it fires, in words: <c>A - B + C ≥ 2</c>.</summary>
    /// <param name="names">What the signals are called.</param>
    public string Describe(IReadOnlyList<string> names)
    {
        const int most = 8;
        string[] terms = [.. Connections.Select((wire, i) => $"{(wire.Weight < 0 ? "-" : i > 0 ? "+" : "")}{(i > 0 ? " " : "")}{(Math.Abs(wire.Weight) == 1 ? "" : $"{Math.Abs(wire.Weight)}·")}{names[wire.Source]}")];
        if (terms.Length > most) terms = [.. terms[..3], terms[^1][0] + " …", terms[^1]];
        return $"{string.Join(' ', terms)} ≥ {-Bias + 0.0}";
    }
}
