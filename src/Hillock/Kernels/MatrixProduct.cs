using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>C = start + A · B, the three products of a dense layer: X·W, Xᵀ·δ, δ·Wᵀ.</summary>
/// <remarks>
/// B is cut into panels of 2 registers × <see cref="PanelDepth"/> rows that stay in the first-level cache while all rows of A pass over
/// them. A panel is copied to contiguous scratch when it is read often enough to pay for that, and always when B is transposed. A is read
/// where it lies. Up to 3 rows read B once and take it 4 registers at a time. Continuing a chain in the next panel starts from the stored
/// C, which is exact: the bits do not depend on the panels.
/// </remarks>
internal static class MatrixProduct
{
    /// <summary>Rows of B in a panel: 256 × 32 floats = 32 KiB.</summary>
    private const int PanelDepth = 256;

    /// <summary>From this many rows of A on, copying a panel costs less than reading it with a large stride.</summary>
    private const int RowsWorthPacking = 24;

    // A tile that C has no room for: 6 rows × 2 registers, or 3 × 4, of 16 floats at most.
    private const int TileLength = 6 * 32;

    /// <summary>Elements of scratch that a product needs, for any shape.</summary>
    public const int ScratchLength = TileLength + (PanelDepth * 32) + Simd.Slack;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V, T>(int m, int n, int k, Matrix<T> a, Matrix<T> b, Span<T> c, ReadOnlySpan<T> start, Span<T> scratch)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool pack = b.ColumnStride != 1 || (m >= RowsWorthPacking && n > 2 * V.Count);
        int width = m <= 3 && !pack ? 4 * V.Count : 2 * V.Count;
        ref T target = ref MemoryMarshal.GetReference(c);
        ref T spare = ref MemoryMarshal.GetReference(scratch);
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
                    ref T packed = ref Unsafe.Add(ref spare, TileLength);
                    MatrixPanel.Pack<V, T>(rows, columns, new Matrix<T>(ref panel, b.RowStride, b.ColumnStride), ref packed);
                    panel = ref packed;
                    stride = width;
                }

                Matrix<T> right = new(ref panel, stride, 1);
                ref T begin = ref Unsafe.IsNullRef(ref first) ? ref first : ref Unsafe.Add(ref first, column);
                ref T result = ref Unsafe.Add(ref target, column);
                if (columns > 2 * V.Count) Panel<V, T, Four>(m, rows, left, right, ref result, n, columns, ref begin, firstStride, ref spare);
                else if (columns > V.Count) Panel<V, T, Two>(m, rows, left, right, ref result, n, columns, ref begin, firstStride, ref spare);
                else Panel<V, T, One>(m, rows, left, right, ref result, n, columns, ref begin, firstStride, ref spare);
            }

            first = ref target; // the next panels continue the chains
            firstStride = n;
        }
    }

    /// <summary>All rows of A times one panel of B, in tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<V, T, TRegisters>(
        int m, int k, Matrix<T> a, Matrix<T> b, ref T c, nint cStride, int columns, ref T start, nint startStride, ref T spare)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegisters : struct, IConstant
    {
        int width = TRegisters.Value * V.Count;
        bool whole = columns == width;
        for (int row = 0; row < m;)
        {
            int rows = Math.Min(6, m - row);
            Matrix<T> left = new(ref Unsafe.Add(ref a.Start, row * a.RowStride), a.RowStride, a.ColumnStride);
            ref T result = ref Unsafe.Add(ref c, row * cStride);
            ref T begin = ref Unsafe.IsNullRef(ref start) ? ref start : ref Unsafe.Add(ref start, row * startStride);

            // The next row of C begins right behind the last column: a whole register must not be stored there.
            ref T target = ref whole ? ref result : ref spare;
            nint stride = whole ? cStride : width;
            switch (rows)
            {
                case 6: MatrixTile.Multiply<V, T, Six, TRegisters>(k, left, ref b.Start, b.RowStride, ref target, stride, ref begin, startStride); break;
                case 5: MatrixTile.Multiply<V, T, Five, TRegisters>(k, left, ref b.Start, b.RowStride, ref target, stride, ref begin, startStride); break;
                case 4: MatrixTile.Multiply<V, T, Four, TRegisters>(k, left, ref b.Start, b.RowStride, ref target, stride, ref begin, startStride); break;
                case 3: MatrixTile.Multiply<V, T, Three, TRegisters>(k, left, ref b.Start, b.RowStride, ref target, stride, ref begin, startStride); break;
                case 2: MatrixTile.Multiply<V, T, Two, TRegisters>(k, left, ref b.Start, b.RowStride, ref target, stride, ref begin, startStride); break;
                default: MatrixTile.Multiply<V, T, One, TRegisters>(k, left, ref b.Start, b.RowStride, ref target, stride, ref begin, startStride); break;
            }

            if (!whole)
            {
                for (int i = 0; i < rows; i++)
                {
                    MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref spare, i * width), columns)
                        .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref result, i * cStride), columns));
                }
            }

            row += rows;
        }
    }
}
