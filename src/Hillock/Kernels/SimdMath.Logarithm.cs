using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hillock.Kernels;

// The family of ln x. With x = m·2ᵉ, √½ ≤ m < √2, f = m − 1 and s = f / (2 + f):  ln x = e·ln 2 + 2·artanh s.
internal static partial class SimdMath
{
    /// <summary>ln x, −∞ at 0, NaN below. Within 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Numbers below the smallest normal one have no exponent bits: they are lifted by 2⁶⁴ first.
        V denormal = V.LessThan(x, Choose<V, T>(1.1754943508222875e-38, 2.2250738585072014e-308));
        V lifted = V.Select(denormal, x * V.Constant(18446744073709551616.0), x);
        V e = V.Exponent(lifted) - V.Select(denormal, V.Constant(64), V.Constant(0));
        V y = LogOfParts<V, T>(V.Significand(lifted), V.Constant(0), e);

        y = V.Select(V.LessThan(x, V.Constant(double.PositiveInfinity)), y, x); // ∞ and NaN are their own logarithms
        y = V.Select(V.LessThan(x, V.Constant(0)), V.Constant(double.NaN), y);
        return V.Select(V.EqualTo(x, V.Constant(0)), V.Constant(double.NegativeInfinity), y);
    }

    /// <summary>ln x of one number: the same bits as in a register, which the system's library does not promise.</summary>
    public static double Log(double x)
    {
        Elementwise.Tail<double> y = default;
        Log<Simd128<double>, double>(Simd128<double>.Broadcast(x)).Store(ref y.First, 0);
        return y[0];
    }

    /// <summary>ln(1 + x) with full relative accuracy near 0; −∞ at −1, NaN below. Within 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // u + c is 1 + x exactly; c is added where it still counts, at the scale of the significand.
        V u = V.Constant(1) + x;
        V c = x - (u - V.Constant(1));
        V e = V.Exponent(u);
        V y = LogOfParts<V, T>(V.Significand(u), V.ScaleByPowerOfTwo(V.Constant(1), -e) * c, e);

        y = V.Select(V.LessThan(x, V.Constant(double.PositiveInfinity)), y, x);
        y = V.Select(V.LessThan(x, V.Constant(-1)), V.Constant(double.NaN), y);
        return V.Select(V.EqualTo(x, V.Constant(-1)), V.Constant(double.NegativeInfinity), y);
    }

    /// <summary>ln((m + c)·2ᵉ) for 1 ≤ m &lt; 2 and c tiny.</summary>
    /// <remarks>
    /// 2·artanh s = 2s + s·(2/3 s² + 2/5 s⁴ + …) and 2s = f − s·f. As s² &lt; 0.0295, powers up to s⁹ suffice in single precision and up
    /// to s²¹ in double (the rest is under 0.1 ulp).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfParts<V, T>(V m, V c, V e)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V high = V.LessThan(V.Constant(1.4142135623730951), m);
        V factor = V.Select(high, V.Constant(0.5), V.Constant(1));
        e = V.Select(high, e + V.Constant(1), e);
        V f = V.MultiplyAdd(c, factor, (m * factor) - V.Constant(1));

        V s = f / (V.Constant(2) + f);
        V z = s * s;
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.Constant(2.0 / 9);
        }
        else
        {
            q = V.Constant(2.0 / 21);
            q = V.MultiplyAdd(q, z, V.Constant(2.0 / 19));
            q = V.MultiplyAdd(q, z, V.Constant(2.0 / 17));
            q = V.MultiplyAdd(q, z, V.Constant(2.0 / 15));
            q = V.MultiplyAdd(q, z, V.Constant(2.0 / 13));
            q = V.MultiplyAdd(q, z, V.Constant(2.0 / 11));
            q = V.MultiplyAdd(q, z, V.Constant(2.0 / 9));
        }

        q = V.MultiplyAdd(q, z, V.Constant(2.0 / 7));
        q = V.MultiplyAdd(q, z, V.Constant(2.0 / 5));
        q = V.MultiplyAdd(q, z, V.Constant(2.0 / 3)) * z;

        // f − s·(f − q) + e·ln 2, the small terms first.
        V small = V.MultiplyAdd(e, Choose<V, T>(1.4286068203094173e-06, -4.2009150726810846e-11), s * (q - f));
        return V.MultiplyAdd(e, Choose<V, T>(0.693145751953125, 0.6931471806019545), f + small);
    }
}
