using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>Where a matrix lies in memory: element (i, j) at <c>start + i·RowStride + j·ColumnStride</c>.</summary>
/// <remarks>The transpose is the same memory with the strides exchanged; no data move. A default matrix is none.</remarks>
internal readonly ref struct Matrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly ref T Start;
    public readonly nint RowStride;
    public readonly nint ColumnStride;

    public Matrix(ref T start, nint rowStride, nint columnStride)
    {
        Start = ref start;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>A row-major matrix of the given number of columns.</summary>
    public Matrix(ReadOnlySpan<T> rowMajor, int columns)
        : this(ref MemoryMarshal.GetReference(rowMajor), columns, 1)
    {
    }

    public Matrix<T> Transposed => new(ref Start, ColumnStride, RowStride);

    /// <summary>Whether there is no matrix.</summary>
    public bool IsNone => Unsafe.IsNullRef(ref Start);

    /// <summary>The part from an element on, down and to the right.</summary>
    public Matrix<T> From(nint row, nint column) =>
        IsNone ? this : new(ref Unsafe.Add(ref Start, (row * RowStride) + (column * ColumnStride)), RowStride, ColumnStride);
}
