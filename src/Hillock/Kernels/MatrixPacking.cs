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
/// every row: copied parts do not.
/// </remarks>
internal static class MatrixPacking
{
    /// <summary>Copies a block A[rows, k] tile by tile, each as [k, 6].</summary>
    /// <returns>The first tile of the copy.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Matrix<T> PackRows<T>(int rows, int k, Matrix<T> a, Span<T> packed, out nint tileStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Along the contiguous direction of A in the inner loop.
        bool transposed = a.ColumnStride != 1;
        int tiles = (rows + MatrixProduct.TileRows - 1) / MatrixProduct.TileRows;
        int outer = transposed ? k : tiles, inner = transposed ? tiles : k;
        for (int i = 0; i < outer; i++)
        {
            for (int j = 0; j < inner; j++)
            {
                int tile = transposed ? j : i, column = transposed ? i : j, row = tile * MatrixProduct.TileRows;
                int height = Math.Min(MatrixProduct.TileRows, rows - row);
                ref T source = ref a.From(row, column).Start;
                ref T target = ref packed[(tile * MatrixProduct.TileRows * k) + (column * MatrixProduct.TileRows)];
                for (int r = 0; r < height; r++) Unsafe.Add(ref target, r) = Unsafe.Add(ref source, r * a.RowStride);
            }
        }

        tileStride = MatrixProduct.TileRows * k;
        return new Matrix<T>(ref MemoryMarshal.GetReference(packed), 1, MatrixProduct.TileRows);
    }

    /// <summary>Copies B[rows, columns], columns ≤ 2 · V.Count, to a row-major [rows, 2 · V.Count]; surplus columns hold anything.</summary>
    /// <returns>The copy.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Matrix<T> PackPanel<V, T>(int rows, int columns, Matrix<T> b, Span<T> scratch)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = 2 * V.Count;
        ref T packed = ref MemoryMarshal.GetReference(scratch);
        Matrix<T> copy = new(ref packed, width, 1);
        if (b.ColumnStride != 1)
        {
            Transpose(rows, columns, b, ref packed, width);
            return copy;
        }

        for (int row = 0; row < rows; row++)
        {
            V.Load(ref b.Start, row * b.RowStride).Store(ref packed, row * width);
            V.Load(ref b.Start, (row * b.RowStride) + V.Count).Store(ref packed, (row * width) + V.Count);
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
}
