using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Absolute errors averaged over the outputs, ℓ = (1/K) Σₖ |pₖ − tₖ|: outliers count no more than their distance.</summary>
/// <remarks>∂ℓ/∂pₖ = sign(pₖ − tₖ)/K, 0 where the prediction is exact.</remarks>
public sealed record MeanAbsoluteError : Loss
{
    /// <inheritdoc/>
    public override string Name => "mean_absolute_error";

    internal override double KinkDistance(double p, double t) => p - t;

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, MeanAbsoluteError>("mean_absolute_error", new(), []);

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T> => V.Abs(p - t);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T>
        {
            V right = V.Select(V.LessThan(p, t), V.Constant(-1), V.Constant(0));
            return V.Select(V.LessThan(t, p), V.Constant(1), right);
        }
    }
}
