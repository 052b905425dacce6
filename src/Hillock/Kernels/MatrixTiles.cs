using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>C[m, columns] = start + A[m, k] · B[k, columns] for all rows of a block of A and one panel of B, tile by tile.</summary>
/// <param name="m">Rows of A and C.</param>
/// <param name="columns">Columns of the panel and of C.</param>
/// <param name="k">Columns of A, rows of the panel.</param>
/// <param name="a">A's first tile, from the panel's depth on.</param>
/// <param name="tileStride">Elements from a tile of A to the next.</param>
/// <param name="panel">The panel, row-major.</param>
/// <param name="c">C from the panel's first column on.</param>
/// <param name="start">What the chains start from, from the panel's first column on.</param>
/// <param name="spare">Room for a tile.</param>
/// <param name="nonZeros">Where A may differ from zero; null: anywhere.</param>
/// <param name="firstTile">The number there of A's first tile.</param>
/// <param name="depth">The number of the panel in depth.</param>
internal readonly ref struct MatrixTiles<V, T>(
    int m,
    int columns,
    int k,
    Matrix<T> a,
    nint tileStride,
    Matrix<T> panel,
    Matrix<T> c,
    Matrix<T> start,
    Span<T> spare,
    NonZeros? nonZeros,
    int firstTile,
    int depth)
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int m = m;
    private readonly int columns = columns;
    private readonly int k = k;
    private readonly Matrix<T> a = a;
    private readonly nint tileStride = tileStride;
    private readonly Matrix<T> panel = panel;
    private readonly Matrix<T> c = c;
    private readonly Matrix<T> start = start;
    private readonly Span<T> spare = spare;
    private readonly NonZeros? nonZeros = nonZeros;
    private readonly int firstTile = firstTile;
    private readonly int depth = depth;

    /// <summary>Computes all of C's rows, with as many registers as the columns fill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply<TRegisters, TAdds>()
        where TRegisters : struct, IConstant
        where TAdds : struct, IFlag
    {
        for (int row = 0; row < m; row += MatrixProduct.TileRows)
        {
            int tile = firstTile + (row / MatrixProduct.TileRows);
            if (nonZeros is null || !nonZeros.IsListed(tile))
            {
                MultiplyTile<TRegisters, No, TAdds>(row, k, ref Unsafe.NullRef<int>());
                continue;
            }

            ReadOnlySpan<int> listed = nonZeros.Of(tile, depth);
            if (!listed.IsEmpty || !TAdds.Value) MultiplyTile<TRegisters, Yes, TAdds>(row, listed.Length, ref MemoryMarshal.GetReference(listed));
        }
    }

    // A row of C may end before its register does, if that is the only one. Where C's rows lie without gaps and the surplus is not longer
    // than a row, a tile's rows may still be stored in order, each over the surplus of the one before; only the last goes to the spare
    // tile first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MultiplyTile<TRegisters, TListed, TAdds>(int row, int length, ref int listed)
        where TRegisters : struct, IConstant
        where TListed : struct, IFlag
        where TAdds : struct, IFlag
    {
        int rows = Math.Min(MatrixProduct.TileRows, m - row);
        Matrix<T> left = new(ref Unsafe.Add(ref a.Start, row / MatrixProduct.TileRows * tileStride), a.RowStride, a.ColumnStride);
        Matrix<T> result = c.From(row, 0), first = start.From(row, 0);
        if (columns >= V.Count)
        {
            Tile<TRegisters, TListed, TAdds>(rows, length, ref listed, left, result, ref result.From(rows - 1, 0).Start, first);
            return;
        }

        ref T room = ref MemoryMarshal.GetReference(spare);
        if (c.RowStride == columns && 2 * columns >= V.Count)
        {
            Tile<TRegisters, TListed, TAdds>(rows, length, ref listed, left, result, ref room, first);
            Copy(ref room, ref result.From(rows - 1, 0).Start);
            return;
        }

        Matrix<T> target = new(ref room, V.Count, 1);
        Tile<TRegisters, TListed, TAdds>(rows, length, ref listed, left, target, ref target.From(rows - 1, 0).Start, first);
        for (int i = 0; i < rows; i++) Copy(ref target.From(i, 0).Start, ref result.From(i, 0).Start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Copy(ref T source, ref T target) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, columns).CopyTo(MemoryMarshal.CreateSpan(ref target, columns));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tile<TRegisters, TListed, TAdds>(int rows, int length, ref int listed, Matrix<T> left, Matrix<T> target, ref T last, Matrix<T> first)
        where TRegisters : struct, IConstant
        where TListed : struct, IFlag
        where TAdds : struct, IFlag
    {
        nint end = Math.Max(0, columns - V.Count);
        switch (rows)
        {
            case 6: MatrixTile.Multiply<V, T, Six, TRegisters, TListed, TAdds>(end, length, ref listed, left, panel, target, ref last, first); break;
            case 5: MatrixTile.Multiply<V, T, Five, TRegisters, TListed, TAdds>(end, length, ref listed, left, panel, target, ref last, first); break;
            case 4: MatrixTile.Multiply<V, T, Four, TRegisters, TListed, TAdds>(end, length, ref listed, left, panel, target, ref last, first); break;
            case 3: MatrixTile.Multiply<V, T, Three, TRegisters, TListed, TAdds>(end, length, ref listed, left, panel, target, ref last, first); break;
            case 2: MatrixTile.Multiply<V, T, Two, TRegisters, TListed, TAdds>(end, length, ref listed, left, panel, target, ref last, first); break;
            default: MatrixTile.Multiply<V, T, One, TRegisters, TListed, TAdds>(end, length, ref listed, left, panel, target, ref last, first); break;
        }
    }
}
