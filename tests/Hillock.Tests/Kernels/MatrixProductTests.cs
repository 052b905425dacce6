using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class MatrixProductTests
{
    // Around every boundary of the kernel: tiles of 6 rows, registers of 2 to 16 lanes, panels of 2 registers, packing from 24 rows on.
    private static readonly int[] Lengths = [1, 2, 3, 5, 6, 7, 8, 9, 13, 16, 17, 24, 25, 31, 32, 33, 48, 64, 65, 70];

    // Around the panel's depth of 256 rows of B; the last ones are the layers of the digits network.
    private static readonly (int M, int N, int K)[] DeepShapes =
    [
        (1, 1, 255), (1, 33, 256), (7, 17, 257), (13, 40, 511), (26, 33, 512), (5, 3, 513), (25, 65, 600),
        (256, 1, 257), (1, 257, 512), (10, 30, 784), (10, 10, 30),
    ];

    public enum Layout
    {
        /// <summary>X · W: both row-major.</summary>
        Forward,

        /// <summary>Xᵀ · δ: A is the transposed view of a row-major matrix.</summary>
        WeightGradient,

        /// <summary>δ · Wᵀ: B is the transposed view of a row-major matrix.</summary>
        InputGradient,
    }

    public enum Beginning
    {
        Zero,
        Bias,
        Accumulate,
    }

    public static TheoryData<int, Layout> WidthsAndLayouts()
    {
        TheoryData<int, Layout> data = [];
        foreach (int bits in (int[])[128, 256, 512])
        {
            foreach (Layout layout in Enum.GetValues<Layout>()) data.Add(bits, layout);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(WidthsAndLayouts))]
    public void Every_shape_equals_the_plain_triple_loop_bit_for_bit(int bits, Layout layout)
    {
        int beginning = 0;
        foreach ((int m, int n, int k) in Shapes())
        {
            Check<float>(bits, layout, (Beginning)(beginning % 3), m, n, k);
            Check<double>(bits, layout, (Beginning)(beginning % 3), m, n, k);
            beginning++;
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndLayouts))]
    public void Every_start_works_at_every_depth(int bits, Layout layout)
    {
        foreach (Beginning beginning in Enum.GetValues<Beginning>())
        {
            foreach ((int m, int n, int k) in DeepShapes)
            {
                Check<float>(bits, layout, beginning, m, n, k);
                Check<double>(bits, layout, beginning, m, n, k);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndLayouts))]
    public void An_empty_sum_is_its_start(int bits, Layout layout)
    {
        foreach (Beginning beginning in Enum.GetValues<Beginning>())
            Check<float>(bits, layout, beginning, 9, 21, 0);
    }

    [Theory]
    [MemberData(nameof(WidthsAndLayouts))]
    public void Rows_computed_in_parts_have_the_same_bits(int bits, Layout layout)
    {
        const int m = 53, n = 45, k = 300;
        Operands<float> operands = new(layout, m, n, k);
        float[] bias = Numbers<float>(n, 3);
        float[] whole = new float[m * n];
        Multiply(bits, m, n, k, operands.A, operands.B, whole, bias.AsSpan(0, n));

        foreach (int part in (int[])[1, 4, 6, 25])
        {
            float[] parts = new float[m * n];
            for (int row = 0; row < m; row += part)
            {
                int rows = Math.Min(part, m - row);
                Multiply(bits, rows, n, k, operands.RowsOfA(row), operands.B, parts.AsSpan(row * n, rows * n), bias.AsSpan(0, n));
            }

            Assert.Equal(whole, parts);
        }
    }

    [Fact]
    public void The_default_width_gives_the_same_bits_as_all_others()
    {
        const int m = 31, n = 37, k = 270;
        Operands<double> operands = new(Layout.Forward, m, n, k);
        double[] expected = new double[m * n];
        MatrixProduct.Multiply(m, n, k, operands.A, operands.B, expected, [], new double[MatrixProduct.ScratchLength(n)]);
        foreach (int bits in (int[])[128, 256, 512])
        {
            double[] actual = new double[m * n];
            Multiply(bits, m, n, k, operands.A, operands.B, actual, []);
            Assert.Equal(expected, actual);
        }
    }

    private static IEnumerable<(int M, int N, int K)> Shapes()
    {
        foreach (int m in Lengths)
        {
            foreach (int n in Lengths)
            {
                // k has no tiles of its own below the panel's depth: a few lengths for each (m, n) meet them all.
                for (int i = (m + n) % 5; i < Lengths.Length; i += 5) yield return (m, n, Lengths[i]);
            }
        }
    }

    private static void Check<T>(int bits, Layout layout, Beginning beginning, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Operands<T> operands = new(layout, m, n, k);
        T[] start = Numbers<T>(beginning == Beginning.Accumulate ? m * n : n, 3);
        T[] expected = beginning == Beginning.Accumulate
            ? Added(operands, start, m, n, k)
            : NaiveMatrix.Multiply(m, n, k, operands.ElementOfA, operands.ElementOfB, (_, j) => beginning == Beginning.Bias ? start[j] : T.Zero);

        // NaN behind every operand and in C and scratch: a lane that leaks shows.
        T[] c = new T[(m * n) + Simd.Slack];
        c.AsSpan().Fill(T.NaN);
        if (beginning == Beginning.Accumulate) start.AsSpan(0, m * n).CopyTo(c);
        Span<T> product = c.AsSpan(0, m * n);
        Multiply(bits, m, n, k, operands.A, operands.B, product, beginning switch
        {
            Beginning.Zero => [],
            Beginning.Bias => start.AsSpan(0, n),
            _ => product,
        });

        if (!product.SequenceEqual(expected))
            Assert.Fail($"{typeof(T).Name}, {bits} bits, {layout}, {beginning}: m = {m}, n = {n}, k = {k} differs from the oracle.");
        Assert.All(c[(m * n)..], untouched => Assert.True(T.IsNaN(untouched)));
    }

    // What is added to C is summed by itself first, 256 links at a time.
    private static T[] Added<T>(Operands<T> operands, T[] start, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] c = start[..(m * n)];
        for (int depth = 0; depth < k; depth += 256)
        {
            int from = depth;
            T[] part = NaiveMatrix.Multiply(m, n, Math.Min(256, k - from), (i, p) => operands.ElementOfA(i, from + p), (p, j) => operands.ElementOfB(from + p, j), (_, _) => T.Zero);
            for (int i = 0; i < c.Length; i++) c[i] += part[i];
        }

        return c;
    }

    private static void Multiply<T>(int bits, int m, int n, int k, Matrix<T> a, Matrix<T> b, Span<T> c, ReadOnlySpan<T> start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] scratch = new T[MatrixProduct.ScratchLength(n)];
        scratch.AsSpan().Fill(T.NaN);
        switch (bits)
        {
            case 128: MatrixProduct.Multiply<Simd128<T>, T>(m, n, k, a, b, c, start, scratch); break;
            case 256: MatrixProduct.Multiply<Simd256<T>, T>(m, n, k, a, b, c, start, scratch); break;
            case 512: MatrixProduct.Multiply<Simd512<T>, T>(m, n, k, a, b, c, start, scratch); break;
            default: throw new ArgumentOutOfRangeException(nameof(bits));
        }
    }

    // Normal numbers, then NaN in the slack.
    private static T[] Numbers<T>(int count, int instance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(1, RandomPurpose.Generation, instance);
        T[] numbers = new T[count + Simd.Slack];
        for (int i = 0; i < count; i++) numbers[i] = T.CreateTruncating(random.Normal(i));
        numbers.AsSpan(count).Fill(T.NaN);
        return numbers;
    }

    private sealed class Operands<T>(Layout layout, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] a = Numbers<T>(m * k, 1);
        private readonly T[] b = Numbers<T>(k * n, 2);

        public Matrix<T> A => RowsOfA(0);

        public Matrix<T> B => layout == Layout.InputGradient ? new Matrix<T>(b, k).Transposed : new Matrix<T>(b, n);

        public Matrix<T> RowsOfA(int row) =>
            layout == Layout.WeightGradient ? new Matrix<T>(a.AsSpan(row), m).Transposed : new Matrix<T>(a.AsSpan(row * k), k);

        public T ElementOfA(int i, int p) => layout == Layout.WeightGradient ? a[(p * m) + i] : a[(i * k) + p];

        public T ElementOfB(int p, int j) => layout == Layout.InputGradient ? b[(j * k) + p] : b[(p * n) + j];
    }
}
