namespace Hillock.Construction;

/// <summary>Threshold units that read inputs and each other, without a cycle: a network before it is cut into layers.</summary>
/// <param name="inputs">How many inputs there are.</param>
internal sealed class Circuit(int inputs)
{
    private readonly List<ThresholdUnit> units = [];
    private readonly Dictionary<ThresholdUnit, int> indexOf = [];

    /// <summary>How many inputs there are.</summary>
    public int Inputs => inputs;

    /// <summary>The units; unit u is signal <see cref="Inputs"/> + u and reads only signals before it.</summary>
    public IReadOnlyList<ThresholdUnit> Units => units;

    /// <summary>Adds a unit. The same unit twice is one: what it computes is computed once.</summary>
    public Signal Add(ThresholdUnit unit)
    {
        if (!indexOf.TryGetValue(unit, out int index))
        {
            indexOf.Add(unit, index = inputs + units.Count);
            units.Add(unit);
        }

        return new Signal(index);
    }

    /// <summary>Always 0 or always 1: a unit that reads nothing.</summary>
    public Signal Constant(bool value) => Add(new ThresholdUnit([], value ? 0 : -1));

    /// <summary>1 where all of these are.</summary>
    public Signal And(IReadOnlyCollection<Signal> signals) => Add(ThresholdUnit.AtLeast(signals.Count, signals));

    /// <summary>1 where any of these is.</summary>
    public Signal Or(IReadOnlyCollection<Signal> signals) => Add(ThresholdUnit.AtLeast(1, signals));

    /// <summary>1 where at least k of these are.</summary>
    public Signal AtLeast(int k, IReadOnlyCollection<Signal> signals) => Add(ThresholdUnit.AtLeast(k, signals));

    /// <summary>1 where one of the two is and the other is not, by two hidden units: (a ∨ b) ∧ (¬a ∨ ¬b).</summary>
    public Signal Xor(Signal a, Signal b) => a.Index == b.Index ? Constant(a != b) : And([Or([a, b]), Or([!a, !b])]);

    /// <summary>1 where an odd number of these is, by a balanced tree of n − 1 XORs: 3(n − 1) units in 2⌈log₂ n⌉ layers.</summary>
    public Signal Odd(IReadOnlyList<Signal> signals)
    {
        if (signals.Count == 1) return signals[0];
        // The larger half is a power of two: in its tree no signal has to wait for another.
        int half = 1 << ((int)Math.Ceiling(Math.Log2(signals.Count)) - 1);
        return Xor(Odd([.. signals.Take(half)]), Odd([.. signals.Skip(half)]));
    }

    /// <summary>The signal as the output of the last unit: a unit of its own if it is an input or negated.</summary>
    public Signal AsOutput(Signal signal)
    {
        if (signal.Index < inputs) return And([signal]);
        if (!signal.IsNegated) return signal;
        return Add(units[signal.Index - inputs].Opposite());
    }
}
