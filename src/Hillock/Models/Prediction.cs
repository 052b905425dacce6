namespace Hillock.Models;

/// <summary>What a model says of one sample.</summary>
/// <param name="Label">The class; null for regression.</param>
/// <param name="Probabilities">One for each of the model's labels, summing to 1, after sigmoid for two classes or softmax for more; after other activations
/// the outputs as they are. Empty for regression.</param>
/// <param name="Values">The predicted numbers in the target's own units; empty for classes.</param>
public sealed record Prediction(string? Label, ValueList<double> Probabilities, ValueList<double> Values)
{
    /// <summary>The first predicted number.</summary>
    /// <exception cref="InvalidOperationException">The model predicts a class.</exception>
    public double Value => Values.Count > 0 ? Values[0] : throw new InvalidOperationException("This model predicts a class: use Label.");

    /// <summary>The label, or the values joined by commas.</summary>
    public override string ToString() => Label ?? string.Join(", ", Values);
}
