using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>C = start + A · B, the three products of a dense layer: X·W, Xᵀ·δ, δ·Wᵀ.</summary>
/// <remarks>
/// B is cut into panels of 2 registers × <see cref="PanelDepth"/> rows that stay in the first-level cache while a block of A's rows,
/// which stays in the second, passes over them. A panel is copied to contiguous scratch when it is read often enough to pay for that, and
/// always when B is transposed. A is read where it lies; where it has many zeros, <see cref="NonZeros"/> names the columns a tile needs.
/// Up to 3 rows read B only once and take it 3 or 4 registers at a time. Continuing a chain in the next panel starts from the stored C,
/// which is exact: the bits do not depend on the panels. A product that is added to C is first summed by itself, from one panel's depth to
/// the next: weights would swallow the small terms of a gradient one by one. Oracle: <c>NaiveMatrix</c> in the tests.
/// </remarks>
internal static class MatrixProduct
{
    /// <summary>Rows of B in a panel: 256 × 32 floats = 32 KiB.</summary>
    public const int PanelDepth = 256;

    /// <summary>Rows of C in a tile: where the rows are split among several callers, whole tiles lose no time.</summary>
    public const int TileRows = 6;

    // Rows of A in a block: 384 × 256 floats = 384 KiB. A multiple of TileRows.
    private const int BlockRows = 384;

    // From this many rows of A on, copying a panel costs less than reading it with a large stride.
    private const int RowsWorthPacking = 24;

    // From this many columns of B on, copying A costs less than what its strides cost the caches.
    private const int ColumnsWorthPacking = 1024;

    // A tile that C has no room for (6 rows × 2 registers, or 3 × 4, of 16 floats at most) and a panel of B.
    private const int TileLength = TileRows * 32;
    private const int PanelLength = (PanelDepth * 32) + Simd.Slack;

    /// <summary>Elements of scratch that products with up to this many columns of B need: a tile, a panel of B and a block of A.</summary>
    public static int ScratchLength(int n) => TileLength + PanelLength + (n >= ColumnsWorthPacking ? BlockRows * PanelDepth : 0);

    /// <summary>C[m, n] = start + A[m, k] · B[k, n].</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="a">A, any strides.</param>
    /// <param name="b">B, rows or columns contiguous.</param>
    /// <param name="c">C, row-major with <paramref name="n"/> columns.</param>
    /// <param name="start">Empty: zero. n elements: a row for every row of C (a bias). Same span as C: the product is added to C.</param>
    /// <param name="scratch"><see cref="ScratchLength"/>(n) elements of this thread's own.</param>
    /// <param name="nonZeros">Where A may differ from zero, by tiles of <see cref="TileRows"/> rows; null: anywhere.</param>
    /// <param name="firstTile">The number in <paramref name="nonZeros"/> of A's first tile.</param>
    public static void Multiply<T>(
        int m, int n, int k, Matrix<T> a, Matrix<T> b, Span<T> c, ReadOnlySpan<T> start, Span<T> scratch, NonZeros? nonZeros = null, int firstTile = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Simd.Width == 512) Multiply<Simd512<T>, T>(m, n, k, a, b, c, start, scratch, nonZeros, firstTile);
        else if (Simd.Width == 256) Multiply<Simd256<T>, T>(m, n, k, a, b, c, start, scratch, nonZeros, firstTile);
        else Multiply<Simd128<T>, T>(m, n, k, a, b, c, start, scratch, nonZeros, firstTile);
    }

    /// <inheritdoc cref="Multiply{T}"/>
    public static void Multiply<V, T>(
        int m, int n, int k, Matrix<T> a, Matrix<T> b, Span<T> c, ReadOnlySpan<T> start, Span<T> scratch, NonZeros? nonZeros = null, int firstTile = 0)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> result = new(c, n);
        bool adds = !start.IsEmpty && Unsafe.AreSame(ref MemoryMarshal.GetReference(start), ref result.Start);
        Matrix<T> first = start.IsEmpty || adds ? default : new(ref MemoryMarshal.GetReference(start), 0, 1);

        for (int row = 0; row < m; row += BlockRows)
        {
            Block<V, T>(
                Math.Min(BlockRows, m - row), n, k, a.From(row, 0), b, result.From(row, 0), first.From(row, 0), scratch, nonZeros, firstTile + (row / TileRows), adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<V, T>(
        int m, int n, int k, Matrix<T> a, Matrix<T> b, Matrix<T> c, Matrix<T> start, Span<T> scratch, NonZeros? nonZeros, int firstTile, bool adds)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool pack = b.ColumnStride != 1 || (m >= RowsWorthPacking && n > 2 * V.Count);
        int width = V.Count * (m > 3 || pack ? 2 : m == 3 ? 3 : 4);
        bool packRows = m >= RowsWorthPacking && n >= ColumnsWorthPacking && nonZeros is null;
        Span<T> spare = scratch[..TileLength], packed = scratch.Slice(TileLength, PanelLength), packedRows = scratch[(TileLength + PanelLength)..];
        for (int depth = 0; depth < k || depth == 0; depth += PanelDepth)
        {
            int rows = Math.Min(PanelDepth, k - depth);
            Matrix<T> left = a.From(0, depth);
            nint tileStride = TileRows * a.RowStride;
            if (packRows) left = MatrixPacking.PackRows(m, rows, left, packedRows, out tileStride);
            for (int column = 0; column < n; column += width)
            {
                Matrix<T> panel = b.From(depth, column);
                int columns = Math.Min(width, n - column);
                if (pack) panel = MatrixPacking.PackPanel<V, T>(rows, columns, panel, packed);
                var tiles = new MatrixTiles<V, T>(
                    m, columns, rows, left, tileStride, panel, c.From(0, column), (adds ? c : start).From(0, column), spare, nonZeros, firstTile, depth / PanelDepth);
                if (adds) Multiply<V, T, Yes>(tiles, columns);
                else Multiply<V, T, No>(tiles, columns);
            }

            start = c; // the next panels continue the chains
        }
    }

    private static void Multiply<V, T, TAdds>(MatrixTiles<V, T> tiles, int columns)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TAdds : struct, IFlag
    {
        if (columns > 3 * V.Count) tiles.Multiply<Four, TAdds>();
        else if (columns > 2 * V.Count) tiles.Multiply<Three, TAdds>();
        else if (columns > V.Count) tiles.Multiply<Two, TAdds>();
        else tiles.Multiply<One, TAdds>();
    }
}
