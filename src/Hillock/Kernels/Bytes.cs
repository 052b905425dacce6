using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>Bytes to numbers, y = x / d, each rounded once: the same bits at every vector width.</summary>
internal static class Bytes
{
    /// <summary>y[i] = x[i] / divisor.</summary>
    public static void Divide<T>(ReadOnlySpan<byte> x, T divisor, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length);
        bool isTiny = T.CreateTruncating(byte.MaxValue) / divisor > T.CreateTruncating(1e30); // its reciprocal may not be a number
        if (x.Length < Vector<byte>.Count || isTiny)
        {
            for (int i = 0; i < x.Length; i++) y[i] = T.CreateTruncating(x[i]) / divisor;
        }
        else if (typeof(T) == typeof(float))
        {
            DivideVectors(x, Unsafe.BitCast<T, float>(divisor), MemoryMarshal.Cast<T, float>(y));
        }
        else
        {
            DivideVectors(x, Unsafe.BitCast<T, double>(divisor), MemoryMarshal.Cast<T, double>(y));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DivideVectors(ReadOnlySpan<byte> x, float divisor, Span<float> y)
    {
        var d = new Vector<float>(divisor);
        var r = new Vector<float>(1 / divisor);
        int n = Vector<float>.Count, last = x.Length - Vector<byte>.Count;
        for (int start = 0; start < x.Length; start += Vector<byte>.Count)
        {
            int i = Math.Min(start, last); // the last register overlaps the one before
            Widen(x[i..], out Vector<float> x0, out Vector<float> x1, out Vector<float> x2, out Vector<float> x3);
            Quotient(x0, d, r).CopyTo(y[i..]);
            Quotient(x1, d, r).CopyTo(y[(i + n)..]);
            Quotient(x2, d, r).CopyTo(y[(i + (2 * n))..]);
            Quotient(x3, d, r).CopyTo(y[(i + (3 * n))..]);
        }
    }

    // q = x·r is within an ulp or so of x / d; what is left over, x − q·d, is exact and corrects it to the nearest (Markstein 1990).
    // Three fast operations instead of a slow one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Quotient(Vector<float> x, Vector<float> d, Vector<float> r)
    {
        if (!Simd.HasFusedMultiplyAdd) return x / d;
        Vector<float> q = x * r;
        return Vector.FusedMultiplyAdd(Vector.FusedMultiplyAdd(-q, d, x), r, q);
    }

    private static void DivideVectors(ReadOnlySpan<byte> x, double divisor, Span<double> y)
    {
        var d = new Vector<double>(divisor);
        int n = Vector<float>.Count, last = x.Length - Vector<byte>.Count;
        for (int start = 0; start < x.Length; start += Vector<byte>.Count)
        {
            int i = Math.Min(start, last); // the last register overlaps the one before
            Widen(x[i..], out Vector<float> x0, out Vector<float> x1, out Vector<float> x2, out Vector<float> x3);
            Divide(x0, d, y[i..]);
            Divide(x1, d, y[(i + n)..]);
            Divide(x2, d, y[(i + (2 * n))..]);
            Divide(x3, d, y[(i + (3 * n))..]);
        }

        // A byte is exact in single precision, and so is its way on to double.
        static void Divide(Vector<float> x, Vector<double> d, Span<double> y)
        {
            Vector.Widen(x, out Vector<double> low, out Vector<double> high);
            (low / d).CopyTo(y);
            (high / d).CopyTo(y[Vector<double>.Count..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(ReadOnlySpan<byte> x, out Vector<float> x0, out Vector<float> x1, out Vector<float> x2, out Vector<float> x3)
    {
        Vector.Widen(new Vector<byte>(x), out Vector<ushort> low, out Vector<ushort> high);
        Vector.Widen(low, out Vector<uint> y0, out Vector<uint> y1);
        Vector.Widen(high, out Vector<uint> y2, out Vector<uint> y3);
        x0 = Vector.ConvertToSingle(Vector.AsVectorInt32(y0));
        x1 = Vector.ConvertToSingle(Vector.AsVectorInt32(y1));
        x2 = Vector.ConvertToSingle(Vector.AsVectorInt32(y2));
        x3 = Vector.ConvertToSingle(Vector.AsVectorInt32(y3));
    }
}
