using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class SimdMathTests
{
    [Fact]
    public void Exp_is_within_1_1_ulp()
    {
        AssertAccurate<Exp<double>>(ExactMath.Exp, 1.1, Grid(-708, 709.7));
        AssertAccurate<Exp<float>>(Math.Exp, 1.1, Grid(-87.3, 88.7));
    }

    [Fact]
    public void Expm1_is_within_2_ulp()
    {
        AssertAccurate<Expm1<double>>(ExactMath.Expm1, 2, Grid(-45, 45), Tiny(), Grid(600, 709.7));
        AssertAccurate<Expm1<float>>(CorrectedExpm1, 2, Grid(-45, 45), Tiny(), Grid(80, 88.7));
    }

    [Fact]
    public void Log_is_within_1_ulp()
    {
        AssertAccurate<Log<double>>(ExactMath.Log, 1, Powers(-1020, 1023), Grid(0.4, 2.5));
        AssertAccurate<Log<float>>(Math.Log, 1, Powers(-145, 127), Grid(0.4, 2.5));
    }

    [Fact]
    public void Log1p_is_within_2_ulp()
    {
        AssertAccurate<Log1p<double>>(ExactMath.Log1p, 2, Tiny(), Grid(-0.999, 5), Powers(0, 120));
        AssertAccurate<Log1p<float>>(CorrectedLog1p, 2, Tiny(), Grid(-0.999, 5), Powers(0, 120));
    }

    [Fact]
    public void Sigmoid_is_within_3_ulp()
    {
        AssertAccurate<Sigmoid<double>>(ExactMath.Sigmoid, 3, Grid(-708, 100), Grid(-40, 40));
        AssertAccurate<Sigmoid<float>>(x => 1 / (1 + Math.Exp(-x)), 3, Grid(-87, 100), Grid(-20, 20));
    }

    [Fact]
    public void Tanh_is_within_3_ulp()
    {
        AssertAccurate<Tanh<double>>(ExactMath.Tanh, 3, Grid(-25, 25), Grid(-1, 1), Tiny());
        AssertAccurate<Tanh<float>>(Math.Tanh, 3, Grid(-25, 25), Grid(-1, 1), Tiny());
    }

    [Fact]
    public void The_normal_distribution_is_within_5_ulp()
    {
        AssertAccurate<NormalCumulative<double>>(ExactMath.NormalCumulative, 5, Grid(-37.5, 9, 300), Grid(-5, 5, 300));
        AssertAccurate<NormalCumulative<float>>(x => ExactMath.Rounded(ExactMath.NormalCumulative(x)), 5, Grid(-13, 6, 600));
        AssertAccurate<NormalDensity<double>>(ExactMath.NormalDensity, 5, Grid(-37.5, 37.5, 300));
        AssertAccurate<NormalDensity<float>>(x => ExactMath.Rounded(ExactMath.NormalDensity(x)), 5, Grid(-13, 13, 600));
    }

    [Fact]
    public void Tanh_is_odd_to_the_last_bit()
    {
        double[] x = [.. Grid(0, 25)];
        double[] mirrored = [.. x.Select(value => -value)];
        Elementwise.Map(default(Tanh<double>), mirrored, mirrored);
        Elementwise.Map(default(Tanh<double>), x, x);
        Assert.Equal(x, mirrored.Select(value => -value));
    }

    [Fact]
    public void The_ends_of_the_number_line_are_right()
    {
        Ends<double>();
        Ends<float>();
    }

    [Fact]
    public void Powers_are_finite_up_to_the_last_number_that_has_one_and_infinite_from_the_next()
    {
        AroundTheLargest<double>(Math.Log(double.MaxValue));
        AroundTheLargest<float>((float)Math.Log(float.MaxValue));
    }

    [Fact]
    public void One_logarithm_has_the_bits_of_many()
    {
        double[] x = [.. Powers(-300, 300)];
        double[] many = new double[x.Length];
        Elementwise.Map(default(Log<double>), x, many);
        Assert.Equal(many, x.Select(SimdMath.Log));
    }

    private static void AroundTheLargest<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < 20; i++) x = T.BitDecrement(x);
        T[] xs = new T[40], powers = new T[40], lessOne = new T[40];
        for (int i = 0; i < xs.Length; i++) (xs[i], x) = (x, T.BitIncrement(x));
        Elementwise.Map(default(Exp<T>), xs, powers);
        Elementwise.Map(default(Expm1<T>), xs, lessOne);
        for (int i = 0; i < xs.Length; i++)
        {
            bool isInfinite = T.IsInfinity(T.CreateTruncating(Math.Exp(double.CreateTruncating(xs[i]))));
            Assert.Equal((isInfinite, !isInfinite), (T.IsPositiveInfinity(powers[i]), T.IsFinite(powers[i])));
            Assert.Equal((isInfinite, !isInfinite), (T.IsPositiveInfinity(lessOne[i]), T.IsFinite(lessOne[i])));
        }
    }

    private static void Ends<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T infinity = T.PositiveInfinity, thousand = T.CreateChecked(1000);
        AssertValues<Exp<T>, T>((infinity, infinity), (-infinity, T.Zero), (thousand, infinity), (-thousand, T.Zero), (T.Zero, T.One));
        AssertValues<Expm1<T>, T>((infinity, infinity), (-infinity, -T.One), (thousand, infinity), (-thousand, -T.One), (T.Zero, T.Zero));
        AssertValues<Log<T>, T>((infinity, infinity), (T.Zero, -infinity), (-T.Zero, -infinity), (T.One, T.Zero));
        AssertValues<Log<T>, T>((-infinity, T.NaN), (-T.One, T.NaN), (T.Epsilon, T.Log(T.Epsilon)));
        AssertValues<Log1p<T>, T>((infinity, infinity), (-T.One, -infinity), (T.Zero, T.Zero), (-thousand, T.NaN));
        AssertValues<Sigmoid<T>, T>((infinity, T.One), (-infinity, T.Zero), (thousand, T.One), (-thousand, T.Zero));
        AssertValues<Tanh<T>, T>((infinity, T.One), (-infinity, -T.One), (thousand, T.One), (-thousand, -T.One), (T.Zero, T.Zero));
    }

    private static void AssertValues<TFunction, T>(params (T X, T Y)[] table)
        where TFunction : struct, IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] y = new T[table.Length + 1];
        Elementwise.Map(default(TFunction), [.. table.Select(row => row.X), T.NaN], y.AsSpan());
        Assert.Equal([.. table.Select(row => row.Y), T.NaN], y);
    }

    private static void AssertAccurate<TFunction>(Func<double, BigInteger> exact, double ulps, params IEnumerable<double>[] grids)
        where TFunction : struct, IUnaryOperator<double>
    {
        double[] x = [.. grids.SelectMany(grid => grid)];
        double[] y = Map<TFunction, double>(x);
        int worst = Enumerable.Range(0, x.Length).MaxBy(i => ExactMath.Ulps(y[i], exact(x[i])));
        double error = ExactMath.Ulps(y[worst], exact(x[worst]));
        Assert.True(error <= ulps, $"{error:F2} ulp at {x[worst]:R}");
    }

    private static void AssertAccurate<TFunction>(Func<double, double> exact, double ulps, params IEnumerable<double>[] grids)
        where TFunction : struct, IUnaryOperator<float>
    {
        float[] x = [.. grids.SelectMany(grid => grid).Select(value => (float)value)];
        float[] y = Map<TFunction, float>(x);
        int worst = Enumerable.Range(0, x.Length).MaxBy(i => Ulps(y[i], exact(x[i])));
        double error = Ulps(y[worst], exact(x[worst]));
        Assert.True(error <= ulps, $"{error:F2} ulp at {x[worst]:R}");
    }

    private static double Ulps(float actual, double exact)
    {
        float magnitude = MathF.Abs(actual);
        return Math.Abs(actual - exact) / ((double)MathF.BitIncrement(magnitude) - magnitude);
    }

    /// <summary>The values, after making sure that every width gives the same bits.</summary>
    private static T[] Map<TFunction, T>(T[] x)
        where TFunction : struct, IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] y = new T[x.Length], wider = new T[x.Length], widest = new T[x.Length];
        Elementwise.Map<Simd128<T>, T, TFunction>(default, x, y);
        Elementwise.Map<Simd256<T>, T, TFunction>(default, x, wider);
        Elementwise.Map<Simd512<T>, T, TFunction>(default, x, widest);
        Assert.Equal(y, wider);
        Assert.Equal(y, widest);
        return y;
    }

    private static IEnumerable<double> Grid(double from, double to, int count = 400) =>
        Enumerable.Range(0, count + 1).Select(i => from + ((to - from) * i / count));

    private static IEnumerable<double> Powers(int from, int to) => Enumerable.Range(from, to - from).Select(i => Math.ScaleB(1 + (i % 7 * 0.14), i));

    private static IEnumerable<double> Tiny() => Powers(-100, 0).SelectMany(x => new[] { x, -x }).Where(x => x > -1);

    // Right to a few units of double's last place: Kahan's corrections of the rounding of eˣ and of 1 + x.
    private static double CorrectedExpm1(double x) => Math.Exp(x) is 1 ? x : (Math.Exp(x) - 1) * x / Math.Log(Math.Exp(x));

    private static double CorrectedLog1p(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * x / ((1 + x) - 1);

    private readonly struct Exp<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T> => SimdMath.Exp<V, T>(x);
    }

    private readonly struct Expm1<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T> => SimdMath.Expm1<V, T>(x);
    }

    private readonly struct Log<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T> => SimdMath.Log<V, T>(x);
    }

    private readonly struct Log1p<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T> => SimdMath.Log1p<V, T>(x);
    }

    private readonly struct Sigmoid<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T> => SimdMath.Sigmoid<V, T>(x);
    }

    private readonly struct Tanh<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T> => SimdMath.Tanh<V, T>(x);
    }

    private readonly struct NormalCumulative<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T> => SimdMath.NormalCumulative<V, T>(x, out _);
    }

    private readonly struct NormalDensity<T> : IUnaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, T>
        {
            SimdMath.NormalCumulative<V, T>(x, out V density);
            return density;
        }
    }
}
