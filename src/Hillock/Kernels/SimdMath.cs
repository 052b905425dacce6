using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hillock.Kernels;

/// <summary>Elementary functions on registers: the same formula, hence the same bits, at every width.</summary>
/// <remarks>
/// Each function brings its argument into a small range by an exact identity and sums a short series there. Where a Taylor series is
/// short enough its coefficients are written as the fractions they are; fitted coefficients say how they were fitted. NaN gives NaN.
/// The accuracies stated are measured in units in the last place (ulp) over dense grids, with FMA, and held by tests.
/// </remarks>
internal static partial class SimdMath
{
    /// <summary>The literal that belongs to the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Choose<V, T>(double forSingle, double forDouble)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Constant(typeof(T) == typeof(float) ? forSingle : forDouble);
}
