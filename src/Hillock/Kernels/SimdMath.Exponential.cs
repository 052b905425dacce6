using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hillock.Kernels;

// The family of eˣ. With n = round(x / ln 2) and r = x − n·ln 2, |r| ≤ ln 2 / 2:  eˣ = 2ⁿ·eʳ, and eʳ is a Taylor sum.
internal static partial class SimdMath
{
    // The last numbers of their precision with a finite power. The logarithm of the largest single number would be rounded up, to one whose power is ∞.
    private const double LargestSingle = 88.72283172607422;
    private const double LargestDouble = 709.782712893384;

    /// <summary>eˣ. Within 1.1 ulp; what would be smaller than the smallest normal number is 0, too large a result is ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V largest = Choose<V, T>(LargestSingle, LargestDouble);
        V smallest = Choose<V, T>(-87.33654475055310, -708.3964185322641);
        V r = Reduce<V, T>(x, out V n);
        V y = V.ScaleByPowerOfTwo(V.Constant(1) + ExpMinusOneNearZero<V, T>(r), n);
        y = V.Select(V.LessThan(largest, x), V.Constant(double.PositiveInfinity), y);
        return V.Select(V.LessThan(x, smallest), V.Constant(0), y);
    }

    /// <summary>eˣ − 1 with full relative accuracy near 0. Within 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V largest = Choose<V, T>(LargestSingle, LargestDouble);
        V lowest = V.Constant(-40); // e⁻⁴⁰ − 1 is −1 in both precisions
        V r = Reduce<V, T>(V.Select(V.LessThan(x, lowest), lowest, x), out V n);

        // Half of it first: 2ⁿ itself may be too large although the result is not.
        V half = V.ScaleByPowerOfTwo(V.Constant(0.5), n);
        V y = V.MultiplyAdd(ExpMinusOneNearZero<V, T>(r), half, half - V.Constant(0.5));
        return V.Select(V.LessThan(largest, x), V.Constant(double.PositiveInfinity), y + y);
    }

    /// <summary>Logistic sigmoid 1 / (1 + e⁻ˣ). Within 3 ulp; what would be smaller than the smallest normal number is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Constant(1) / (V.Constant(1) + Exp<V, T>(-x));

    /// <summary>tanh x = (e²ˣ − 1) / (e²ˣ + 1), odd to the last bit and with full relative accuracy near 0. Within 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V highest = V.Constant(40); // tanh 20 is 1 in both precisions
        V twice = V.Abs(x) + V.Abs(x);
        V r = Reduce<V, T>(V.Select(V.LessThan(highest, twice), highest, twice), out V n);
        V power = V.ScaleByPowerOfTwo(V.Constant(1), n);
        V e = V.MultiplyAdd(ExpMinusOneNearZero<V, T>(r), power, power - V.Constant(1)); // e²|ˣ| − 1
        return V.Select(V.LessThan(x, V.Constant(0)), -e, e) / (e + V.Constant(2));
    }

    /// <summary>The n and r of x = n·ln 2 + r. ln 2 comes in two parts, the first short enough that its product with n is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V, T>(V x, out V n)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        n = V.Round(x * V.Constant(1 / 0.6931471805599453));
        V r = V.MultiplyAdd(n, Choose<V, T>(-0.693145751953125, -0.6931471806019545), x);
        return V.MultiplyAdd(n, Choose<V, T>(-1.4286068203094173e-06, 4.2009150726810846e-11), r);
    }

    /// <summary>eʳ − 1 = r + r²/2! + r³/3! + … for |r| ≤ ln 2 / 2.</summary>
    /// <remarks>To r⁷ in single precision, to r¹³ in double: the rest is under 0.1 ulp.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpMinusOneNearZero<V, T>(V r)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.Constant(1.0 / 5040);
        }
        else
        {
            q = V.Constant(1.0 / 6227020800);
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 479001600));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 39916800));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 3628800));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 362880));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 40320));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 5040));
        }

        q = V.MultiplyAdd(q, r, V.Constant(1.0 / 720));
        q = V.MultiplyAdd(q, r, V.Constant(1.0 / 120));
        q = V.MultiplyAdd(q, r, V.Constant(1.0 / 24));
        q = V.MultiplyAdd(q, r, V.Constant(1.0 / 6));
        q = V.MultiplyAdd(q, r, V.Constant(0.5));
        return V.MultiplyAdd(q, r * r, r);
    }
}
