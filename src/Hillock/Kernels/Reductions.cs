using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>Sums in one fixed order, whatever the vector width and the number of threads.</summary>
internal static class Reductions
{
    /// <summary>Lanes that sums across a span are kept in: the widest register's worth of floats, emulated on narrower ones.</summary>
    private const int Lanes = 16;

    /// <summary>sums[j] = Σᵢ x[i, j], rows added in order (onto what <paramref name="sums"/> holds, if it accumulates).</summary>
    /// <param name="x">[rows, columns] row-major, with <see cref="Simd.Slack"/> elements behind it.</param>
    /// <param name="rows">Rows of x.</param>
    /// <param name="sums">[columns].</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    public static void ColumnSums<T>(ReadOnlySpan<T> x, int rows, Span<T> sums, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Simd.Width == 512) ColumnSums<Simd512<T>, T>(x, rows, sums, accumulate);
        else if (Simd.Width == 256) ColumnSums<Simd256<T>, T>(x, rows, sums, accumulate);
        else ColumnSums<Simd128<T>, T>(x, rows, sums, accumulate);
    }

    /// <summary>Σ x², in double.</summary>
    public static double SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Simd.Width == 512) return SumOfSquares<Simd512<T>, T>(x);
        return Simd.Width == 256 ? SumOfSquares<Simd256<T>, T>(x) : SumOfSquares<Simd128<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ColumnSums<V, T>(ReadOnlySpan<T> x, int rows, Span<T> sums, bool accumulate)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = sums.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(x.Length, rows * columns);
        ref T source = ref MemoryMarshal.GetReference(x);
        for (int column = 0; column < columns; column += V.Count)
        {
            int width = Math.Min(V.Count, columns - column);
            Elementwise.Tail<T> part = default;
            if (accumulate) sums.Slice(column, width).CopyTo(part);
            V sum = V.Load(ref part.First, 0);
            for (nint row = 0; row < rows; row++)
                sum += V.Load(ref source, (row * columns) + column);
            sum.Store(ref part.First, 0);
            part[..width].CopyTo(sums[column..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares<V, T>(ReadOnlySpan<T> x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T source = ref MemoryMarshal.GetReference(x);
        Elementwise.Tail<T> sums = default;
        nint i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            for (int lane = 0; lane < Lanes; lane += V.Count)
            {
                V value = V.Load(ref source, i + lane);
                V.MultiplyAdd(value, value, V.Load(ref sums.First, lane)).Store(ref sums.First, lane);
            }
        }

        double total = 0;
        foreach (T sum in sums) total += double.CreateTruncating(sum);
        foreach (T value in x[(int)i..])
        {
            double rest = double.CreateTruncating(value);
            total += rest * rest;
        }

        return total;
    }
}
