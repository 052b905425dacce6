using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>Gradient descent: a step against the gradient of the batch (Robbins &amp; Monro 1951).</summary>
/// <remarks>w ← w − ηg.  Slots: none.</remarks>
public sealed record Sgd : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public Sgd(double learningRate = 0.1)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "sgd";

    internal static Entry<Optimizer> Entry { get; } = Describe(new Sgd(), []);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(), WeightDecay);

    private struct Rule<T> : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private T negativeRate; // −η

        public static int Slots => 0;

        public void BeginStep(long step, double rate, Span<double> scalars) =>
            negativeRate = T.CreateTruncating(-rate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V slot0, ref V slot1, ref V slot2)
            where V : struct, ISimd<V, T> =>
            w = V.MultiplyAdd(g, V.Broadcast(negativeRate), w);
    }
}
