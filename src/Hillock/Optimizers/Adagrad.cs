using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>AdaGrad (Duchi, Hazan &amp; Singer 2011): each weight's steps shrink with all the gradients it has seen.</summary>
/// <remarks>s ← s + g²;  w ← w − η·g / (√s + ε).  Slots: s.</remarks>
public sealed record Adagrad : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public Adagrad(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "adagrad";

    /// <summary>ε: keeps the divisor from zero.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "epsilon"); } = 1e-10;

    internal static Entry<Optimizer> Entry { get; } = Describe(new Adagrad(),
    [
        new("epsilon", self => self.Epsilon, (self, value) => self with { Epsilon = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(Adagrad settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T epsilon = T.CreateTruncating(settings.Epsilon);
        private T rate; // η

        public static int Slots => 1;

        public void BeginStep(long step, double rate, Span<double> scalars) =>
            this.rate = T.CreateTruncating(rate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V s, ref V slot1, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            s = V.MultiplyAdd(g, g, s);
            w -= V.Broadcast(rate) * g / (V.Sqrt(s) + V.Broadcast(epsilon));
        }
    }
}
