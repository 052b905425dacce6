using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>Adam (Kingma &amp; Ba 2015, algorithm 1): steps scaled by bias-corrected first and second moments.</summary>
/// <remarks>
/// m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²;  m̂ = m / (1 − β₁ᵗ);  v̂ = v / (1 − β₂ᵗ);  w ← w − η·m̂ / (√v̂ + ε).  Slots: m, v.
/// </remarks>
public sealed record Adam : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public Adam(double learningRate = 0.001)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "adam";

    /// <summary>β₁: how much of the running mean of the gradient is kept.</summary>
    public double Beta1 { get; init => field = Require.Fraction(value, "setting beta1"); } = 0.9;

    /// <summary>β₂: how much of the running mean of the squared gradient is kept.</summary>
    public double Beta2 { get; init => field = Require.Fraction(value, "setting beta2"); } = 0.999;

    /// <summary>ε: keeps the divisor from zero.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "epsilon"); } = 1e-8;

    internal static Entry<Optimizer> Entry { get; } = Describe(new Adam(),
    [
        new("beta1", self => self.Beta1, (self, value) => self with { Beta1 = value }),
        new("beta2", self => self.Beta2, (self, value) => self with { Beta2 = value }),
        new("epsilon", self => self.Epsilon, (self, value) => self with { Epsilon = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    internal struct Rule<T>(Adam settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T beta1 = T.CreateTruncating(settings.Beta1);
        private readonly T oneMinusBeta1 = T.CreateTruncating(1 - settings.Beta1);
        private readonly T beta2 = T.CreateTruncating(settings.Beta2);
        private readonly T oneMinusBeta2 = T.CreateTruncating(1 - settings.Beta2);
        private readonly T epsilon = T.CreateTruncating(settings.Epsilon);
        private T stepSize; // η / (1 − β₁ᵗ)
        private T rootScale; // 1 / √(1 − β₂ᵗ)

        public static int Slots => 2;

        public void BeginStep(long step, double rate, Span<double> scalars)
        {
            stepSize = T.CreateTruncating(rate / BiasCorrection.After(step, settings.Beta1));
            rootScale = T.CreateTruncating(1 / Math.Sqrt(BiasCorrection.After(step, settings.Beta2)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V m, ref V v, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            m = V.MultiplyAdd(V.Broadcast(oneMinusBeta1), g, V.Broadcast(beta1) * m);
            v = V.MultiplyAdd(V.Broadcast(oneMinusBeta2) * g, g, V.Broadcast(beta2) * v);
            w -= V.Broadcast(stepSize) * m / V.MultiplyAdd(V.Sqrt(v), V.Broadcast(rootScale), V.Broadcast(epsilon));
        }
    }
}
