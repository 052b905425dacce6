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
/// The micro-kernel: a tile of C of up to 6 rows × 2 registers, or up to 3 rows × 4, kept in registers over the whole of k.
/// </summary>
/// <remarks>
/// 6 × 2 accumulators + 2 registers of B + 1 broadcast of A = 15 of the 16 registers of AVX2; 12 independent chains hide the latency
/// of FMA (4 cycles × 2 units = 8). Few rows have few chains: they take 4 registers of columns instead. Each element of C is one chain
/// c ← a·b + c over k in ascending order, so that its bits depend neither on the tile it lies in, nor on the width of the registers, nor
/// on the number of threads. The method calls nothing: the JIT would spill every accumulator in the loop. Oracle: <c>NaiveMatrix</c>
/// in the tests.
/// </remarks>
internal static class MatrixTile
{
    /// <summary>C[rows, columns] = start + A[rows, k] · B[k, columns], with columns = TRegisters · V.Count.</summary>
    /// <param name="k">Length of the chains.</param>
    /// <param name="a">A at the tile's first row; any strides.</param>
    /// <param name="b">B at the tile's first column; whole registers are loaded, so <see cref="Simd.Slack"/> elements must follow its last.</param>
    /// <param name="bStride">Elements from a row of B to the next.</param>
    /// <param name="c">C at the tile's corner; whole registers are stored.</param>
    /// <param name="cStride">Elements from a row of C to the next.</param>
    /// <param name="start">Row 0 of what the chains start from; a null reference: zero.</param>
    /// <param name="startStride">Elements from a row of <paramref name="start"/> to the next: 0 repeats one row (a bias).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V, T, TRows, TRegisters>(
        int k, Matrix<T> a, ref T b, nint bStride, ref T c, nint cStride, ref T start, nint startStride)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IConstant
        where TRegisters : struct, IConstant
    {
        V c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default;
        V c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default;
        V c02 = default, c12 = default, c22 = default;
        V c03 = default, c13 = default, c23 = default;
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

            if (TRegisters.Value > 2)
            {
                c02 = V.Load(ref start, 2 * V.Count);
                if (TRows.Value > 1) c12 = V.Load(ref start, startStride + (2 * V.Count));
                if (TRows.Value > 2) c22 = V.Load(ref start, (2 * startStride) + (2 * V.Count));
            }

            if (TRegisters.Value > 3)
            {
                c03 = V.Load(ref start, 3 * V.Count);
                if (TRows.Value > 1) c13 = V.Load(ref start, startStride + (3 * V.Count));
                if (TRows.Value > 2) c23 = V.Load(ref start, (2 * startStride) + (3 * V.Count));
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
            V b2 = TRegisters.Value > 2 ? V.Load(ref b, 2 * V.Count) : default;
            V b3 = TRegisters.Value > 3 ? V.Load(ref b, 3 * V.Count) : default;

            V x = V.Broadcast(a0);
            c00 = V.MultiplyAdd(x, b0, c00);
            if (TRegisters.Value > 1) c01 = V.MultiplyAdd(x, b1, c01);
            if (TRegisters.Value > 2) c02 = V.MultiplyAdd(x, b2, c02);
            if (TRegisters.Value > 3) c03 = V.MultiplyAdd(x, b3, c03);

            if (TRows.Value > 1)
            {
                x = V.Broadcast(Unsafe.Add(ref a0, stride));
                c10 = V.MultiplyAdd(x, b0, c10);
                if (TRegisters.Value > 1) c11 = V.MultiplyAdd(x, b1, c11);
                if (TRegisters.Value > 2) c12 = V.MultiplyAdd(x, b2, c12);
                if (TRegisters.Value > 3) c13 = V.MultiplyAdd(x, b3, c13);
            }

            if (TRows.Value > 2)
            {
                x = V.Broadcast(Unsafe.Add(ref a0, 2 * stride));
                c20 = V.MultiplyAdd(x, b0, c20);
                if (TRegisters.Value > 1) c21 = V.MultiplyAdd(x, b1, c21);
                if (TRegisters.Value > 2) c22 = V.MultiplyAdd(x, b2, c22);
                if (TRegisters.Value > 3) c23 = V.MultiplyAdd(x, b3, c23);
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

        if (TRegisters.Value > 2)
        {
            c02.Store(ref c, 2 * V.Count);
            if (TRows.Value > 1) c12.Store(ref c, cStride + (2 * V.Count));
            if (TRows.Value > 2) c22.Store(ref c, (2 * cStride) + (2 * V.Count));
        }

        if (TRegisters.Value > 3)
        {
            c03.Store(ref c, 3 * V.Count);
            if (TRows.Value > 1) c13.Store(ref c, cStride + (3 * V.Count));
            if (TRows.Value > 2) c23.Store(ref c, (2 * cStride) + (3 * V.Count));
        }
    }
}
