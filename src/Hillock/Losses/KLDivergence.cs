using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Kullback–Leibler divergence of the prediction from the target, both distributions: ℓ = Σₖ tₖ (ln tₖ − ln pₖ).</summary>
/// <remarks>
/// Cross-entropy less the target's own entropy. ∂ℓ/∂pₖ = −tₖ/pₖ. A target of 0 adds nothing; ln p is bounded at −100, so that p = 0
/// stays finite.
/// </remarks>
public sealed record KLDivergence : Loss
{
    /// <inheritdoc/>
    public override string Name => "kl_divergence";

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, KLDivergence>("kl_divergence", new(), []);

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T> => t * (BoundedLogarithm.Value<V, T>(t) - BoundedLogarithm.Value<V, T>(p));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => -(t * BoundedLogarithm.Derivative<V, T>(p));
    }
}
