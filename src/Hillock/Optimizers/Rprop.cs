using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>Rprop (Riedmiller &amp; Braun 1993): each weight has a step size of its own that only the signs of its gradients change.</summary>
/// <remarks>
/// Same sign as last time: Δ ← min(η⁺Δ, Δmax). Changed: Δ ← max(η⁻Δ, Δmin), and this gradient counts as 0. w ← w − sign(g)·Δ.
/// Slots: sign of the last gradient, Δ, which starts at the learning rate; a schedule has no influence. For whole-set batches: the signs of
/// small batches are mostly noise.
/// </remarks>
public sealed record Rprop : GradientOptimizer
{
    /// <summary>Creates the optimizer with the given learning rate.</summary>
    public Rprop(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "rprop";

    /// <summary>η⁻: what a step size is multiplied by when the sign has changed.</summary>
    public double Shrink { get; init => field = Require.Share(value, "setting shrink"); } = 0.5;

    /// <summary>η⁺: what a step size is multiplied by when the sign has stayed.</summary>
    public double Grow { get; init => field = Require.AtLeast(1, value, "setting grow"); } = 1.2;

    /// <summary>Δmin: the smallest step.</summary>
    public double SmallestStep { get; init => field = Require.Positive(value, "smallest step"); } = 1e-6;

    /// <summary>Δmax: the largest step.</summary>
    public double LargestStep { get; init => field = Require.Positive(value, "largest step"); } = 50;

    internal static Entry<Optimizer> Entry { get; } = Describe(new Rprop(),
    [
        new("shrink", self => self.Shrink, (self, value) => self with { Shrink = value }),
        new("grow", self => self.Grow, (self, value) => self with { Grow = value }),
        new("smallest_step", self => self.SmallestStep, (self, value) => self with { SmallestStep = value }),
        new("largest_step", self => self.LargestStep, (self, value) => self with { LargestStep = value }),
    ]);

    internal override int Slots => Rule<float>.Slots;

    internal override double InitialValue(int slot) => slot == 1 ? LearningRate : 0;

    internal override OptimizerKernel<T> Kernel<T>() => new UpdateKernel<T, Rule<T>>(new Rule<T>(this), WeightDecay);

    private struct Rule<T>(Rprop settings) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T shrink = T.CreateTruncating(settings.Shrink);
        private readonly T grow = T.CreateTruncating(settings.Grow);
        private readonly T smallest = T.CreateTruncating(settings.SmallestStep);
        private readonly T largest = T.CreateTruncating(settings.LargestStep);

        public static int Slots => 2;

        public void BeginStep(long step, double rate, Span<double> scalars)
        {
            // The step sizes are each weight's own, in a slot.
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Invoke<V>(ref V w, V g, ref V sign, ref V size, ref V slot2)
            where V : struct, ISimd<V, T>
        {
            V zero = V.Constant(0), one = V.Constant(1);
            V now = V.Select(V.LessThan(zero, g), one, V.Select(V.LessThan(g, zero), -one, zero));
            V agreement = now * sign;
            V changed = V.LessThan(agreement, zero);
            V factor = V.Select(V.LessThan(zero, agreement), V.Broadcast(grow), V.Select(changed, V.Broadcast(shrink), one));
            size = V.Min(V.Max(size * factor, V.Broadcast(smallest)), V.Broadcast(largest));
            sign = V.Select(changed, zero, now);
            w -= sign * size;
        }
    }
}
