using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Activations;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Cross-entropy of classes, ℓ = −Σₖ tₖ ln pₖ: p is softmax's output, t one-hot or any distribution over classes.</summary>
/// <remarks>
/// With softmax it is computed from the logits, stable for logits of any size: ℓ = Σₖ tₖ (ln Σⱼ e^zⱼ − zₖ), ∂ℓ/∂z = p·Σt − t. On given
/// probabilities ln p is bounded at −100, so that p = 0 costs 100 and not ∞. Label smoothing ε replaces t by (1 − ε)t + ε/K.
/// </remarks>
public sealed record CrossEntropy : Loss
{
    /// <summary>Creates the loss.</summary>
    /// <param name="labelSmoothing">ε: how much of each target is spread evenly over all classes, at least 0 and below 1.</param>
    public CrossEntropy(double labelSmoothing = 0) => LabelSmoothing = labelSmoothing;

    /// <summary>ε: how much of each target is spread evenly over all classes.</summary>
    public double LabelSmoothing { get; init => field = Require.Fraction(value, "label smoothing"); }

    /// <inheritdoc/>
    public override string Name => "cross_entropy";

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, CrossEntropy>(
        "cross_entropy",
        new(),
        [new("label_smoothing", self => self.LabelSmoothing, (self, value) => self with { LabelSmoothing = value })]);

    internal override Activation FusedActivation => Activation.Softmax;

    private protected override LossKernel<T> OnOutputs<V, T>() => new OnProbabilities<V, T>(LabelSmoothing);

    private protected override LossKernel<T> OnLogits<V, T>() => new CrossEntropyOnLogits<V, T>(LabelSmoothing);

    private sealed class OnProbabilities<V, T>(double labelSmoothing) : LossKernel<T>
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override void Evaluate(
            ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, ReadOnlySpan<T> scale, Span<double> losses, Span<T> gradient, int width)
        {
            var function = new Function<T>(new SmoothedTarget<T>(labelSmoothing, width));
            OutputLossKernel<V, T, Function<T>>.Evaluate(function, prediction, target, scale, losses, gradient, width);
        }
    }

    private readonly struct Function<T>(SmoothedTarget<T> smoothed) : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T> => -(smoothed.Of(t) * BoundedLogarithm.Value<V, T>(p));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => -(smoothed.Of(t) * BoundedLogarithm.Derivative<V, T>(p));
    }
}
