using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>NAdam (Dozat 2016): Adam with Nesterov's look ahead and a momentum that warms up.</summary>
/// <remarks>
/// μₜ = β₁(1 − ½·0.96^(tψ));  Mₜ = μ₁μ₂…μₜ;  m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²;
/// w ← w − η·[(1 − μₜ)/(1 − Mₜ)·g + μₜ₊₁/(1 − Mₜμₜμₜ₊₁)·m] / (√(v / (1 − β₂ᵗ)) + ε).  Slots: m, v. Scalars: Mₜ.
/// The steps are those of PyTorch up to 1.13, whose last divisor counts μₜ twice; Dozat and PyTorch from 2.0 have 1 − Mₜμₜ₊₁. As Mₜ
/// halves with every step, only the first few are affected, by less than 1 % of η.
/// </remarks>
public sealed record Nadam : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public Nadam(double learningRate = 0.002)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "nadam";

    /// <summary>β₁: how much of the running mean of the gradient is kept.</summary>
    public double Beta1 { get; init => field = Require.Fraction(value, "setting beta1"); } = 0.9;

    /// <summary>β₂: how much of the running mean of the squared gradient is kept.</summary>
    public double Beta2 { get; init => field = Require.Fraction(value, "setting beta2"); } = 0.999;

    /// <summary>ε: keeps the divisor from zero.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "epsilon"); } = 1e-8;

    /// <summary>ψ: how fast the momentum warms up.</summary>
    public double MomentumDecay { get; init => field = Require.NotNegative(value, "momentum decay"); } = 0.004;

    internal static Entry<Optimizer> Entry { get; } = Describe(new Nadam(),
    [
        new("beta1", self => self.Beta1, (self, value) => self with { Beta1 = value }),
        new("beta2", self => self.Beta2, (self, value) => self with { Beta2 = value }),
        new("epsilon", self => self.Epsilon, (self, value) => self with { Epsilon = value }),
        new("momentum_decay", self => self.MomentumDecay, (self, value) => self with { MomentumDecay = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override int Scalars => 1;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(Nadam settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T beta1 = T.CreateTruncating(settings.Beta1);
        private readonly T oneMinusBeta1 = T.CreateTruncating(1 - settings.Beta1);
        private readonly T beta2 = T.CreateTruncating(settings.Beta2);
        private readonly T oneMinusBeta2 = T.CreateTruncating(1 - settings.Beta2);
        private readonly T epsilon = T.CreateTruncating(settings.Epsilon);
        private T gradientSize; // η(1 − μₜ)/(1 − Mₜ)
        private T momentSize; // ημₜ₊₁/(1 − Mₜμₜμₜ₊₁)
        private T rootScale; // 1 / √(1 − β₂ᵗ)

        public static int Slots => 2;

        public void BeginStep(long step, double rate, Span<double> scalars)
        {
            double warmth = Math.Pow(0.96, settings.MomentumDecay);
            double mu = settings.Beta1 * (1 - (0.5 * BiasCorrection.Power(warmth, step)));
            double next = settings.Beta1 * (1 - (0.5 * BiasCorrection.Power(warmth, step + 1)));
            double product = step == 1 ? mu : scalars[0] * mu;
            scalars[0] = product;
            gradientSize = T.CreateTruncating(rate * (1 - mu) / (1 - product));
            momentSize = T.CreateTruncating(rate * next / (1 - (product * mu * next)));
            rootScale = T.CreateTruncating(1 / Math.Sqrt(BiasCorrection.After(step, settings.Beta2)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V m, ref V v, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            m = V.MultiplyAdd(V.Broadcast(oneMinusBeta1), g, V.Broadcast(beta1) * m);
            v = V.MultiplyAdd(V.Broadcast(oneMinusBeta2) * g, g, V.Broadcast(beta2) * v);
            V direction = V.MultiplyAdd(V.Broadcast(gradientSize), g, V.Broadcast(momentSize) * m);
            w -= direction / V.MultiplyAdd(V.Sqrt(v), V.Broadcast(rootScale), V.Broadcast(epsilon));
        }
    }
}
