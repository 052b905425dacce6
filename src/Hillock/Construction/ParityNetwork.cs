using System.Numerics;
using Hillock.Data;

namespace Hillock.Construction;

/// <summary>Whether an odd number of n inputs is 1: the function that shows what depth saves.</summary>
/// <remarks>
/// A hidden layer of ANDs needs one for each of the 2ⁿ⁻¹ rows of the truth table that are 1, as no two of them can be joined (Minsky &amp;
/// Papert 1969; Håstad 1986 for any constant depth): a shallow network may need exponentially many units in the number of inputs, or of
/// statistically independent features, where a deep one needs few (Delalleau &amp; Bengio 2011, for sums and products). Units that may
/// count are stronger than ANDs: with hₖ = [Σx ≥ k], Σ (−1)ᵏ⁺¹hₖ is 1 for an odd number of ones and 0 for an even one.
/// </remarks>
public static class ParityNetwork
{
    /// <summary>The most inputs of the shallow form, which then has 32,769 units.</summary>
    public const int MaximumShallowInputs = 16;

    /// <summary>Builds the network; its inputs are called x1, x2, ….</summary>
    /// <param name="inputs">n, 2 to <see cref="Gate.MaximumInputs"/>, or to <see cref="MaximumShallowInputs"/> for the shallow form.</param>
    /// <param name="form">Which of the three networks.</param>
    /// <exception cref="ArgumentException">There are too few or too many inputs.</exception>
    public static ConstructedNetwork Build(int inputs, ParityForm form)
    {
        if (inputs is < 2 or > Gate.MaximumInputs) throw new ArgumentException($"Parity has 2 to {Gate.MaximumInputs} inputs, not {inputs}.");
        if (form == ParityForm.Shallow && inputs > MaximumShallowInputs)
            throw new ArgumentException($"The shallow form of {inputs} inputs has {BigInteger.Pow(2, inputs - 1) + 1:N0} units; it is built for up to {MaximumShallowInputs} inputs.");

        var circuit = new Circuit(inputs);
        Signal[] x = [.. Enumerable.Range(0, inputs).Select(input => new Signal(input))];
        (Signal output, string law) = form switch
        {
            ParityForm.Deep => (circuit.Odd(x), $"a tree of XORs, 3(n − 1) = {3 * (inputs - 1)} units"),
            ParityForm.Shallow => (Shallow(circuit, x), $"one hidden layer of ANDs, 2^(n − 1) + 1 = {(1 << (inputs - 1)) + 1:N0} units"),
            _ => (Counting(circuit, x), $"one hidden layer that counts, n + 1 = {inputs + 1} units"),
        };
        return ThresholdNetwork.Deciding($"parity of {inputs} inputs: {law}", circuit, output, new Specification
        {
            Inputs = Preprocessing.DefaultNames(inputs),
            IsBinary = true,
            Truth = Specification.Each(input => Gate.Ones(input) % 2),
            Samples = SampleSpace.Binary(inputs),
        });
    }

    private static Signal Shallow(Circuit circuit, Signal[] x)
    {
        List<Signal> rows = [];
        for (uint row = 0; row < 1u << x.Length; row++)
        {
            if (BitOperations.PopCount(row) % 2 == 0) continue;
            rows.Add(circuit.And([.. x.Select(input => (row >> input.Index & 1) == 1 ? input : !input)]));
        }

        return circuit.Or(rows);
    }

    private static Signal Counting(Circuit circuit, Signal[] x)
    {
        Signal[] atLeast = [.. Enumerable.Range(1, x.Length).Select(k => circuit.AtLeast(k, x))];
        return circuit.Add(new ThresholdUnit([.. atLeast.Select((unit, i) => new Connection(unit.Index, i % 2 == 0 ? 1 : -1))], -1));
    }
}
