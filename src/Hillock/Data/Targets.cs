namespace Hillock.Data;

/// <summary>What the samples of a dataset teach: a class or numbers for each, and perhaps a weight. Shared by all its parts.</summary>
internal sealed class Targets
{
    public required LearningTask Task { get; init; }

    /// <summary>The line that explains the choice of the task.</summary>
    public required string Reason { get; init; }

    /// <summary>The names of the target columns.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The classes' labels; empty for regression.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>[samples] index of each sample's label; empty for regression.</summary>
    public int[] Classes { get; init; } = [];

    /// <summary>[names][samples] numbers to predict; empty for classes.</summary>
    public double[][] Values { get; init; } = [];

    /// <summary>[samples] weights; null: all 1.</summary>
    public double[]? Weights { get; init; }
}
