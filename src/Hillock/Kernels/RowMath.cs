using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>Sums over one row in one fixed order, whatever the vector width.</summary>
/// <remarks>
/// Element i is added to lane i mod 16 from left to right; then the lanes are added from left to right. 16 lanes are one, two or more
/// registers, so the bits do not depend on how wide those are. A row of up to 16 elements is thus summed plainly in order, and is so
/// without registers: ten classes are too few to fill one.
/// </remarks>
internal static class RowMath
{
    private const int Lanes = 16;

    /// <summary>Rows up to this long are handled faster element by element than each by registers of its own.</summary>
    public const int Narrow = 32;

    /// <summary>The largest element (NaN is passed over).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Max<V, T>(ReadOnlySpan<T> row)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.NegativeInfinity;
        int i = 0;
        if (row.Length >= Lanes)
        {
            ref T source = ref MemoryMarshal.GetReference(row);
            V maxima = V.Constant(double.NegativeInfinity);
            for (; i <= row.Length - V.Count; i += V.Count)
            {
                V x = V.Load(ref source, i);
                maxima = V.Select(V.LessThan(maxima, x), x, maxima);
            }

            Elementwise.Tail<T> lanes = default;
            maxima.Store(ref lanes.First, 0);
            foreach (T x in lanes[..V.Count]) largest = x > largest ? x : largest;
        }

        for (; i < row.Length; i++) largest = row[i] > largest ? row[i] : largest;
        return largest;
    }

    /// <summary>Σ xᵢ.</summary>
    public static T Sum<V, T>(ReadOnlySpan<T> x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length > Lanes) return Sum<V, T, First<T>>(default, x, x);
        T sum = T.Zero;
        foreach (T value in x) sum += value;
        return sum;
    }

    /// <summary>Σ xᵢ·yᵢ.</summary>
    public static T Dot<V, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length > Lanes) return Sum<V, T, Product<T>>(default, x, y);
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>Σ f(xᵢ, yᵢ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Sum<V, T, TOperator>(TOperator f, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IBinaryOperator<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length);
        ref T sourceX = ref MemoryMarshal.GetReference(x);
        ref T sourceY = ref MemoryMarshal.GetReference(y);
        Elementwise.Tail<T> lanes = default;
        nint i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            for (nint lane = 0; lane < Lanes; lane += V.Count)
                Add(f.Invoke(V.Load(ref sourceX, i + lane), V.Load(ref sourceY, i + lane)), ref lanes.First, lane);
        }

        int rest = x.Length - (int)i;
        if (rest > 0)
        {
            Elementwise.Tail<T> tailX = default, tailY = default;
            x[(int)i..].CopyTo(tailX);
            y.Slice((int)i, rest).CopyTo(tailY);
            for (nint lane = 0; lane < rest; lane += V.Count)
                f.Invoke(V.Load(ref tailX.First, lane), V.Load(ref tailY.First, lane)).Store(ref tailX.First, lane);
            tailX[rest..].Clear();
            for (nint lane = 0; lane < rest; lane += V.Count) Add(V.Load(ref tailX.First, lane), ref lanes.First, lane);
        }

        return AddUp(ref lanes, x.Length);
    }

    /// <summary>Σ exp(zᵢ − shift); the terms go to <paramref name="exponentials"/> unless that is empty. In place is allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T SumOfExponentials<V, T>(ReadOnlySpan<T> z, T shift, Span<T> exponentials)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool keep = !exponentials.IsEmpty;
        if (keep) ArgumentOutOfRangeException.ThrowIfLessThan(exponentials.Length, z.Length);
        ref T source = ref MemoryMarshal.GetReference(z);
        ref T target = ref MemoryMarshal.GetReference(exponentials);
        V shifts = V.Broadcast(shift);
        Elementwise.Tail<T> lanes = default;
        nint i = 0;
        for (; i <= z.Length - Lanes; i += Lanes)
        {
            for (nint lane = 0; lane < Lanes; lane += V.Count)
            {
                V e = SimdMath.Exp<V, T>(V.Load(ref source, i + lane) - shifts);
                if (keep) e.Store(ref target, i + lane);
                Add(e, ref lanes.First, lane);
            }
        }

        int rest = z.Length - (int)i;
        if (rest > 0)
        {
            Elementwise.Tail<T> tail = default;
            z[(int)i..].CopyTo(tail);
            for (nint lane = 0; lane < rest; lane += V.Count)
                SimdMath.Exp<V, T>(V.Load(ref tail.First, lane) - shifts).Store(ref tail.First, lane);
            tail[rest..].Clear();
            if (keep) tail[..rest].CopyTo(exponentials[(int)i..]);
            for (nint lane = 0; lane < rest; lane += V.Count) Add(V.Load(ref tail.First, lane), ref lanes.First, lane);
        }

        return AddUp(ref lanes, z.Length);
    }

    /// <summary>x ← factor·x.</summary>
    public static void Multiply<V, T>(Span<T> x, T factor)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length > Narrow) Elementwise.Map<V, T, ScaleBy<T>>(new ScaleBy<T>(factor), x, x);
        else foreach (ref T value in x) value *= factor;
    }

    /// <summary>z less the largest z of its row, for rows of up to <see cref="Narrow"/> elements. In place is allowed.</summary>
    public static void ShiftNarrowRows<T>(ReadOnlySpan<T> z, Span<T> shifted, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < z.Length; start += width)
        {
            ReadOnlySpan<T> row = z.Slice(start, width);
            Span<T> shiftedRow = shifted.Slice(start, width);
            T max = row[0];
            foreach (T x in row) max = T.MaxNative(max, x);
            for (int i = 0; i < row.Length; i++) shiftedRow[i] = row[i] - max;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<V, T>(V x, ref T lanes, nint lane)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (V.Load(ref lanes, lane) + x).Store(ref lanes, lane);

    private static T AddUp<T>(ref Elementwise.Tail<T> lanes, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int lane = 0; lane < Math.Min(Lanes, length); lane++) sum += lanes[lane];
        return sum;
    }

    private readonly struct First<T> : IBinaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b)
            where V : struct, ISimd<V, T> => a;
    }
}
