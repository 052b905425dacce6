using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;

namespace Hillock.Losses;

/// <summary>Label smoothing: (1 − ε)t + ε/K, the target less sure of itself.</summary>
internal readonly struct SmoothedTarget<T>(double smoothing, int classes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T kept = T.CreateTruncating(1 - smoothing);
    private readonly T spread = T.CreateTruncating(smoothing / classes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V t)
        where V : struct, ISimd<V, T> => V.MultiplyAdd(t, V.Broadcast(kept), V.Broadcast(spread));

    public T Of(T t) => (t * kept) + spread;

    /// <summary>The sum of a row of smoothed targets, from the sum of the targets.</summary>
    public T SumOf(T sum) => (sum * kept) + T.CreateTruncating(smoothing);
}
