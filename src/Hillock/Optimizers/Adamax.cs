using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>AdaMax (Kingma &amp; Ba 2015, algorithm 2): Adam with the largest recent gradient in place of the second moment.</summary>
/// <remarks>m ← β₁m + (1−β₁)g;  u ← max(β₂u, |g| + ε);  w ← w − η/(1 − β₁ᵗ)·m / u.  Slots: m, u.</remarks>
public sealed record Adamax : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public Adamax(double learningRate = 0.002)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "adamax";

    /// <summary>β₁: how much of the running mean of the gradient is kept.</summary>
    public double Beta1 { get; init => field = Require.Fraction(value, "setting beta1"); } = 0.9;

    /// <summary>β₂: how much of the largest gradient is kept.</summary>
    public double Beta2 { get; init => field = Require.Fraction(value, "setting beta2"); } = 0.999;

    /// <summary>ε: keeps the divisor from zero.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "epsilon"); } = 1e-8;

    internal static Entry<Optimizer> Entry { get; } = Describe(new Adamax(),
    [
        new("beta1", self => self.Beta1, (self, value) => self with { Beta1 = value }),
        new("beta2", self => self.Beta2, (self, value) => self with { Beta2 = value }),
        new("epsilon", self => self.Epsilon, (self, value) => self with { Epsilon = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(Adamax settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T beta1 = T.CreateTruncating(settings.Beta1);
        private readonly T oneMinusBeta1 = T.CreateTruncating(1 - settings.Beta1);
        private readonly T beta2 = T.CreateTruncating(settings.Beta2);
        private readonly T epsilon = T.CreateTruncating(settings.Epsilon);
        private T stepSize; // η / (1 − β₁ᵗ)

        public static int Slots => 2;

        public void BeginStep(long step, double rate, Span<double> scalars) =>
            stepSize = T.CreateTruncating(rate / BiasCorrection.After(step, settings.Beta1));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V m, ref V u, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            m = V.MultiplyAdd(V.Broadcast(oneMinusBeta1), g, V.Broadcast(beta1) * m);
            u = V.Max(V.Broadcast(beta2) * u, V.Abs(g) + V.Broadcast(epsilon));
            w -= V.Broadcast(stepSize) * m / u;
        }
    }
}
