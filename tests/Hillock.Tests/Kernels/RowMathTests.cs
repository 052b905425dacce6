using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class RowMathTests
{
    [Fact]
    public void Sums_have_the_bits_of_sixteen_lanes_added_in_order_at_every_width()
    {
        foreach (int count in Enumerable.Range(0, 71).Append(1000))
        {
            CheckSums<Simd128<float>, float>(count);
            CheckSums<Simd256<float>, float>(count);
            CheckSums<Simd512<float>, float>(count);
            CheckSums<Simd128<double>, double>(count);
            CheckSums<Simd256<double>, double>(count);
            CheckSums<Simd512<double>, double>(count);
        }
    }

    [Fact]
    public void Up_to_sixteen_elements_are_summed_plainly_in_order()
    {
        float[] x = [.. Numbers<float>(16)];
        Assert.Equal(x.Aggregate((sum, value) => sum + value), RowMath.Sum<Simd256<float>, float>(x));
    }

    [Fact]
    public void A_row_of_a_million_loses_few_digits()
    {
        float[] x = [.. Enumerable.Repeat(0.1f, 1_000_000)];
        Assert.Equal(100_000, RowMath.Sum<Simd256<float>, float>(x), 100.0);
    }

    private static void CheckSums<V, T>(int count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = [.. Numbers<T>(count)], y = [.. Numbers<T>(count + 3).Skip(3)];
        Assert.Equal(InLanes(x), RowMath.Sum<V, T>(x));
        Assert.Equal(InLanes([.. x.Zip(y, (a, b) => a * b)]), RowMath.Dot<V, T>(x, y));
        Assert.Equal(x.Append(T.NegativeInfinity).Max(), RowMath.Max<V, T>(x));

        T[] terms = new T[count];
        T sum = RowMath.SumOfExponentials<V, T>(x, T.One, terms);
        Assert.Equal(InLanes(terms), sum);
        Assert.Equal(sum, RowMath.SumOfExponentials<V, T>(x, T.One, []));
        Assert.Equal(sum, RowMath.SumOfExponentials<V, T>(x, T.One, x));
        Assert.Equal(terms, x);
    }

    private static T InLanes<T>(T[] x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] lanes = new T[16];
        for (int i = 0; i < x.Length; i++) lanes[i % 16] += x[i];
        return lanes.Aggregate((sum, lane) => sum + lane);
    }

    private static IEnumerable<T> Numbers<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Enumerable.Range(0, count).Select(i => T.CreateChecked((((i * 37) % 101) - 50) / 7.3));
}
