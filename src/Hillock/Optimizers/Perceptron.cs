using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>Rosenblatt's rule (1958): w ← w + η(d − y)x, sample by sample, when the answer y is wrong.</summary>
/// <remarks>For a single layer of step units. Ends if the classes can be separated by a plane, never otherwise.</remarks>
public sealed record Perceptron : Optimizer
{
    /// <summary>Creates the rule with the given learning rate.</summary>
    public Perceptron(double learningRate = 1) => LearningRate = learningRate;

    /// <inheritdoc/>
    public override string Name => "perceptron";

    /// <summary>η. From weights 0 it only sets the scale of the weights, not the course of learning.</summary>
    public double LearningRate { get; init => field = Require.Positive(value, "learning rate"); }

    internal static Entry<Optimizer> Entry { get; } = new Entry<Optimizer, Perceptron>("perceptron", new(),
    [
        new("learning_rate", self => self.LearningRate, (self, value) => self with { LearningRate = value }),
    ]);
}
