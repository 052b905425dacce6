using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hillock.Kernels;

/// <summary>
/// The micro-kernel: a tile of C of up to 6 rows × 2 or 4 registers, kept in registers over the whole of k.
/// </summary>
/// <remarks>
/// Of the 32 registers of AVX-512, 6 × 4 are accumulators, 4 hold B and 1 a broadcast of A: 10 loads for 24 multiply-adds leave room for
/// whatever else the core is doing. Of 16 registers, 6 × 2 + 2 + 1 are used, and fewer rows take more registers each: at least 8 independent
/// chains hide the latency of FMA (4 cycles × 2 units). Each element of C is one chain c ← a·b + c over k in ascending order, so that its
/// bits depend neither on the tile it lies in, nor on the width of the registers, nor on the number of threads. Every accumulator is a local
/// variable and nothing is called, or the JIT would keep them in memory. Oracle: <c>NaiveMatrix</c> in the tests.
/// </remarks>
internal static class MatrixTile
{
    /// <summary>How many registers wide a product of <paramref name="rows"/> rows takes its tiles.</summary>
    public static int Registers<V, T>(int rows)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Registers >= 32 || rows < 3 ? 4 : rows == 3 ? 3 : 2;

    /// <summary>C[rows, columns] = start + A[rows, k] · B[k, columns], with columns up to TRegisters · V.Count.</summary>
    /// <param name="end">
    /// The column of the last register: it may overlap the one before, so that a row's last register ends with the row. Both compute the
    /// same there.
    /// </param>
    /// <param name="k">Length of the chains.</param>
    /// <param name="listed">With TListed: [k] which columns of A and rows of B the chains run over, ascending.</param>
    /// <param name="a">A at the tile's first row; any strides.</param>
    /// <param name="b">B at the tile's first column, row-major; whole registers are loaded, so <see cref="Simd.Slack"/> elements must follow its last.</param>
    /// <param name="c">C at the tile's corner, row-major. Rows are stored in order and as whole registers: what one row stores past its
    /// end, the next may overwrite.</param>
    /// <param name="last">Where the tile's last row goes.</param>
    /// <param name="start">
    /// What the chains start from, or with TAdds what is added when they are complete; row-major, a null reference: zero. A row stride of 0
    /// repeats one row (a bias).
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V, T, TRows, TRegisters, TListed, TAdds>(
        nint end, nint k, ref int listed, Matrix<T> a, Matrix<T> b, Matrix<T> c, ref T last, Matrix<T> start)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IConstant
        where TRegisters : struct, IConstant
        where TListed : struct, IFlag
        where TAdds : struct, IFlag
    {
        nint column1 = TRegisters.Value == 2 ? end : V.Count, column2 = TRegisters.Value == 3 ? end : 2 * V.Count, column3 = end;
        V c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default;
        V c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default;
        V c02 = default, c12 = default, c22 = default, c32 = default, c42 = default, c52 = default;
        V c03 = default, c13 = default, c23 = default, c33 = default, c43 = default, c53 = default;
        if (!TAdds.Value && !start.IsNone)
        {
            ref T row = ref start.Start;
            c00 = V.Load(ref row, 0);
            if (TRegisters.Value > 1) c01 = V.Load(ref row, column1);
            if (TRegisters.Value > 2) c02 = V.Load(ref row, column2);
            if (TRegisters.Value > 3) c03 = V.Load(ref row, column3);

            if (TRows.Value > 1)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c10 = V.Load(ref row, 0);
                if (TRegisters.Value > 1) c11 = V.Load(ref row, column1);
                if (TRegisters.Value > 2) c12 = V.Load(ref row, column2);
                if (TRegisters.Value > 3) c13 = V.Load(ref row, column3);
            }

            if (TRows.Value > 2)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c20 = V.Load(ref row, 0);
                if (TRegisters.Value > 1) c21 = V.Load(ref row, column1);
                if (TRegisters.Value > 2) c22 = V.Load(ref row, column2);
                if (TRegisters.Value > 3) c23 = V.Load(ref row, column3);
            }

            if (TRows.Value > 3)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c30 = V.Load(ref row, 0);
                if (TRegisters.Value > 1) c31 = V.Load(ref row, column1);
                if (TRegisters.Value > 2) c32 = V.Load(ref row, column2);
                if (TRegisters.Value > 3) c33 = V.Load(ref row, column3);
            }

            if (TRows.Value > 4)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c40 = V.Load(ref row, 0);
                if (TRegisters.Value > 1) c41 = V.Load(ref row, column1);
                if (TRegisters.Value > 2) c42 = V.Load(ref row, column2);
                if (TRegisters.Value > 3) c43 = V.Load(ref row, column3);
            }

            if (TRows.Value > 5)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c50 = V.Load(ref row, 0);
                if (TRegisters.Value > 1) c51 = V.Load(ref row, column1);
                if (TRegisters.Value > 2) c52 = V.Load(ref row, column2);
                if (TRegisters.Value > 3) c53 = V.Load(ref row, column3);
            }
        }

        ref T a0 = ref a.Start;
        ref T a3 = ref TRows.Value > 3 ? ref Unsafe.Add(ref a0, 3 * a.RowStride) : ref a0;
        ref T b0 = ref b.Start;
        nint stride = a.RowStride;
        for (nint i = 0; i < k;)
        {
            if (TListed.Value)
            {
                nint p = Unsafe.Add(ref listed, i);
                a0 = ref Unsafe.Add(ref a.Start, p * a.ColumnStride);
                if (TRows.Value > 3) a3 = ref Unsafe.Add(ref a0, 3 * stride);
                b0 = ref Unsafe.Add(ref b.Start, p * b.RowStride);
            }

            V y0 = V.Load(ref b0, 0);
            V y1 = TRegisters.Value > 1 ? V.Load(ref b0, column1) : default;
            V y2 = TRegisters.Value > 2 ? V.Load(ref b0, column2) : default;
            V y3 = TRegisters.Value > 3 ? V.Load(ref b0, column3) : default;

            V x = V.Broadcast(a0);
            c00 = V.MultiplyAdd(x, y0, c00);
            if (TRegisters.Value > 1) c01 = V.MultiplyAdd(x, y1, c01);
            if (TRegisters.Value > 2) c02 = V.MultiplyAdd(x, y2, c02);
            if (TRegisters.Value > 3) c03 = V.MultiplyAdd(x, y3, c03);

            if (TRows.Value > 1)
            {
                x = V.Broadcast(Unsafe.Add(ref a0, stride));
                c10 = V.MultiplyAdd(x, y0, c10);
                if (TRegisters.Value > 1) c11 = V.MultiplyAdd(x, y1, c11);
                if (TRegisters.Value > 2) c12 = V.MultiplyAdd(x, y2, c12);
                if (TRegisters.Value > 3) c13 = V.MultiplyAdd(x, y3, c13);
            }

            if (TRows.Value > 2)
            {
                x = V.Broadcast(Unsafe.Add(ref a0, 2 * stride));
                c20 = V.MultiplyAdd(x, y0, c20);
                if (TRegisters.Value > 1) c21 = V.MultiplyAdd(x, y1, c21);
                if (TRegisters.Value > 2) c22 = V.MultiplyAdd(x, y2, c22);
                if (TRegisters.Value > 3) c23 = V.MultiplyAdd(x, y3, c23);
            }

            if (TRows.Value > 3)
            {
                x = V.Broadcast(a3);
                c30 = V.MultiplyAdd(x, y0, c30);
                if (TRegisters.Value > 1) c31 = V.MultiplyAdd(x, y1, c31);
                if (TRegisters.Value > 2) c32 = V.MultiplyAdd(x, y2, c32);
                if (TRegisters.Value > 3) c33 = V.MultiplyAdd(x, y3, c33);
            }

            if (TRows.Value > 4)
            {
                x = V.Broadcast(Unsafe.Add(ref a3, stride));
                c40 = V.MultiplyAdd(x, y0, c40);
                if (TRegisters.Value > 1) c41 = V.MultiplyAdd(x, y1, c41);
                if (TRegisters.Value > 2) c42 = V.MultiplyAdd(x, y2, c42);
                if (TRegisters.Value > 3) c43 = V.MultiplyAdd(x, y3, c43);
            }

            if (TRows.Value > 5)
            {
                x = V.Broadcast(Unsafe.Add(ref a3, 2 * stride));
                c50 = V.MultiplyAdd(x, y0, c50);
                if (TRegisters.Value > 1) c51 = V.MultiplyAdd(x, y1, c51);
                if (TRegisters.Value > 2) c52 = V.MultiplyAdd(x, y2, c52);
                if (TRegisters.Value > 3) c53 = V.MultiplyAdd(x, y3, c53);
            }

            if (++i == k) break; // a reference must not leave its array, not even unused
            if (!TListed.Value)
            {
                a0 = ref Unsafe.Add(ref a0, a.ColumnStride);
                if (TRows.Value > 3) a3 = ref Unsafe.Add(ref a3, a.ColumnStride);
                b0 = ref Unsafe.Add(ref b0, b.RowStride);
            }
        }

        // All before the first is stored: a row may be stored over the next one's beginning.
        if (TAdds.Value)
        {
            ref T row = ref start.Start;
            c00 += V.Load(ref row, 0);
            if (TRegisters.Value > 1) c01 += V.Load(ref row, column1);
            if (TRegisters.Value > 2) c02 += V.Load(ref row, column2);
            if (TRegisters.Value > 3) c03 += V.Load(ref row, column3);

            if (TRows.Value > 1)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c10 += V.Load(ref row, 0);
                if (TRegisters.Value > 1) c11 += V.Load(ref row, column1);
                if (TRegisters.Value > 2) c12 += V.Load(ref row, column2);
                if (TRegisters.Value > 3) c13 += V.Load(ref row, column3);
            }

            if (TRows.Value > 2)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c20 += V.Load(ref row, 0);
                if (TRegisters.Value > 1) c21 += V.Load(ref row, column1);
                if (TRegisters.Value > 2) c22 += V.Load(ref row, column2);
                if (TRegisters.Value > 3) c23 += V.Load(ref row, column3);
            }

            if (TRows.Value > 3)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c30 += V.Load(ref row, 0);
                if (TRegisters.Value > 1) c31 += V.Load(ref row, column1);
                if (TRegisters.Value > 2) c32 += V.Load(ref row, column2);
                if (TRegisters.Value > 3) c33 += V.Load(ref row, column3);
            }

            if (TRows.Value > 4)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c40 += V.Load(ref row, 0);
                if (TRegisters.Value > 1) c41 += V.Load(ref row, column1);
                if (TRegisters.Value > 2) c42 += V.Load(ref row, column2);
                if (TRegisters.Value > 3) c43 += V.Load(ref row, column3);
            }

            if (TRows.Value > 5)
            {
                row = ref Unsafe.Add(ref row, start.RowStride);
                c50 += V.Load(ref row, 0);
                if (TRegisters.Value > 1) c51 += V.Load(ref row, column1);
                if (TRegisters.Value > 2) c52 += V.Load(ref row, column2);
                if (TRegisters.Value > 3) c53 += V.Load(ref row, column3);
            }
        }

        ref T target = ref TRows.Value > 1 ? ref c.Start : ref last;
        c00.Store(ref target, 0);
        if (TRegisters.Value > 1) c01.Store(ref target, column1);
        if (TRegisters.Value > 2) c02.Store(ref target, column2);
        if (TRegisters.Value > 3) c03.Store(ref target, column3);

        if (TRows.Value > 1)
        {
            target = ref TRows.Value > 2 ? ref Unsafe.Add(ref target, c.RowStride) : ref last;
            c10.Store(ref target, 0);
            if (TRegisters.Value > 1) c11.Store(ref target, column1);
            if (TRegisters.Value > 2) c12.Store(ref target, column2);
            if (TRegisters.Value > 3) c13.Store(ref target, column3);
        }

        if (TRows.Value > 2)
        {
            target = ref TRows.Value > 3 ? ref Unsafe.Add(ref target, c.RowStride) : ref last;
            c20.Store(ref target, 0);
            if (TRegisters.Value > 1) c21.Store(ref target, column1);
            if (TRegisters.Value > 2) c22.Store(ref target, column2);
            if (TRegisters.Value > 3) c23.Store(ref target, column3);
        }

        if (TRows.Value > 3)
        {
            target = ref TRows.Value > 4 ? ref Unsafe.Add(ref target, c.RowStride) : ref last;
            c30.Store(ref target, 0);
            if (TRegisters.Value > 1) c31.Store(ref target, column1);
            if (TRegisters.Value > 2) c32.Store(ref target, column2);
            if (TRegisters.Value > 3) c33.Store(ref target, column3);
        }

        if (TRows.Value > 4)
        {
            target = ref TRows.Value > 5 ? ref Unsafe.Add(ref target, c.RowStride) : ref last;
            c40.Store(ref target, 0);
            if (TRegisters.Value > 1) c41.Store(ref target, column1);
            if (TRegisters.Value > 2) c42.Store(ref target, column2);
            if (TRegisters.Value > 3) c43.Store(ref target, column3);
        }

        if (TRows.Value > 5)
        {
            target = ref last;
            c50.Store(ref target, 0);
            if (TRegisters.Value > 1) c51.Store(ref target, column1);
            if (TRegisters.Value > 2) c52.Store(ref target, column2);
            if (TRegisters.Value > 3) c53.Store(ref target, column3);
        }
    }
}
