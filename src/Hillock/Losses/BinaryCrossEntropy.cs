using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Activations;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Cross-entropy of yes-or-no outputs, averaged over them: ℓ = −(1/K) Σₖ (tₖ ln pₖ + (1 − tₖ) ln(1 − pₖ)).</summary>
/// <remarks>
/// With sigmoid it is computed from the logits, stable for logits of any size: max(z, 0) − z·t + ln(1 + e^−|z|), with derivative
/// (σ(z) − t)/K. On given probabilities both logarithms are bounded at −100, so that a wrong certainty costs 100 and not ∞, and
/// ∂ℓ/∂p = (p − t)/(p(1 − p))/K, where p(1 − p) is at least 1e-12 (PyTorch's bounds).
/// </remarks>
public sealed record BinaryCrossEntropy : Loss
{
    /// <inheritdoc/>
    public override string Name => "binary_cross_entropy";

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, BinaryCrossEntropy>("binary_cross_entropy", new(), []);

    internal override Activation FusedActivation => Activation.Sigmoid;

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, OnProbability<T>>(default);

    private protected override LossKernel<T> OnLogits<V, T>() => new OutputLossKernel<V, T, OnLogit<T>>(default);

    private readonly struct OnProbability<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T>
        {
            V yes = t * BoundedLogarithm.Value<V, T>(p);
            V no = (V.Constant(1) - t) * BoundedLogarithm.Value<V, T>(V.Constant(1) - p);
            return -(yes + no);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => (p - t) / V.Max(p * (V.Constant(1) - p), V.Constant(1e-12));
    }

    private readonly struct OnLogit<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z, V t)
            where V : struct, ISimd<V, T> =>
            V.Max(z, V.Constant(0)) - (z * t) + SimdMath.Log1p<V, T>(SimdMath.Exp<V, T>(-V.Abs(z)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V t)
            where V : struct, ISimd<V, T> => SimdMath.Sigmoid<V, T>(z) - t;
    }
}
