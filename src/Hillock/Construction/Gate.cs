using Hillock.Data;

namespace Hillock.Construction;

/// <summary>The gates of logic that are one threshold unit (McCulloch &amp; Pitts 1943), and XOR, which no single unit is (Minsky &amp; Papert 1969).</summary>
/// <remarks>
/// With weights 1 a unit counts the ones among its n inputs and fires from a threshold T on: AND T = n, OR T = 1, majority
/// T = ⌊n/2⌋ + 1, at least k T = k. With weights −1 it counts down: NOT and NOR T = 0, NAND T = −(n − 1). The bias is −T.
/// </remarks>
public static class Gate
{
    /// <summary>The most inputs of a gate.</summary>
    public const int MaximumInputs = 256;

    private const string Counting = "ATLEAST";

    /// <summary>The gates' names, as <see cref="Build"/> takes them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["AND", "OR", "NOT", "NAND", "NOR", "XOR", "MAJORITY", Counting + ":k"];

    /// <summary>Builds a gate.</summary>
    /// <param name="name">One of <see cref="Names"/>, in capitals or not; k stands for a number: <c>ATLEAST:2</c>.</param>
    /// <param name="inputs">How many inputs, called x1, x2, …; null: 1 for NOT, 3 for MAJORITY, else 2, or k if that is more.</param>
    /// <exception cref="ArgumentException">There is no such gate, or it cannot have so many inputs.</exception>
    public static ConstructedNetwork Build(string name, int? inputs = null)
    {
        string[] parts = name.ToUpperInvariant().Split(':');
        string gate = parts[0];
        if (parts.Length > 2 || !Names.Select(known => known.Split(':')[0]).Contains(gate)) throw new ArgumentException(NearestName.Sentence("gate", name, Names));
        if (gate != Counting && parts.Length > 1) throw new ArgumentException($"{gate} takes no number: leave out ':{parts[1]}'.");
        int k = gate == Counting ? Number(parts) : 0;
        int n = inputs ?? gate switch { "NOT" => 1, "MAJORITY" => 3, _ => Math.Max(2, k) };
        if (n is < 1 or > MaximumInputs) throw new ArgumentException($"A gate has 1 to {MaximumInputs} inputs, not {n}.");
        if (gate == "NOT" && n != 1) throw new ArgumentException($"NOT has 1 input, not {n}.");
        if (gate == Counting && k > n) throw new ArgumentException($"At least {k} of {n} inputs are never 1: k is 1 to {n}.");
        return gate switch
        {
            "AND" => Unit(gate, n, n, false, ones => ones == n),
            "OR" => Unit(gate, n, 1, false, ones => ones > 0),
            "NOT" => Unit(gate, n, 1, true, ones => ones == 0),
            "NAND" => Unit(gate, n, 1, true, ones => ones < n),
            "NOR" => Unit(gate, n, n, true, ones => ones == 0),
            "MAJORITY" => Unit(gate, n, (n / 2) + 1, false, ones => 2 * ones > n),
            Counting => Unit($"At least {k}", n, k, false, ones => ones >= k),
            _ => ParityNetwork.Build(n, ParityForm.Deep),
        };
    }

    private static int Number(string[] parts) =>
        parts.Length == 2 && int.TryParse(parts[1], out int k) && k is >= 1 and <= MaximumInputs
            ? k
            : throw new ArgumentException($"{Counting} needs how many, a whole number of 1 to {MaximumInputs}: {Counting}:2.");

    // Fires where at least k of the inputs are 1, or 0 if they are negated.
    private static ConstructedNetwork Unit(string what, int inputs, int k, bool negated, Func<int, bool> isTrue)
    {
        var circuit = new Circuit(inputs);
        var unit = ThresholdUnit.AtLeast(k, Enumerable.Range(0, inputs).Select(input => new Signal(input, negated)));
        string[] names = Preprocessing.DefaultNames(inputs);
        return ThresholdNetwork.Deciding($"{what} of {inputs} input{(inputs == 1 ? "" : "s")}: {unit.Describe(names)}", circuit, circuit.Add(unit), new Specification
        {
            Inputs = names,
            IsBinary = true,
            Truth = Specification.Each(input => isTrue(Ones(input)) ? 1 : 0),
            Samples = SampleSpace.Binary(inputs),
        });
    }

    /// <summary>How many inputs are 1.</summary>
    internal static int Ones(ReadOnlySpan<double> input)
    {
        int ones = 0;
        foreach (double x in input) ones += x == 1 ? 1 : 0;
        return ones;
    }
}
