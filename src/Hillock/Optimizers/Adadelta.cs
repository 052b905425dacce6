using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>AdaDelta (Zeiler 2012): steps in the weights' own units, from the mean square of earlier steps.</summary>
/// <remarks>s ← ρs + (1−ρ)g²;  Δ = g·√(d + ε) / √(s + ε);  d ← ρd + (1−ρ)Δ²;  w ← w − ηΔ.  Slots: s, d.</remarks>
public sealed record Adadelta : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public Adadelta(double learningRate = 1)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "adadelta";

    /// <summary>ρ: how much of the running means is kept.</summary>
    public double Rho { get; init => field = Require.Fraction(value, "setting rho"); } = 0.9;

    /// <summary>ε: keeps the divisor from zero.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "epsilon"); } = 1e-6;

    internal static Entry<Optimizer> Entry { get; } = Describe(new Adadelta(),
    [
        new("rho", self => self.Rho, (self, value) => self with { Rho = value }),
        new("epsilon", self => self.Epsilon, (self, value) => self with { Epsilon = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(Adadelta settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T rho = T.CreateTruncating(settings.Rho);
        private readonly T oneMinusRho = T.CreateTruncating(1 - settings.Rho);
        private readonly T epsilon = T.CreateTruncating(settings.Epsilon);
        private T negativeRate; // −η

        public static int Slots => 2;

        public void BeginStep(long step, double rate, Span<double> scalars) =>
            negativeRate = T.CreateTruncating(-rate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V s, ref V d, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            s = V.MultiplyAdd(V.Broadcast(oneMinusRho) * g, g, V.Broadcast(rho) * s);
            V delta = g * V.Sqrt(d + V.Broadcast(epsilon)) / V.Sqrt(s + V.Broadcast(epsilon));
            d = V.MultiplyAdd(V.Broadcast(oneMinusRho) * delta, delta, V.Broadcast(rho) * d);
            w = V.MultiplyAdd(delta, V.Broadcast(negativeRate), w);
        }
    }
}
