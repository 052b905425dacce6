using System.Numerics;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>An optimizer that moves every weight after every batch, by a rule of its gradient and what the rule remembers of it.</summary>
/// <remarks>
/// In the formulas w is a weight, g = ∂L/∂w its gradient, η the learning rate of the step, t the step's number from 1 on, λ the weight
/// decay, ← an assignment in the order written. Formulas and defaults are PyTorch's.
/// </remarks>
public abstract record GradientOptimizer : Optimizer
{
    private protected GradientOptimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>η: the size of a step. A schedule may change it in the course of training.</summary>
    public double LearningRate { get; init => field = Require.Positive(value, "learning rate"); }

    /// <summary>λ: how much weights (not biases) shrink by themselves, decoupled from the gradient: w ← w − ηλw before each step.</summary>
    /// <remarks>For plain gradient descent the same as an L2 penalty λ/2·Σw² (Loshchilov &amp; Hutter 2019).</remarks>
    public double WeightDecay { get; init => field = Require.NotNegative(value, "weight decay"); }

    /// <summary>How many numbers per weight the rule remembers: arrays parallel to the parameters, 0 to 3.</summary>
    internal abstract int Slots { get; }

    /// <summary>How many numbers the rule remembers besides; they start at 0.</summary>
    internal virtual int Scalars => 0;

    /// <summary>What a slot holds before the first step.</summary>
    internal virtual double InitialValue(int slot) => 0;

    /// <summary>The compiled form, for one precision.</summary>
    internal abstract OptimizerKernel<T> Kernel<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The entry of a gradient optimizer: its own settings between those that all share.</summary>
    private protected static Entry<Optimizer> Describe<TSelf>(TSelf defaults, Setting<TSelf>[] own)
        where TSelf : GradientOptimizer => new Entry<Optimizer, TSelf>(defaults.Name, defaults,
        [
            new("learning_rate", self => self.LearningRate, (self, value) => (TSelf)(self with { LearningRate = value })),
            .. own,
            new("weight_decay", self => self.WeightDecay, (self, value) => (TSelf)(self with { WeightDecay = value })),
        ]);
}
