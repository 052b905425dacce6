using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>Gradient descent with Nesterov's momentum: the gradient is taken a step ahead (Nesterov 1983; Sutskever et al. 2013).</summary>
/// <remarks>v ← μv + g;  w ← w − η(g + μv).  Slots: v.</remarks>
public sealed record NesterovSgd : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public NesterovSgd(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "nesterov";

    /// <summary>μ: how much of the last step's velocity is kept.</summary>
    public double Momentum { get; init => field = Require.Fraction(value, "momentum"); } = 0.9;

    internal static Entry<Optimizer> Entry { get; } = Describe(new NesterovSgd(),
    [
        new("momentum", self => self.Momentum, (self, value) => self with { Momentum = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(NesterovSgd settings) : IUpdateRule<T>
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
            V ahead = V.MultiplyAdd(v, V.Broadcast(mu), g);
            w = V.MultiplyAdd(ahead, V.Broadcast(negativeRate), w);
        }
    }
}
