using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>The MSE of the libraries: squared errors averaged over outputs and samples, ℓ = (1/K) Σₖ (pₖ − tₖ)².</summary>
/// <remarks>
/// Three losses square the error and differ by a factor only: <see cref="SquaredError"/> Σd²,
/// <see cref="HalfSquaredError"/> ½Σd², <see cref="MeanSquaredError"/> Σd²/K, with d = p − t.
/// The lectures' MSE, which sums over the outputs, is <see cref="SquaredError"/>. ∂ℓ/∂pₖ = 2(pₖ − tₖ)/K.
/// </remarks>
public sealed record MeanSquaredError : Loss
{
    /// <inheritdoc/>
    public override string Name => "mean_squared_error";

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, MeanSquaredError>("mean_squared_error", new(), []);

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T> => (p - t) * (p - t);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => (p - t) + (p - t);
    }
}
