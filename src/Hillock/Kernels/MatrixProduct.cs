using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>C = start + A · B, the three products of a dense layer: X·W, Xᵀ·δ, δ·Wᵀ.</summary>
/// <remarks>
/// B is cut into panels of 2 registers × <see cref="PanelDepth"/> rows that stay in the first-level cache while all rows of A pass over
/// them. A panel is copied to contiguous scratch when it is read often enough to pay for that, and always when B is transposed. A is read
/// where it lies. Continuing a chain in the next panel starts from the stored C, which is exact: the bits do not depend on the panels.
/// </remarks>
internal static class MatrixProduct
{
    /// <summary>Rows of B in a panel: 256 × 32 floats = 32 KiB.</summary>
    private const int PanelDepth = 256;

    /// <summary>From this many rows of A on, copying a panel costs less than reading it with a large stride.</summary>
    private const int RowsWorthPacking = 24;

    /// <summary>Elements of scratch that a product needs, for any shape.</summary>
    public const int ScratchLength = (PanelDepth * 32) + Simd.Slack;

    /// <summary>C[m, n] = start + A[m, k] · B[k, n].</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="a">A, any strides.</param>
    /// <param name="b">B, rows or columns contiguous.</param>
    /// <param name="c">C, row-major with <paramref name="n"/> columns.</param>
    /// <param name="start">Empty: zero. n elements: a row for every row of C (a bias). Same span as C: accumulate.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> elements of this thread's own.</param>
    public static void Multiply<T>(int m, int n, int k, Matrix<T> a, Matrix<T> b, Span<T> c, ReadOnlySpan<T> start, Span<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Simd.Width == 512) Multiply<Simd512<T>, T>(m, n, k, a, b, c, start, scratch);
        else if (Simd.Width == 256) Multiply<Simd256<T>, T>(m, n, k, a, b, c, start, scratch);
        else Multiply<Simd128<T>, T>(m, n, k, a, b, c, start, scratch);
    }

    /// <inheritdoc cref="Multiply{T}"/>
    public static void Multiply<V, T>(int m, int n, int k, Matrix<T> a, Matrix<T> b, Span<T> c, ReadOnlySpan<T> start, Span<T> scratch)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = 2 * V.Count;
        bool pack = b.ColumnStride != 1 || (m >= RowsWorthPacking && n > width);
        ref T target = ref MemoryMarshal.GetReference(c);
        ref T first = ref start.IsEmpty ? ref Unsafe.NullRef<T>() : ref MemoryMarshal.GetReference(start);
        nint firstStride = start.Length == n && m > 1 && !Unsafe.AreSame(ref first, ref target) ? 0 : n;

        for (int depth = 0; depth < k || depth == 0; depth += PanelDepth)
        {
            int rows = Math.Min(PanelDepth, k - depth);
            Matrix<T> left = new(ref Unsafe.Add(ref a.Start, depth * a.ColumnStride), a.RowStride, a.ColumnStride);
            for (int column = 0; column < n; column += width)
            {
                int columns = Math.Min(width, n - column);
                ref T panel = ref Unsafe.Add(ref b.Start, (depth * b.RowStride) + (column * b.ColumnStride));
                nint stride = b.RowStride;
                if (pack)
                {
                    Pack<V, T>(rows, columns, new Matrix<T>(ref panel, b.RowStride, b.ColumnStride), scratch);
                    panel = ref MemoryMarshal.GetReference(scratch);
                    stride = width;
                }

                ref T begin = ref Unsafe.IsNullRef(ref first) ? ref first : ref Unsafe.Add(ref first, column);
                if (columns > V.Count)
                    Panel<V, T, Two>(m, rows, left, ref panel, stride, ref Unsafe.Add(ref target, column), n, columns, ref begin, firstStride);
                else
                    Panel<V, T, One>(m, rows, left, ref panel, stride, ref Unsafe.Add(ref target, column), n, columns, ref begin, firstStride);
            }

            first = ref target; // the next panels continue the chains
            firstStride = n;
        }
    }

    private static void Panel<V, T, TRegisters>(
        int m, int k, Matrix<T> a, ref T b, nint bStride, ref T c, nint cStride, int columns, ref T start, nint startStride)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegisters : struct, IConstant
    {
        int row = 0;
        for (; row <= m - 6; row += 6)
            Tile<Six>(row, a, ref b, ref c, ref start);

        switch (m - row)
        {
            case 5: Tile<Five>(row, a, ref b, ref c, ref start); break;
            case 4: Tile<Four>(row, a, ref b, ref c, ref start); break;
            case 3: Tile<Three>(row, a, ref b, ref c, ref start); break;
            case 2: Tile<Two>(row, a, ref b, ref c, ref start); break;
            case 1: Tile<One>(row, a, ref b, ref c, ref start); break;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Tile<TRows>(int row, Matrix<T> a, ref T b, ref T c, ref T start)
            where TRows : struct, IConstant =>
            MatrixTile.Multiply<V, T, TRows, TRegisters>(
                k,
                new Matrix<T>(ref Unsafe.Add(ref a.Start, row * a.RowStride), a.RowStride, a.ColumnStride),
                ref b,
                bStride,
                ref Unsafe.Add(ref c, row * cStride),
                cStride,
                columns,
                ref Unsafe.IsNullRef(ref start) ? ref start : ref Unsafe.Add(ref start, row * startStride),
                startStride);
    }

    // Copies B[rows, columns] to scratch[rows, 2 · V.Count]. Surplus columns hold whatever was there: no lane reads its neighbour.
    private static void Pack<V, T>(int rows, int columns, Matrix<T> b, Span<T> scratch)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = 2 * V.Count;
        ref T packed = ref MemoryMarshal.GetReference(scratch);
        if (b.ColumnStride == 1)
        {
            for (int row = 0; row < rows; row++)
            {
                V.Load(ref b.Start, row * b.RowStride).Store(ref packed, row * width);
                V.Load(ref b.Start, (row * b.RowStride) + V.Count).Store(ref packed, (row * width) + V.Count);
            }

            return;
        }

        // Blocks of 16 rows: each column of B is read along its cache line, the block of scratch stays in the first-level cache.
        for (int row = 0; row < rows; row += 16)
        {
            int last = Math.Min(row + 16, rows);
            for (int column = 0; column < columns; column++)
            {
                ref T source = ref Unsafe.Add(ref b.Start, column * b.ColumnStride);
                for (int i = row; i < last; i++)
                    Unsafe.Add(ref packed, (i * width) + column) = Unsafe.Add(ref source, i * b.RowStride);
            }
        }
    }
}
