using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>AdamW (Loshchilov &amp; Hutter 2019): Adam that decays weights by default, apart from the gradient's moments.</summary>
/// <remarks>w ← w − ηλw, then <see cref="Adam"/>'s step; λ is <see cref="GradientOptimizer.WeightDecay"/>, 0.01 here.  Slots: m, v.</remarks>
public sealed record AdamW : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public AdamW(double learningRate = 0.001)
        : base(learningRate) => WeightDecay = 0.01;

    /// <inheritdoc/>
    public override string Name => "adamw";

    /// <summary>β₁: how much of the running mean of the gradient is kept.</summary>
    public double Beta1 { get; init => field = Require.Fraction(value, "setting beta1"); } = 0.9;

    /// <summary>β₂: how much of the running mean of the squared gradient is kept.</summary>
    public double Beta2 { get; init => field = Require.Fraction(value, "setting beta2"); } = 0.999;

    /// <summary>ε: keeps the divisor from zero.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "epsilon"); } = 1e-8;

    internal static Entry<Optimizer> Entry { get; } = Describe(new AdamW(),
    [
        new("beta1", self => self.Beta1, (self, value) => self with { Beta1 = value }),
        new("beta2", self => self.Beta2, (self, value) => self with { Beta2 = value }),
        new("epsilon", self => self.Epsilon, (self, value) => self with { Epsilon = value }),
    ]);

    internal override int Slots => Adam.Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Adam.Rule<T>>(
        new Adam.Rule<T>(new Adam { Beta1 = Beta1, Beta2 = Beta2, Epsilon = Epsilon }), WeightDecay);
}
