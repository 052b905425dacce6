using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hillock.Kernels;

/// <summary>Parts of A and B copied to contiguous memory, in the order in which the micro-kernel reads them.</summary>
/// <remarks>
/// Rows whose stride is a power of two share few of a cache's sets and push each other out, and a long stride needs a page of memory for
/// every row: copied parts do not. Oracle: <c>NaiveMatrix</c> in the tests, at shapes that are packed.
/// </remarks>
internal static class MatrixPacking
{
    /// <summary>Copies a block A[rows, k] tile by tile: each as [6, k], or where A's columns are contiguous as [k, 6].</summary>
    /// <returns>The first tile of the copy; the next begins 6·k elements later.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Matrix<T> PackRows<T>(int rows, int k, Matrix<T> a, Span<T> packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T target = ref MemoryMarshal.GetReference(packed);
        if (a.ColumnStride == 1)
        {
            for (int row = 0; row < rows; row++)
                MemoryMarshal.CreateReadOnlySpan(ref a.From(row, 0).Start, k).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, row * k), k));
            return new Matrix<T>(ref target, k, 1);
        }

        int whole = rows / MatrixProduct.TileRows, rest = rows % MatrixProduct.TileRows;
        for (int column = 0; column < k; column++)
        {
            ref T source = ref a.From(0, column).Start;
            ref T place = ref Unsafe.Add(ref target, column * MatrixProduct.TileRows);
            for (int tile = 0; tile < whole; tile++)
            {
                Unsafe.As<T, SixElements<T>>(ref Unsafe.Add(ref place, tile * MatrixProduct.TileRows * k)) =
                    Unsafe.As<T, SixElements<T>>(ref Unsafe.Add(ref source, tile * MatrixProduct.TileRows));
            }

            for (int row = 0; row < rest; row++)
                Unsafe.Add(ref place, (whole * MatrixProduct.TileRows * k) + row) = Unsafe.Add(ref source, (whole * MatrixProduct.TileRows) + row);
        }

        return new Matrix<T>(ref target, 1, MatrixProduct.TileRows);
    }

    /// <summary>Copies B[rows, columns] to a row-major [rows, width]; surplus columns hold anything.</summary>
    /// <returns>The copy.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Matrix<T> PackPanel<V, T>(int rows, int columns, Matrix<T> b, Span<T> scratch, int width)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T packed = ref MemoryMarshal.GetReference(scratch);
        Matrix<T> copy = new(ref packed, width, 1);
        if (b.ColumnStride != 1)
        {
            Transpose(rows, columns, b, ref packed, width);
            return copy;
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column += V.Count)
                V.Load(ref b.Start, (row * b.RowStride) + column).Store(ref packed, (row * width) + column);
        }

        return copy;
    }

    // B's columns are contiguous: squares of 4 × 4 (2 × 2 of doubles) are turned in registers. 16 rows at a time are a whole
    // cache line of each column, and a block of the panel that stays in the first-level cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(int rows, int columns, Matrix<T> b, ref T packed, nint width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int side = Vector128<T>.Count;
        for (int block = 0; block < rows; block += 16)
        {
            int last = Math.Min(block + 16, rows);
            int column = 0;
            for (; column <= columns - side; column += side)
            {
                ref T source = ref Unsafe.Add(ref b.Start, column * b.ColumnStride);
                int row = block;
                for (; row <= last - side; row += side)
                    TransposeSquare(ref Unsafe.Add(ref source, row), b.ColumnStride, ref Unsafe.Add(ref packed, (row * width) + column), width);
                for (; row < last; row++)
                {
                    for (int i = 0; i < side; i++)
                        Unsafe.Add(ref packed, (row * width) + column + i) = Unsafe.Add(ref source, row + (i * b.ColumnStride));
                }
            }

            for (; column < columns; column++)
            {
                for (int row = block; row < last; row++)
                    Unsafe.Add(ref packed, (row * width) + column) = Unsafe.Add(ref b.Start, (column * b.ColumnStride) + row);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare<T>(ref T source, nint sourceStride, ref T target, nint targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector128<T> r0 = Vector128.LoadUnsafe(ref source);
        Vector128<T> r1 = Vector128.LoadUnsafe(ref source, (nuint)sourceStride);
        if (typeof(T) == typeof(double))
        {
            Low(r0.AsDouble(), r1.AsDouble()).As<double, T>().StoreUnsafe(ref target);
            High(r0.AsDouble(), r1.AsDouble()).As<double, T>().StoreUnsafe(ref target, (nuint)targetStride);
            return;
        }

        // 0 1 2 3 | 4 5 6 7 | … in pairs 0 4 1 5 | 2 6 3 7 | …, and pairs of pairs 0 4 8 c | 1 5 9 d | …
        Vector128<float> r2 = Vector128.LoadUnsafe(ref source, (nuint)(2 * sourceStride)).AsSingle();
        Vector128<float> r3 = Vector128.LoadUnsafe(ref source, (nuint)(3 * sourceStride)).AsSingle();
        Vector128<double> low01 = Low(r0.AsSingle(), r1.AsSingle()), high01 = High(r0.AsSingle(), r1.AsSingle());
        Vector128<double> low23 = Low(r2, r3), high23 = High(r2, r3);
        Low(low01, low23).As<double, T>().StoreUnsafe(ref target);
        High(low01, low23).As<double, T>().StoreUnsafe(ref target, (nuint)targetStride);
        Low(high01, high23).As<double, T>().StoreUnsafe(ref target, (nuint)(2 * targetStride));
        High(high01, high23).As<double, T>().StoreUnsafe(ref target, (nuint)(3 * targetStride));
    }

    // a0 b0 a1 b1
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Low(Vector128<float> a, Vector128<float> b) =>
        (Sse.IsSupported ? Sse.UnpackLow(a, b)
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
            : Vector128.Create(a[0], b[0], a[1], b[1])).AsDouble();

    // a2 b2 a3 b3
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> High(Vector128<float> a, Vector128<float> b) =>
        (Sse.IsSupported ? Sse.UnpackHigh(a, b)
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
            : Vector128.Create(a[2], b[2], a[3], b[3])).AsDouble();

    // a0 b0
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Low(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0]);

    // a1 b1
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> High(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[1], b[1]);

    [InlineArray(MatrixProduct.TileRows)]
    private struct SixElements<T>
    {
        private T first;
    }
}
