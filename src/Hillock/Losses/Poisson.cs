using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Poisson loss for counts t and predicted rates p, averaged over the outputs: ℓ = (1/K) Σₖ (pₖ − tₖ ln pₖ).</summary>
/// <remarks>
/// The negative log-likelihood without ln t!, which does not depend on p. ∂ℓ/∂pₖ = (1 − tₖ/pₖ)/K. Rates are positive (exponential or
/// softplus outputs); ln p is bounded at −100, so that p = 0 stays finite.
/// </remarks>
public sealed record Poisson : Loss
{
    /// <inheritdoc/>
    public override string Name => "poisson";

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, Poisson>("poisson", new(), []);

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T> => p - (t * BoundedLogarithm.Value<V, T>(p));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => V.Constant(1) - (t * BoundedLogarithm.Derivative<V, T>(p));
    }
}
