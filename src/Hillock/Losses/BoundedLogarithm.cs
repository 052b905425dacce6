using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;

namespace Hillock.Losses;

/// <summary>ln p for a predicted probability that may have been rounded to 0: a loss stays finite and its slope keeps its sign.</summary>
internal static class BoundedLogarithm
{
    /// <summary>max(ln p, −100): as PyTorch bounds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, T>(V p)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Max(SimdMath.Log<V, T>(V.Max(p, V.Constant(0))), V.Constant(-100));

    /// <summary>1/p, at most 1 over the smallest normal number of single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<V, T>(V p)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Constant(1) / V.Max(p, V.Constant(1.1754943508222875e-38));
}
