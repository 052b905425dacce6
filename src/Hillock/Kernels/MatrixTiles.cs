using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>C[rows, columns] = start + A[rows, k] · B[k, columns] for all rows of a block of A and one panel of B, tile by tile.</summary>
/// <remarks>
/// What the next tile will read and write of C, and a part of the panel that comes after this one, are asked for before each tile: they
/// lie too far apart for the processor to see them coming. Oracle: <c>NaiveMatrix</c> in the tests.
/// </remarks>
internal ref struct MatrixTiles<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Chains shorter than this are over before what is asked for can come.
    private const int DepthWorthPrefetching = 64;

    /// <summary>Rows of A and C.</summary>
    public int Rows;

    /// <summary>Columns of the panel and of C.</summary>
    public int Columns;

    /// <summary>Columns of A, rows of the panel.</summary>
    public int Depth;

    /// <summary>A's first tile, from the panel's depth on.</summary>
    public Matrix<T> A;

    /// <summary>Elements from a tile of A to the next.</summary>
    public nint TileStride;

    /// <summary>The panel of B, row-major.</summary>
    public Matrix<T> Panel;

    /// <summary>The panel that comes after it, where it will be copied from; none: it is not worth asking for.</summary>
    public Matrix<T> NextPanel;

    /// <summary>C from the panel's first column on.</summary>
    public Matrix<T> C;

    /// <summary>What the chains start from, or what they are added to, from the panel's first column on.</summary>
    public Matrix<T> Start;

    /// <summary>Room for a tile.</summary>
    public Span<T> Spare;

    /// <summary>Where A may differ from zero; null: anywhere.</summary>
    public NonZeros? NonZeros;

    /// <summary>The number there of A's first tile.</summary>
    public int FirstTile;

    /// <summary>The number there of the panel.</summary>
    public int PanelNumber;

    /// <summary>Computes all of C's rows, with as many registers as the columns fill.</summary>
    /// <typeparam name="TAdds">Whether the complete chains are added to <see cref="Start"/>, instead of starting from it.</typeparam>
    public readonly void Multiply<TAdds>()
        where TAdds : struct, IFlag
    {
        if (Columns > 3 * V.Count) Multiply<Four, TAdds>();
        else if (Columns > 2 * V.Count) Multiply<Three, TAdds>();
        else if (Columns > V.Count) Multiply<Two, TAdds>();
        else Multiply<One, TAdds>();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TRegisters, TAdds>()
        where TRegisters : struct, IConstant
        where TAdds : struct, IFlag
    {
        bool prefetches = Depth >= DepthWorthPrefetching;
        for (int row = 0; row < Rows; row += MatrixProduct.TileRows)
        {
            int tile = FirstTile + (row / MatrixProduct.TileRows);
            if (prefetches) Prefetch(row);
            if (NonZeros is null || !NonZeros.IsListed(tile))
            {
                MultiplyTile<TRegisters, No, TAdds>(row, Depth, ref Unsafe.NullRef<int>());
                continue;
            }

            ReadOnlySpan<int> listed = NonZeros.Of(tile, PanelNumber);
            if (!listed.IsEmpty || !TAdds.Value) MultiplyTile<TRegisters, Yes, TAdds>(row, listed.Length, ref MemoryMarshal.GetReference(listed));
        }
    }

    // The next tile of C, and this tile's share of the next panel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Prefetch(int row)
    {
        int end = Math.Min(row + (2 * MatrixProduct.TileRows), Rows);
        for (int r = row + MatrixProduct.TileRows; r < end; r++) Cache.PrefetchNear(ref C.From(r, 0).Start, Columns);
        if (NextPanel.IsNone) return;

        Matrix<T> lines = NextPanel.ColumnStride == 1 ? NextPanel : NextPanel.Transposed;
        int count = NextPanel.ColumnStride == 1 ? Depth : Columns, length = NextPanel.ColumnStride == 1 ? Columns : Depth;
        int share = ((count * MatrixProduct.TileRows) + Rows - 1) / Rows, first = row / MatrixProduct.TileRows * share;
        for (int line = first; line < Math.Min(first + share, count); line++) Cache.Prefetch(ref lines.From(line, 0).Start, length);
    }

    // A row of C may end before its register does, if that is the only one. Where C's rows lie without gaps and the surplus is not longer
    // than a row, a tile's rows may still be stored in order, each over the surplus of the one before; only the last goes to the spare
    // tile first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void MultiplyTile<TRegisters, TListed, TAdds>(int row, int length, ref int listed)
        where TRegisters : struct, IConstant
        where TListed : struct, IFlag
        where TAdds : struct, IFlag
    {
        int rows = Math.Min(MatrixProduct.TileRows, Rows - row);
        Matrix<T> left = new(ref Unsafe.Add(ref A.Start, row / MatrixProduct.TileRows * TileStride), A.RowStride, A.ColumnStride);
        Matrix<T> result = C.From(row, 0), first = Start.From(row, 0);
        if (Columns >= V.Count)
        {
            Tile<TRegisters, TListed, TAdds>(rows, length, ref listed, left, result, ref result.From(rows - 1, 0).Start, first);
            return;
        }

        ref T room = ref MemoryMarshal.GetReference(Spare);
        if (C.RowStride == Columns && 2 * Columns >= V.Count)
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
    private readonly void Copy(ref T source, ref T target) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, Columns).CopyTo(MemoryMarshal.CreateSpan(ref target, Columns));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Tile<TRegisters, TListed, TAdds>(int rows, int length, ref int listed, Matrix<T> left, Matrix<T> target, ref T last, Matrix<T> first)
        where TRegisters : struct, IConstant
        where TListed : struct, IFlag
        where TAdds : struct, IFlag
    {
        nint end = Math.Max(0, Columns - V.Count);
        switch (rows)
        {
            case 6: MatrixTile.Multiply<V, T, Six, TRegisters, TListed, TAdds>(end, length, ref listed, left, Panel, target, ref last, first); break;
            case 5: MatrixTile.Multiply<V, T, Five, TRegisters, TListed, TAdds>(end, length, ref listed, left, Panel, target, ref last, first); break;
            case 4: MatrixTile.Multiply<V, T, Four, TRegisters, TListed, TAdds>(end, length, ref listed, left, Panel, target, ref last, first); break;
            case 3: MatrixTile.Multiply<V, T, Three, TRegisters, TListed, TAdds>(end, length, ref listed, left, Panel, target, ref last, first); break;
            case 2: MatrixTile.Multiply<V, T, Two, TRegisters, TListed, TAdds>(end, length, ref listed, left, Panel, target, ref last, first); break;
            default: MatrixTile.Multiply<V, T, One, TRegisters, TListed, TAdds>(end, length, ref listed, left, Panel, target, ref last, first); break;
        }
    }
}
