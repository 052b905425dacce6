using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hillock.Kernels;

/// <summary>y = x brought into [−limit, limit]; NaN stays NaN.</summary>
internal readonly struct ClampTo<T>(T limit) : IUnaryOperator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V>(V x)
        where V : struct, ISimd<V, T> => V.Max(V.Min(x, V.Broadcast(limit)), V.Broadcast(-limit));
}
