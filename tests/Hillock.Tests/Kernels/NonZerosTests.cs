using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class NonZerosTests
{
    // Around the tile of 6 rows, the 8 columns looked at together and the panel of 256.
    private static readonly (int Rows, int Width)[] Shapes = [(1, 64), (6, 65), (7, 255), (10, 784), (13, 257), (64, 300), (300, 70), (513, 9)];

    [Fact]
    public void In_rows_the_columns_are_listed_that_differ_from_zero_in_any_row_of_a_tile()
    {
        foreach ((int rows, int width) in Shapes)
        {
            Check<float>(rows, width);
            Check<double>(rows, width);
        }

        static void Check<T>(int rows, int width)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = Sparse<T>(rows, width, 0.05);
            int tiles = (rows + 5) / 6;
            var nonZeros = new NonZeros(tiles + 1, width);
            nonZeros.FindInRows<T>(x, rows, width, firstTile: 1);
            for (int tile = 0; tile < tiles; tile++)
            {
                int[] expected = [.. Enumerable.Range(0, width).Where(j => Enumerable.Range(tile * 6, Math.Min(6, rows - (tile * 6))).Any(i => !T.IsZero(x[(i * width) + j])))];
                Assert.Equal(expected, Listed(nonZeros, tile + 1, width));
            }
        }
    }

    [Fact]
    public void In_columns_the_rows_are_listed_that_differ_from_zero_in_a_tile_of_columns_or_right_beside_it()
    {
        foreach ((int rows, int width) in Shapes)
        {
            Check<float>(rows, width);
            Check<double>(rows, width);
        }

        static void Check<T>(int rows, int width)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = Sparse<T>(rows, width, 0.05);
            var nonZeros = new NonZeros((width + 5) / 6, rows);
            nonZeros.FindInColumns<T>(x, rows, width, width, firstTile: 0);
            for (int column = 0; column < width; column += 6)
            {
                int[] listed = Listed(nonZeros, column / 6, rows);
                int[] needed = [.. Enumerable.Range(0, rows).Where(i => Enumerable.Range(column, Math.Min(6, width - column)).Any(j => !T.IsZero(x[(i * width) + j])))];
                int[] allowed = [.. Enumerable.Range(0, rows).Where(i => Enumerable.Range(column, 8).Any(j => !T.IsZero(x[(i * width) + j])))];
                Assert.Equal(listed.Order().Distinct(), listed);
                Assert.Empty(needed.Except(listed));
                Assert.Empty(listed.Except(allowed));
            }
        }
    }

    [Fact]
    public void A_tile_with_hardly_any_zero_is_not_listed_whatever_the_others_are()
    {
        float[] x = [.. Sparse<float>(6, 100, 0.02).AsSpan(0, 600), .. Sparse<float>(6, 100, 0.6)];
        var nonZeros = new NonZeros(2, 100);
        nonZeros.FindInRows<float>(x, 12, 100, 0);
        Assert.True(nonZeros.IsListed(0));
        Assert.False(nonZeros.IsListed(1));
    }

    [Fact]
    public void A_tile_without_zeros_leaves_the_lists_of_the_next_alone()
    {
        // As when two threads list neighbouring tiles, the second first.
        float[] x = Sparse<float>(12, 100, 0.05);
        var nonZeros = new NonZeros(2, 100);
        nonZeros.FindInRows<float>(x.AsSpan(600), 6, 100, firstTile: 1);
        int[] expected = Listed(nonZeros, 1, 100);
        nonZeros.FindInRows<float>(Numbers<float>(600, 4), 6, 100, firstTile: 0);
        Assert.Equal(expected, Listed(nonZeros, 1, 100));
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void A_product_that_leaves_zeros_out_has_the_same_bits(int bits)
    {
        foreach (int units in (int[])[1, 3, 8, 10, 16, 30, 33, 64])
        {
            foreach ((int rows, int width) in Shapes)
            {
                Check<float>(bits, rows, width, units);
                Check<double>(bits, rows, width, units);
            }
        }

        static void Check<T>(int bits, int rows, int width, int units)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = Sparse<T>(rows, width, 0.02), w = Numbers<T>(width * units, 2), delta = Numbers<T>(rows * units, 3);
            var inRows = new NonZeros((rows + 5) / 6, width);
            inRows.FindInRows<T>(x, rows, width, 0);
            T[] z = new T[(rows * units) + Simd.Slack], expected = [.. z];
            Multiply(bits, rows, units, width, new Matrix<T>(x, width), new Matrix<T>(w, units), expected.AsSpan(0, rows * units), delta.AsSpan(0, units), null);
            Multiply(bits, rows, units, width, new Matrix<T>(x, width), new Matrix<T>(w, units), z.AsSpan(0, rows * units), delta.AsSpan(0, units), inRows);
            Assert.Equal(expected, z);

            // Added to the weights, as plain descent does; and from zero.
            var inColumns = new NonZeros((width + 5) / 6, rows);
            inColumns.FindInColumns<T>(x, rows, width, width, firstTile: 0);
            foreach (bool accumulate in (bool[])[true, false])
            {
                T[] moved = [.. w], other = [.. w];
                Span<T> movedWeights = moved.AsSpan(0, width * units), otherWeights = other.AsSpan(0, width * units);
                Multiply(bits, width, units, rows, new Matrix<T>(x, width).Transposed, new Matrix<T>(delta, units), otherWeights, accumulate ? otherWeights : [], null);
                Multiply(bits, width, units, rows, new Matrix<T>(x, width).Transposed, new Matrix<T>(delta, units), movedWeights, accumulate ? movedWeights : [], inColumns);
                Assert.Equal(other, moved);
            }
        }
    }

    private static void Multiply<T>(
        int bits, int m, int n, int k, Matrix<T> a, Matrix<T> b, Span<T> c, ReadOnlySpan<T> start, NonZeros? nonZeros)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] scratch = new T[MatrixProduct.ScratchLength(n)];
        if (bits == 512) MatrixProduct.Multiply<Simd512<T>, T>(m, n, k, a, b, c, start, scratch, nonZeros);
        else if (bits == 256) MatrixProduct.Multiply<Simd256<T>, T>(m, n, k, a, b, c, start, scratch, nonZeros);
        else MatrixProduct.Multiply<Simd128<T>, T>(m, n, k, a, b, c, start, scratch, nonZeros);
    }

    private static int[] Listed(NonZeros nonZeros, int tile, int length) =>
        [.. Enumerable.Range(0, (length + 255) / 256).SelectMany(panel => nonZeros.Of(tile, panel).ToArray().Select(i => i + (panel * 256)))];

    private static T[] Sparse<T>(int rows, int width, double share)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Numbers<T>(rows * width, 1);
        var chance = new RandomStream(1, RandomPurpose.Generation, 9);
        for (int i = 0; i < rows * width; i++)
        {
            if (chance.Uniform(i) >= share) x[i] = T.Zero;
        }

        return x;
    }

    private static T[] Numbers<T>(int count, int instance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomStream(1, RandomPurpose.Generation, instance);
        T[] numbers = new T[count + Simd.Slack];
        for (int i = 0; i < count; i++) numbers[i] = T.CreateTruncating(random.Normal(i));
        return numbers;
    }
}
