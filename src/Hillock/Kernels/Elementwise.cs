using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>y = f(x), written once for every width.</summary>
internal interface IUnaryOperator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    V Invoke<V>(V x)
        where V : struct, ISimd<V, T>;
}

/// <summary>y = f(a, b), written once for every width.</summary>
internal interface IBinaryOperator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    V Invoke<V>(V a, V b)
        where V : struct, ISimd<V, T>;
}

/// <summary>y = f(a, b, c), written once for every width.</summary>
internal interface ITernaryOperator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    V Invoke<V>(V a, V b, V c)
        where V : struct, ISimd<V, T>;
}

/// <summary>Applies an operator to every element. The output may be one of the inputs.</summary>
/// <remarks>
/// The tail goes through the same vector code in a small padded buffer: an element's bits do not depend on where in the span it lies.
/// </remarks>
internal static class Elementwise
{
    public static void Map<T, TOperator>(TOperator f, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IUnaryOperator<T>
    {
        if (Simd.Width == 512) Map<Simd512<T>, T, TOperator>(f, x, y);
        else if (Simd.Width == 256) Map<Simd256<T>, T, TOperator>(f, x, y);
        else Map<Simd128<T>, T, TOperator>(f, x, y);
    }

    public static void Map<T, TOperator>(TOperator f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IBinaryOperator<T>
    {
        if (Simd.Width == 512) Map<Simd512<T>, T, TOperator>(f, a, b, y);
        else if (Simd.Width == 256) Map<Simd256<T>, T, TOperator>(f, a, b, y);
        else Map<Simd128<T>, T, TOperator>(f, a, b, y);
    }

    public static void Map<T, TOperator>(TOperator f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, ITernaryOperator<T>
    {
        if (Simd.Width == 512) Map<Simd512<T>, T, TOperator>(f, a, b, c, y);
        else if (Simd.Width == 256) Map<Simd256<T>, T, TOperator>(f, a, b, c, y);
        else Map<Simd128<T>, T, TOperator>(f, a, b, c, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<V, T, TOperator>(TOperator f, ReadOnlySpan<T> x, Span<T> y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IUnaryOperator<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length);
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T target = ref MemoryMarshal.GetReference(y);
        nint i = 0;
        for (; i <= x.Length - V.Count; i += V.Count)
            f.Invoke(V.Load(ref source, i)).Store(ref target, i);

        if (i == x.Length) return;
        Tail<T> tail = default;
        x[(int)i..].CopyTo(tail);
        f.Invoke(V.Load(ref tail.First, 0)).Store(ref tail.First, 0);
        tail[..(x.Length - (int)i)].CopyTo(y[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<V, T, TOperator>(TOperator f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IBinaryOperator<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, a.Length);
        ref T sourceA = ref MemoryMarshal.GetReference(a);
        ref T sourceB = ref MemoryMarshal.GetReference(b);
        ref T target = ref MemoryMarshal.GetReference(y);
        nint i = 0;
        for (; i <= a.Length - V.Count; i += V.Count)
            f.Invoke(V.Load(ref sourceA, i), V.Load(ref sourceB, i)).Store(ref target, i);

        if (i == a.Length) return;
        int rest = a.Length - (int)i;
        Tail<T> tailA = default, tailB = default;
        a[(int)i..].CopyTo(tailA);
        b.Slice((int)i, rest).CopyTo(tailB);
        f.Invoke(V.Load(ref tailA.First, 0), V.Load(ref tailB.First, 0)).Store(ref tailA.First, 0);
        tailA[..rest].CopyTo(y[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<V, T, TOperator>(TOperator f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, ITernaryOperator<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(c.Length, a.Length);
        ref T sourceA = ref MemoryMarshal.GetReference(a);
        ref T sourceB = ref MemoryMarshal.GetReference(b);
        ref T sourceC = ref MemoryMarshal.GetReference(c);
        ref T target = ref MemoryMarshal.GetReference(y);
        nint i = 0;
        for (; i <= a.Length - V.Count; i += V.Count)
            f.Invoke(V.Load(ref sourceA, i), V.Load(ref sourceB, i), V.Load(ref sourceC, i)).Store(ref target, i);

        if (i == a.Length) return;
        int rest = a.Length - (int)i;
        Tail<T> tailA = default, tailB = default, tailC = default;
        a[(int)i..].CopyTo(tailA);
        b.Slice((int)i, rest).CopyTo(tailB);
        c.Slice((int)i, rest).CopyTo(tailC);
        f.Invoke(V.Load(ref tailA.First, 0), V.Load(ref tailB.First, 0), V.Load(ref tailC.First, 0)).Store(ref tailA.First, 0);
        tailA[..rest].CopyTo(y[(int)i..]);
    }

    /// <summary>Sixteen elements: at least one register of any kind, in memory.</summary>
    [InlineArray(16)]
    internal struct Tail<T>
    {
        private T first;

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ref T First => ref first;
    }
}
