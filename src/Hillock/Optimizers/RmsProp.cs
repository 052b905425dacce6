using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>RMSProp (Tieleman &amp; Hinton 2012): steps scaled by the root of the gradient's recent mean square.</summary>
/// <remarks>s ← αs + (1−α)g²;  w ← w − η·g / (√s + ε).  Slots: s.</remarks>
public sealed record RmsProp : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public RmsProp(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <summary>α: how much of the running mean is kept.</summary>
    public double Alpha { get; init => field = Require.Fraction(value, "setting alpha"); } = 0.99;

    /// <summary>ε: keeps the divisor from zero.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "epsilon"); } = 1e-8;

    internal static Entry<Optimizer> Entry { get; } = Describe(new RmsProp(),
    [
        new("alpha", self => self.Alpha, (self, value) => self with { Alpha = value }),
        new("epsilon", self => self.Epsilon, (self, value) => self with { Epsilon = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(RmsProp settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T alpha = T.CreateTruncating(settings.Alpha);
        private readonly T oneMinusAlpha = T.CreateTruncating(1 - settings.Alpha);
        private readonly T epsilon = T.CreateTruncating(settings.Epsilon);
        private T rate; // η

        public static int Slots => 1;

        public void BeginStep(long step, double rate, Span<double> scalars) =>
            this.rate = T.CreateTruncating(rate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V s, ref V slot1, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            s = V.MultiplyAdd(V.Broadcast(oneMinusAlpha) * g, g, V.Broadcast(alpha) * s);
            w -= V.Broadcast(rate) * g / (V.Sqrt(s) + V.Broadcast(epsilon));
        }
    }
}
