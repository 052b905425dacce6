using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Hinge loss averaged over the outputs, ℓ = (1/K) Σₖ max(0, 1 − sₖpₖ), where sₖ is 1 for a target above 0, else −1.</summary>
/// <remarks>Targets may thus be −1 and 1 or 0 and 1. ∂ℓ/∂pₖ = −sₖ/K where sₖpₖ &lt; 1, else 0. Goes with linear outputs.</remarks>
public sealed record Hinge : Loss
{
    /// <inheritdoc/>
    public override string Name => "hinge";

    internal override double DecisionBoundary => 0;

    internal override double KinkDistance(double p, double t) => 1 - ((t > 0 ? 1 : -1) * p);

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, Hinge>("hinge", new(), []);

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T> => V.Max(V.Constant(1) - (Sign(t) * p), V.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => V.Select(V.LessThan(Sign(t) * p, V.Constant(1)), -Sign(t), V.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Sign<V>(V t)
            where V : struct, ISimd<V, T> => V.Select(V.LessThan(V.Constant(0), t), V.Constant(1), V.Constant(-1));
    }
}
