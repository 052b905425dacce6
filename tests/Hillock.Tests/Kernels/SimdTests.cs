using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

/// <summary>One exam for the register vocabulary, taken at every width in both precisions; the oracle is the scalar operation.</summary>
public class SimdTests
{
    [Fact]
    public void Every_operation_equals_the_scalar_one_in_every_lane()
    {
        Examine<Simd128<float>, float>();
        Examine<Simd256<float>, float>();
        Examine<Simd512<float>, float>();
        Examine<Simd128<double>, double>();
        Examine<Simd256<double>, double>();
        Examine<Simd512<double>, double>();
    }

    [Fact]
    public void Powers_of_two_are_exact_over_all_normal_exponents()
    {
        Powers<Simd128<float>, float>(-126, 127);
        Powers<Simd256<float>, float>(-126, 127);
        Powers<Simd512<float>, float>(-126, 127);
        Powers<Simd128<double>, double>(-1022, 1023);
        Powers<Simd256<double>, double>(-1022, 1023);
        Powers<Simd512<double>, double>(-1022, 1023);
    }

    private static void Examine<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] special =
        [
            T.Zero, T.NegativeZero, T.One, -T.One, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.Epsilon, T.CreateChecked(0.5),
            T.CreateChecked(1.5), T.CreateChecked(2.5), T.CreateChecked(-0.5), T.CreateChecked(-2.5), T.CreateChecked(1e30), T.CreateChecked(-3.7),
        ];
        foreach (T a in special)
        {
            foreach (T b in special)
            {
                Same<V, T>(a + b, V.Broadcast(a) + V.Broadcast(b));
                Same<V, T>(a - b, V.Broadcast(a) - V.Broadcast(b));
                Same<V, T>(a * b, V.Broadcast(a) * V.Broadcast(b));
                Same<V, T>(a / b, V.Broadcast(a) / V.Broadcast(b));
                Same<V, T>(T.Min(a, b), V.Min(V.Broadcast(a), V.Broadcast(b)));
                Same<V, T>(T.Max(a, b), V.Max(V.Broadcast(a), V.Broadcast(b)));
                Same<V, T>(a < b ? a : b, V.Select(V.LessThan(V.Broadcast(a), V.Broadcast(b)), V.Broadcast(a), V.Broadcast(b)));
                Same<V, T>(a <= b ? a : b, V.Select(V.LessThanOrEqual(V.Broadcast(a), V.Broadcast(b)), V.Broadcast(a), V.Broadcast(b)));
                Same<V, T>(a == b ? T.One : b, V.Select(V.EqualTo(V.Broadcast(a), V.Broadcast(b)), V.Broadcast(T.One), V.Broadcast(b)));
                foreach (T c in special)
                {
                    T expected = Simd.HasFusedMultiplyAdd ? T.FusedMultiplyAdd(a, b, c) : (a * b) + c;
                    Same<V, T>(expected, V.MultiplyAdd(V.Broadcast(a), V.Broadcast(b), V.Broadcast(c)));
                }
            }

            Same<V, T>(-a, -V.Broadcast(a));
            Same<V, T>(T.Abs(a), V.Abs(V.Broadcast(a)));
            Same<V, T>(T.Sqrt(a), V.Sqrt(V.Broadcast(a)));
            Same<V, T>(T.Round(a, MidpointRounding.ToEven), V.Round(V.Broadcast(a)));
        }

        Same<V, T>(T.CreateTruncating(0.1), V.Constant(0.1));
        LanesKeepTheirPlace<V, T>();
    }

    private static void LanesKeepTheirPlace<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] source = [.. Enumerable.Range(0, V.Count + 4).Select(i => T.CreateChecked(i))];
        T[] target = new T[V.Count + 4];
        V.Load(ref source[0], 3).Store(ref target[0], 1);

        Assert.Equal(T.Zero, target[0]);
        Assert.Equal(source[3..(V.Count + 3)], target[1..(V.Count + 1)]);
        Assert.All(target[(V.Count + 1)..], untouched => Assert.Equal(T.Zero, untouched));
    }

    private static void Powers<V, T>(int smallest, int largest)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int exponent = smallest; exponent <= largest; exponent++)
        {
            T power = T.ScaleB(T.One, exponent);
            Same<V, T>(power, V.ScaleByPowerOfTwo(V.Constant(1), V.Broadcast(T.CreateChecked(exponent))));
            foreach (double significand in (double[])[1, 1.25, 1.9999998807907104])
            {
                T x = T.CreateChecked(significand) * power;
                Same<V, T>(T.CreateChecked(exponent), V.Exponent(V.Broadcast(x)));
                Same<V, T>(T.CreateChecked(significand), V.Significand(V.Broadcast(x)));
            }
        }
    }

    // Equal bits, the sign of zero included; one NaN is as good as another.
    private static void Same<V, T>(T expected, V actual)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] lanes = new T[V.Count];
        actual.Store(ref lanes[0], 0);
        foreach (T lane in lanes)
        {
            if (!lane.Equals(expected) || (!T.IsNaN(lane) && T.IsNegative(lane) != T.IsNegative(expected)))
                Assert.Fail($"{typeof(V)}: expected {expected}, not {lane}.");
        }
    }
}
