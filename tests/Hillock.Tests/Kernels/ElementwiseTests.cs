using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class ElementwiseTests
{
    public static TheoryData<int> Widths => [128, 256, 512];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_length_is_mapped_and_nothing_behind_it_is_touched(int bits)
    {
        for (int count = 0; count <= 70; count++)
        {
            Check<float>(bits, count);
            Check<double>(bits, count);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_output_may_be_an_input(int bits)
    {
        float[] x = [.. Enumerable.Range(1, 37).Select(i => (float)i)];
        float[] y = [.. x];
        Map(bits, default(Divide<float>), y, y, y);
        Assert.All(y, quotient => Assert.Equal(1, quotient));

        Map(bits, default(Reciprocal<float>), x, x);
        Assert.Equal(Enumerable.Range(1, 37).Select(i => 1f / i), x);
    }

    [Fact]
    public void A_short_operand_is_refused()
    {
        float[] four = new float[4], five = new float[5];
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementwise.Map(default(Reciprocal<float>), five, four));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementwise.Map(default(Divide<float>), five, five, four));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementwise.Map(default(Divide<float>), five, four, five));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementwise.Map(default(Fraction<float>), five, five, four, five));
    }

    private static void Check<T>(int bits, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] a = [.. Enumerable.Range(1, count).Select(i => T.CreateChecked(i))];
        T[] b = [.. Enumerable.Range(1, count).Select(i => T.CreateChecked(i + 2))];
        T[] c = [.. Enumerable.Range(1, count).Select(i => T.CreateChecked(0.5 / i))];
        T[] y = new T[count + 20];

        y.AsSpan().Fill(T.NaN);
        Map(bits, default(Reciprocal<T>), a, y);
        AssertMapped(y, count, i => T.One / a[i]);

        y.AsSpan().Fill(T.NaN);
        Map(bits, default(Divide<T>), a, b, y);
        AssertMapped(y, count, i => a[i] / b[i]);

        y.AsSpan().Fill(T.NaN);
        Map(bits, default(Fraction<T>), a, b, c, y);
        AssertMapped(y, count, i => a[i] / (b[i] + c[i]));
    }

    private static void AssertMapped<T>(T[] y, int count, Func<int, T> expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < count; i++) Assert.Equal(expected(i), y[i]);
        Assert.All(y[count..], untouched => Assert.True(T.IsNaN(untouched)));
    }

    private static void Map<T, TOperator>(int bits, TOperator f, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IUnaryOperator<T>
    {
        if (bits == 512) Elementwise.Map<Simd512<T>, T, TOperator>(f, x, y);
        else if (bits == 256) Elementwise.Map<Simd256<T>, T, TOperator>(f, x, y);
        else Elementwise.Map<Simd128<T>, T, TOperator>(f, x, y);
    }

    private static void Map<T, TOperator>(int bits, TOperator f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IBinaryOperator<T>
    {
        if (bits == 512) Elementwise.Map<Simd512<T>, T, TOperator>(f, a, b, y);
        else if (bits == 256) Elementwise.Map<Simd256<T>, T, TOperator>(f, a, b, y);
        else Elementwise.Map<Simd128<T>, T, TOperator>(f, a, b, y);
    }

    private static void Map<T, TOperator>(int bits, TOperator f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, ITernaryOperator<T>
    {
        if (bits == 512) Elementwise.Map<Simd512<T>, T, TOperator>(f, a, b, c, y);
        else if (bits == 256) Elementwise.Map<Simd256<T>, T, TOperator>(f, a, b, c, y);
        else Elementwise.Map<Simd128<T>, T, TOperator>(f, a, b, c, y);
    }

    private readonly struct Reciprocal<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T> => V.Constant(1) / x;
    }

    private readonly struct Divide<T> : IBinaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V a, V b)
            where V : struct, ISimd<V, T> => a / b;
    }

    private readonly struct Fraction<T> : ITernaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V a, V b, V c)
            where V : struct, ISimd<V, T> => a / (b + c);
    }
}
