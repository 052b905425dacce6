using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Half the squared errors summed over the outputs, ℓ = ½ Σₖ (pₖ − tₖ)²: the ½ makes the derivative pₖ − tₖ.</summary>
/// <remarks>
/// Three losses square the error and differ by a factor only: <see cref="SquaredError"/> Σd²,
/// <see cref="HalfSquaredError"/> ½Σd², <see cref="MeanSquaredError"/> Σd²/K, with d = p − t.
/// </remarks>
public sealed record HalfSquaredError : Loss
{
    /// <inheritdoc/>
    public override string Name => "half_squared_error";

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, HalfSquaredError>("half_squared_error", new(), []);

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T> => V.Constant(0.5) * (p - t) * (p - t);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => p - t;
    }
}
