using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>RAdam (Liu et al. 2020): Adam that leaves its divisor out until enough gradients have been seen to trust it.</summary>
/// <remarks>
/// m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²;  m̂ = m / (1 − β₁ᵗ);  ρ∞ = 2/(1−β₂) − 1;  ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ);
/// if ρₜ &gt; 5: w ← w − η·r·m̂·√(1 − β₂ᵗ) / (√v + ε) with r² = (ρₜ−4)(ρₜ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρₜ), else w ← w − η·m̂.  Slots: m, v.
/// </remarks>
public sealed record Radam : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public Radam(double learningRate = 0.001)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "radam";

    /// <summary>β₁: how much of the running mean of the gradient is kept.</summary>
    public double Beta1 { get; init => field = Require.Fraction(value, "setting beta1"); } = 0.9;

    /// <summary>β₂: how much of the running mean of the squared gradient is kept.</summary>
    public double Beta2 { get; init => field = Require.Fraction(value, "setting beta2"); } = 0.999;

    /// <summary>ε: keeps the divisor from zero.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "epsilon"); } = 1e-8;

    internal static Entry<Optimizer> Entry { get; } = Describe(new Radam(),
    [
        new("beta1", self => self.Beta1, (self, value) => self with { Beta1 = value }),
        new("beta2", self => self.Beta2, (self, value) => self with { Beta2 = value }),
        new("epsilon", self => self.Epsilon, (self, value) => self with { Epsilon = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(Radam settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T beta1 = T.CreateTruncating(settings.Beta1);
        private readonly T oneMinusBeta1 = T.CreateTruncating(1 - settings.Beta1);
        private readonly T beta2 = T.CreateTruncating(settings.Beta2);
        private readonly T oneMinusBeta2 = T.CreateTruncating(1 - settings.Beta2);
        private readonly T epsilon = T.CreateTruncating(settings.Epsilon);
        private T stepSize; // all that multiplies m
        private bool trusted; // ρₜ > 5

        public static int Slots => 2;

        public void BeginStep(long step, double rate, Span<double> scalars)
        {
            double correction2 = BiasCorrection.After(step, settings.Beta2);
            double longest = (2 / (1 - settings.Beta2)) - 1;
            double length = longest - (2 * step * (1 - correction2) / correction2);
            double size = rate / BiasCorrection.After(step, settings.Beta1);
            trusted = length > 5;
            if (trusted)
            {
                double rectification = (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length);
                size *= Math.Sqrt(rectification * correction2);
            }

            stepSize = T.CreateTruncating(size);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V m, ref V v, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            m = V.MultiplyAdd(V.Broadcast(oneMinusBeta1), g, V.Broadcast(beta1) * m);
            v = V.MultiplyAdd(V.Broadcast(oneMinusBeta2) * g, g, V.Broadcast(beta2) * v);
            V step = V.Broadcast(stepSize) * m;
            w -= trusted ? step / (V.Sqrt(v) + V.Broadcast(epsilon)) : step;
        }
    }
}
