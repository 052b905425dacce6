using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>C = start + A · B, the three products of a dense layer: X·W, Xᵀ·δ, δ·Wᵀ.</summary>
/// <remarks>
/// B is cut into panels, as wide as a tile of C and <see cref="PanelDepth"/> rows deep, that stay in the nearest caches while a block of A's
/// rows, which stays in the second, passes over them. A panel is copied to contiguous scratch when it is read often enough to pay for that,
/// and always when B is transposed; A is read where it lies unless B is wide. Where A has many zeros, <see cref="NonZeros"/> names the columns
/// a tile needs. Continuing a chain in the next panel starts from the stored C, which is exact: the bits do not depend on the panels. A
/// product that is added to C is first summed by itself, from one panel's depth to the next: weights would swallow the small terms of a
/// gradient one by one. Oracle: <c>NaiveMatrix</c> in the tests.
/// </remarks>
internal static class MatrixProduct
{
    /// <summary>Rows of B in a panel: 256 × 64 floats = 64 KiB at 512 bits, 256 × 16 = 16 KiB at 256.</summary>
    public const int PanelDepth = 256;

    /// <summary>Rows of C in a tile: where the rows are split among several callers, whole tiles lose no time.</summary>
    public const int TileRows = 6;

    // Rows of A in a block: 516 × 256 floats = 516 KiB. A multiple of TileRows.
    private const int BlockRows = 516;

    // From this many rows of A on, copying a panel costs less than reading it with a large stride, ...
    private const int RowsWorthPacking = 24;

    // ... unless all of it, 32 KiB of floats, stays in the first-level cache where it lies.
    private const int ElementsWorthPacking = 8192;

    // From this many columns of B on, copying A costs less than what its strides cost the caches.
    private const int ColumnsWorthPacking = 1024;

    // A tile that C has no room for, 6 rows × 4 registers of 16 floats at most, and a panel of B.
    private const int TileLength = TileRows * 64;
    private const int PanelLength = (PanelDepth * 64) + Simd.Slack;

    /// <summary>Elements of scratch that products with up to this many columns of B need: a tile, a panel of B and a block of A.</summary>
    public static int ScratchLength(int n) => Simd.Slack + TileLength + PanelLength + (n >= ColumnsWorthPacking ? BlockRows * PanelDepth : 0);

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V, T>(
        int m, int n, int k, Matrix<T> a, Matrix<T> b, Span<T> c, ReadOnlySpan<T> start, Span<T> scratch, NonZeros? nonZeros = null, int firstTile = 0)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T product = ref MemoryMarshal.GetReference(c), first = ref MemoryMarshal.GetReference(start);
        bool adds = !start.IsEmpty && Unsafe.AreSame(ref first, ref product);
        int width = V.Count * MatrixTile.Registers<V, T>(m);
        bool packs = b.ColumnStride != 1 || (m >= RowsWorthPacking && n > width && (long)n * Math.Min(k, PanelDepth) > ElementsWorthPacking);
        bool packsRows = m >= RowsWorthPacking && n >= ColumnsWorthPacking && nonZeros is null;
        Span<T> packed = packs || packsRows ? Cache.AlignToLine(scratch[TileLength..]) : default;
        MatrixTiles<V, T> tiles = new() { Spare = scratch, NonZeros = nonZeros };
        for (int row = 0; row < m; row += BlockRows)
        {
            tiles.Rows = Math.Min(BlockRows, m - row);
            tiles.FirstTile = firstTile + (row / TileRows);
            for (int depth = 0; depth < k || depth == 0; depth += PanelDepth)
            {
                tiles.PanelNumber = depth / PanelDepth;
                tiles.Depth = Math.Min(PanelDepth, k - depth);
                tiles.A = a.From(row, depth);
                tiles.TileStride = TileRows * a.RowStride;
                if (packsRows)
                {
                    tiles.A = MatrixPacking.PackRows(tiles.Rows, tiles.Depth, tiles.A, packed[PanelLength..]);
                    tiles.TileStride = TileRows * tiles.Depth;
                }

                for (int column = 0; column < n; column += width)
                {
                    tiles.Columns = Math.Min(width, n - column);
                    tiles.Panel = b.From(depth, column);
                    if (packs)
                    {
                        tiles.Panel = MatrixPacking.PackPanel<V, T>(tiles.Depth, tiles.Columns, tiles.Panel, packed, width);
                        tiles.NextPanel = column + width < n ? b.From(depth, column + width) : default;
                    }

                    tiles.C = new Matrix<T>(ref Unsafe.Add(ref product, (row * (nint)n) + column), n, 1);

                    // The second panel in depth continues the chains that the first began.
                    if (adds || depth > 0) tiles.Start = tiles.C;
                    else if (!start.IsEmpty) tiles.Start = new Matrix<T>(ref Unsafe.Add(ref first, column), 0, 1);
                    else tiles.Start = default;
                    if (adds) tiles.Multiply<Yes>();
                    else tiles.Multiply<No>();
                }
            }
        }
    }
}
