using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>The MSE of the lectures: squared errors summed over the outputs, ℓ = Σₖ (pₖ − tₖ)², averaged over samples only.</summary>
/// <remarks>
/// Three losses square the error and differ by a factor only: <see cref="SquaredError"/> Σd²,
/// <see cref="HalfSquaredError"/> ½Σd², <see cref="MeanSquaredError"/> Σd²/K, with d = p − t.
/// The libraries' MSE is not this but <see cref="MeanSquaredError"/>. ∂ℓ/∂pₖ = 2(pₖ − tₖ).
/// </remarks>
public sealed record SquaredError : Loss
{
    /// <inheritdoc/>
    public override string Name => "squared_error";

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, SquaredError>("squared_error", new(), []);

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T> => (p - t) * (p - t);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => (p - t) + (p - t);
    }
}
