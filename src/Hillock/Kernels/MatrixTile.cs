using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>A number known to the JIT: branches on it disappear from the compiled code.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

internal readonly struct One : IConstant
{
    public static int Value => 1;
}

internal readonly struct Two : IConstant
{
    public static int Value => 2;
}

internal readonly struct Three : IConstant
{
    public static int Value => 3;
}

internal readonly struct Four : IConstant
{
    public static int Value => 4;
}

internal readonly struct Five : IConstant
{
    public static int Value => 5;
}

internal readonly struct Six : IConstant
{
    public static int Value => 6;
}

/// <summary>
/// The micro-kernel: up to 6 rows × 2 registers of C, kept in registers over the whole of k.
/// </summary>
/// <remarks>
/// 6 × 2 accumulators + 2 registers of B + 1 broadcast of A = 15 of the 16 registers of AVX2; 12 independent chains hide the latency
/// of FMA (4 cycles × 2 units = 8). Each element of C is one chain c ← a·b + c over k in ascending order, so that its bits depend neither
/// on the tile it lies in, nor on the width of the registers, nor on the number of threads. Oracle: <c>NaiveMatrix</c> in the tests.
/// </remarks>
internal static class MatrixTile
{
    /// <summary>C[rows, columns] = start + A[rows, k] · B[k, columns], with columns ≤ TRegisters · V.Count.</summary>
    /// <param name="k">Length of the chains.</param>
    /// <param name="a">A at the tile's first row; any strides.</param>
    /// <param name="b">B at the tile's first column; whole registers are loaded, so <see cref="Simd.Slack"/> elements must follow its last.</param>
    /// <param name="bStride">Elements from a row of B to the next.</param>
    /// <param name="c">C at the tile's corner.</param>
    /// <param name="cStride">Elements from a row of C to the next.</param>
    /// <param name="columns">Columns of C that are written.</param>
    /// <param name="start">Row 0 of what the chains start from.</param>
    /// <param name="startStride">Elements from a row of <paramref name="start"/> to the next: 0 repeats one row (a bias).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V, T, TRows, TRegisters>(
        int k, Matrix<T> a, ref T b, nint bStride, ref T c, nint cStride, int columns, ref T start, nint startStride)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IConstant
        where TRegisters : struct, IConstant
    {
        V c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default;
        V c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default;
        if (!Unsafe.IsNullRef(ref start))
        {
            c00 = V.Load(ref start, 0);
            if (TRows.Value > 1) c10 = V.Load(ref start, startStride);
            if (TRows.Value > 2) c20 = V.Load(ref start, 2 * startStride);
            if (TRows.Value > 3) c30 = V.Load(ref start, 3 * startStride);
            if (TRows.Value > 4) c40 = V.Load(ref start, 4 * startStride);
            if (TRows.Value > 5) c50 = V.Load(ref start, 5 * startStride);
            if (TRegisters.Value > 1)
            {
                c01 = V.Load(ref start, V.Count);
                if (TRows.Value > 1) c11 = V.Load(ref start, startStride + V.Count);
                if (TRows.Value > 2) c21 = V.Load(ref start, (2 * startStride) + V.Count);
                if (TRows.Value > 3) c31 = V.Load(ref start, (3 * startStride) + V.Count);
                if (TRows.Value > 4) c41 = V.Load(ref start, (4 * startStride) + V.Count);
                if (TRows.Value > 5) c51 = V.Load(ref start, (5 * startStride) + V.Count);
            }
        }

        ref T a0 = ref a.Start;
        ref T a3 = ref Unsafe.Add(ref a0, 3 * a.RowStride);
        nint stride = a.RowStride;
        nint step = a.ColumnStride;
        for (int i = 0; i < k; i++)
        {
            V b0 = V.Load(ref b, 0);
            V b1 = TRegisters.Value > 1 ? V.Load(ref b, V.Count) : default;

            V x = V.Broadcast(a0);
            c00 = V.MultiplyAdd(x, b0, c00);
            if (TRegisters.Value > 1) c01 = V.MultiplyAdd(x, b1, c01);
            if (TRows.Value > 1)
            {
                x = V.Broadcast(Unsafe.Add(ref a0, stride));
                c10 = V.MultiplyAdd(x, b0, c10);
                if (TRegisters.Value > 1) c11 = V.MultiplyAdd(x, b1, c11);
            }

            if (TRows.Value > 2)
            {
                x = V.Broadcast(Unsafe.Add(ref a0, 2 * stride));
                c20 = V.MultiplyAdd(x, b0, c20);
                if (TRegisters.Value > 1) c21 = V.MultiplyAdd(x, b1, c21);
            }

            if (TRows.Value > 3)
            {
                x = V.Broadcast(a3);
                c30 = V.MultiplyAdd(x, b0, c30);
                if (TRegisters.Value > 1) c31 = V.MultiplyAdd(x, b1, c31);
            }

            if (TRows.Value > 4)
            {
                x = V.Broadcast(Unsafe.Add(ref a3, stride));
                c40 = V.MultiplyAdd(x, b0, c40);
                if (TRegisters.Value > 1) c41 = V.MultiplyAdd(x, b1, c41);
            }

            if (TRows.Value > 5)
            {
                x = V.Broadcast(Unsafe.Add(ref a3, 2 * stride));
                c50 = V.MultiplyAdd(x, b0, c50);
                if (TRegisters.Value > 1) c51 = V.MultiplyAdd(x, b1, c51);
            }

            a0 = ref Unsafe.Add(ref a0, step);
            a3 = ref Unsafe.Add(ref a3, step);
            b = ref Unsafe.Add(ref b, bStride);
        }

        if (columns == TRegisters.Value * V.Count)
        {
            c00.Store(ref c, 0);
            if (TRows.Value > 1) c10.Store(ref c, cStride);
            if (TRows.Value > 2) c20.Store(ref c, 2 * cStride);
            if (TRows.Value > 3) c30.Store(ref c, 3 * cStride);
            if (TRows.Value > 4) c40.Store(ref c, 4 * cStride);
            if (TRows.Value > 5) c50.Store(ref c, 5 * cStride);
            if (TRegisters.Value > 1)
            {
                c01.Store(ref c, V.Count);
                if (TRows.Value > 1) c11.Store(ref c, cStride + V.Count);
                if (TRows.Value > 2) c21.Store(ref c, (2 * cStride) + V.Count);
                if (TRows.Value > 3) c31.Store(ref c, (3 * cStride) + V.Count);
                if (TRows.Value > 4) c41.Store(ref c, (4 * cStride) + V.Count);
                if (TRows.Value > 5) c51.Store(ref c, (5 * cStride) + V.Count);
            }

            return;
        }

        StorePart<V, T>(c00, c01, ref c, columns);
        if (TRows.Value > 1) StorePart<V, T>(c10, c11, ref Unsafe.Add(ref c, cStride), columns);
        if (TRows.Value > 2) StorePart<V, T>(c20, c21, ref Unsafe.Add(ref c, 2 * cStride), columns);
        if (TRows.Value > 3) StorePart<V, T>(c30, c31, ref Unsafe.Add(ref c, 3 * cStride), columns);
        if (TRows.Value > 4) StorePart<V, T>(c40, c41, ref Unsafe.Add(ref c, 4 * cStride), columns);
        if (TRows.Value > 5) StorePart<V, T>(c50, c51, ref Unsafe.Add(ref c, 5 * cStride), columns);
    }

    // The next row of C begins right behind the last column: a whole register must not be stored there.
    private static void StorePart<V, T>(V left, V right, ref T c, int columns)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out Pair<T> row);
        left.Store(ref row.First, 0);
        right.Store(ref row.First, V.Count);
        row[..columns].CopyTo(MemoryMarshal.CreateSpan(ref c, columns));
    }

    [InlineArray(32)]
    private struct Pair<T>
    {
        private T first;

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ref T First => ref first;
    }
}
