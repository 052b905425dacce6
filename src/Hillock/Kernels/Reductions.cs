using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>Sums in one fixed order, whatever the vector width and the number of threads.</summary>
internal static class Reductions
{
    /// <summary>sums[j] = Σᵢ x[i, j], rows added in order; the sum is added to what <paramref name="sums"/> holds, if it accumulates.</summary>
    /// <param name="x">[rows, columns] row-major, with <see cref="Simd.Slack"/> elements behind it.</param>
    /// <param name="rows">Rows of x.</param>
    /// <param name="sums">[columns], with <see cref="Simd.Slack"/> elements behind it that are left alone.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    public static void ColumnSums<T>(ReadOnlySpan<T> x, int rows, Span<T> sums, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Simd.Width == 512) ColumnSums<Simd512<T>, T>(x, rows, sums, accumulate);
        else if (Simd.Width == 256) ColumnSums<Simd256<T>, T>(x, rows, sums, accumulate);
        else ColumnSums<Simd128<T>, T>(x, rows, sums, accumulate);
    }

    /// <summary>Σ x², each square and all sums in double: element i goes to sum i mod 4, and the four sums are added in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
        {
            sum0 += Square(x[i]);
            sum1 += Square(x[i + 1]);
            sum2 += Square(x[i + 2]);
            sum3 += Square(x[i + 3]);
        }

        double total = sum0 + sum1 + sum2 + sum3;
        for (; i < x.Length; i++) total += Square(x[i]);
        return total;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static double Square(T value)
        {
            double wide = double.CreateTruncating(value);
            return wide * wide;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ColumnSums<V, T>(ReadOnlySpan<T> x, int rows, Span<T> sums, bool accumulate)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = sums.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(x.Length, rows * columns);
        ref T source = ref MemoryMarshal.GetReference(x), target = ref MemoryMarshal.GetReference(sums);
        V zero = V.Constant(0);
        int column = 0;
        for (; column <= columns - (4 * V.Count); column += 4 * V.Count)
        {
            V sum0 = zero, sum1 = zero, sum2 = zero, sum3 = zero; // four chains: an addition takes three or four cycles
            for (nint row = 0; row < rows; row++)
            {
                ref T line = ref Unsafe.Add(ref source, (row * columns) + column);
                sum0 += V.Load(ref line, 0);
                sum1 += V.Load(ref line, V.Count);
                sum2 += V.Load(ref line, 2 * V.Count);
                sum3 += V.Load(ref line, 3 * V.Count);
            }

            Finish(sum0, ref Unsafe.Add(ref target, column), accumulate);
            Finish(sum1, ref Unsafe.Add(ref target, column + V.Count), accumulate);
            Finish(sum2, ref Unsafe.Add(ref target, column + (2 * V.Count)), accumulate);
            Finish(sum3, ref Unsafe.Add(ref target, column + (3 * V.Count)), accumulate);
        }

        for (; column < columns; column += V.Count)
        {
            V sum = zero;
            for (nint row = 0; row < rows; row++) sum += V.Load(ref source, (row * columns) + column);
            if (column <= columns - V.Count)
            {
                Finish(sum, ref Unsafe.Add(ref target, column), accumulate);
                continue;
            }

            Elementwise.Tail<T> rest = default;
            if (accumulate) sum = V.Load(ref target, column) + sum;
            sum.Store(ref rest.First, 0);
            rest[..(columns - column)].CopyTo(sums[column..]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Finish(V sum, ref T target, bool accumulate) => (accumulate ? V.Load(ref target, 0) + sum : sum).Store(ref target, 0);
    }
}
