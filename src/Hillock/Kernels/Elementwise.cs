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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<V, T, TOperator>(TOperator f, ReadOnlySpan<T> x, Span<T> y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IUnaryOperator<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length);
        int rest = x.Length % V.Count, whole = x.Length - rest;
        Run<V, T, TOperator>(f, whole, ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y));
        if (rest == 0) return;

        Tail<T> tail = default;
        x[whole..].CopyTo(tail);
        Run<V, T, TOperator>(f, V.Count, ref tail.First, ref tail.First);
        tail[..rest].CopyTo(y[whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<V, T, TOperator>(TOperator f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IBinaryOperator<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, a.Length);
        int rest = a.Length % V.Count, whole = a.Length - rest;
        Run<V, T, TOperator>(
            f, whole, ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), ref MemoryMarshal.GetReference(y));
        if (rest == 0) return;

        Tail<T> tailA = default, tailB = default;
        a[whole..].CopyTo(tailA);
        b.Slice(whole, rest).CopyTo(tailB);
        Run<V, T, TOperator>(f, V.Count, ref tailA.First, ref tailB.First, ref tailA.First);
        tailA[..rest].CopyTo(y[whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<V, T, TOperator>(TOperator f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, ITernaryOperator<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(c.Length, a.Length);
        int rest = a.Length % V.Count, whole = a.Length - rest;
        Run<V, T, TOperator>(
            f, whole, ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), ref MemoryMarshal.GetReference(c),
            ref MemoryMarshal.GetReference(y));
        if (rest == 0) return;

        Tail<T> tailA = default, tailB = default, tailC = default;
        a[whole..].CopyTo(tailA);
        b.Slice(whole, rest).CopyTo(tailB);
        c.Slice(whole, rest).CopyTo(tailC);
        Run<V, T, TOperator>(f, V.Count, ref tailA.First, ref tailB.First, ref tailC.First, ref tailA.First);
        tailA[..rest].CopyTo(y[whole..]);
    }

    // Not inlined: in a method of their own, where the operator is written once, the JIT inlines even the longest of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<V, T, TOperator>(TOperator f, nint count, ref readonly T x, ref T y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IUnaryOperator<T>
    {
        for (nint i = 0; i < count; i += V.Count) f.Invoke(V.Load(in x, i)).Store(ref y, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<V, T, TOperator>(TOperator f, nint count, ref readonly T a, ref readonly T b, ref T y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, IBinaryOperator<T>
    {
        for (nint i = 0; i < count; i += V.Count) f.Invoke(V.Load(in a, i), V.Load(in b, i)).Store(ref y, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<V, T, TOperator>(TOperator f, nint count, ref readonly T a, ref readonly T b, ref readonly T c, ref T y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperator : struct, ITernaryOperator<T>
    {
        for (nint i = 0; i < count; i += V.Count) f.Invoke(V.Load(in a, i), V.Load(in b, i), V.Load(in c, i)).Store(ref y, i);
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
