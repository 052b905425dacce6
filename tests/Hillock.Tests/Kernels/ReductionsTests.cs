using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class ReductionsTests
{
    // Around one register and four of them, of 2 to 16 lanes.
    private static readonly int[] Widths = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 130];

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Column_sums_add_the_rows_in_order_and_leave_what_lies_behind_alone(int bits)
    {
        foreach (int rows in (int[])[0, 1, 2, 7, 64])
        {
            foreach (int columns in Widths)
            {
                Check<float>(bits, rows, columns);
                Check<double>(bits, rows, columns);
            }
        }

        static void Check<T>(int bits, int rows, int columns)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = Numbers<T>(rows * columns, 1);
            foreach (bool accumulate in (bool[])[false, true])
            {
                T[] sums = Numbers<T>(columns, 2), expected = [.. sums];
                for (int j = 0; j < columns; j++)
                {
                    T sum = T.Zero;
                    for (int i = 0; i < rows; i++) sum += x[(i * columns) + j];
                    expected[j] = accumulate ? expected[j] + sum : sum;
                }

                Span<T> part = sums.AsSpan(0, columns);
                if (bits == 512) Reductions.ColumnSums<Simd512<T>, T>(x, rows, part, accumulate);
                else if (bits == 256) Reductions.ColumnSums<Simd256<T>, T>(x, rows, part, accumulate);
                else Reductions.ColumnSums<Simd128<T>, T>(x, rows, part, accumulate);
                Assert.Equal(expected, sums);
            }
        }
    }

    private static T[] Numbers<T>(int count, int instance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(1, RandomPurpose.Generation, instance);
        return [.. Enumerable.Range(0, count + Simd.Slack).Select(i => T.CreateTruncating(random.Normal(i)))];
    }
}
