using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>Gradient descent with momentum: a heavy ball that keeps rolling (Polyak 1964).</summary>
/// <remarks>
/// v ← μv + g;  w ← w − ηv.  Slots: v. Along a steady slope the steps grow to 1/(1 − μ) times those of plain descent, so the default
/// rate is a tenth of <see cref="Sgd"/>'s.
/// </remarks>
public sealed record MomentumSgd : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public MomentumSgd(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "momentum";

    /// <summary>μ: how much of the last step's velocity is kept.</summary>
    public double Momentum { get; init => field = Require.Fraction(value, "momentum"); } = 0.9;

    internal static Entry<Optimizer> Entry { get; } = Describe(new MomentumSgd(),
    [
        new("momentum", self => self.Momentum, (self, value) => self with { Momentum = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(MomentumSgd settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T mu = T.CreateTruncating(settings.Momentum);
        private T negativeRate; // −η

        public static int Slots => 1;

        public void BeginStep(long step, double rate, Span<double> scalars) =>
            negativeRate = T.CreateTruncating(-rate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V v, ref V slot1, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            v = V.MultiplyAdd(v, V.Broadcast(mu), g);
            w = V.MultiplyAdd(v, V.Broadcast(negativeRate), w);
        }
    }
}
