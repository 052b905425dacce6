namespace Hillock.Construction;

/// <summary>What inputs should become.</summary>
/// <param name="samples">[rows, inputs].</param>
/// <param name="truths">[rows] 0 or 1, or a number; NaN where it is left open, such as on the edge of a region.</param>
internal delegate void Truth(ReadOnlySpan<double> samples, Span<double> truths);

/// <summary>What one input should become.</summary>
/// <param name="input">One number for each input.</param>
internal delegate double TruthOfOne(ReadOnlySpan<double> input);

/// <summary>What a network is to compute, said without any network: what it is checked against.</summary>
internal sealed record Specification
{
    /// <summary>The inputs' names.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Whether every input is 0 or 1.</summary>
    public required bool IsBinary { get; init; }

    /// <summary>Whether the output is a number; else it is 0 or 1.</summary>
    public bool IsNumber { get; init; }

    /// <summary>What inputs should become.</summary>
    public required Truth Truth { get; init; }

    /// <summary>The inputs to compare on.</summary>
    public required SampleSpace Samples { get; init; }

    /// <summary>What the error of a number cannot exceed; null: nothing is promised.</summary>
    public double? Bound { get; init; }

    /// <summary>The distance over which edges may blur when the network is softened; of no use for inputs of 0 and 1.</summary>
    public double Detail { get; init; } = 1;

    /// <summary>Truths that are told one by one.</summary>
    public static Truth Each(TruthOfOne truth) => (samples, truths) =>
    {
        int inputs = samples.Length / truths.Length;
        for (int row = 0; row < truths.Length; row++) truths[row] = truth(samples.Slice(row * inputs, inputs));
    };
}
