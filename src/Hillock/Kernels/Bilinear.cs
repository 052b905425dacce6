using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hillock.Kernels;

/// <summary>Pictures read between their pixels: a value is the mean of the four pixels around it, each weighted by how near it is.</summary>
/// <remarks>
/// The picture stands in a frame of zeros, one pixel wide and two behind and below, and places beyond the frame are moved onto it: no branch for the edges. Lane by
/// lane, so the bits do not depend on the register. Oracle: <c>BilinearTests</c> computes each value by itself, in double.
/// </remarks>
internal static class Bilinear
{
    /// <summary>Pixels of a picture of this size with its frame.</summary>
    public static int FramedLength(int height, int width) => (height + 3) * (width + 3);

    /// <summary>Puts a picture into a frame of zeros.</summary>
    /// <param name="x">[height, width].</param>
    /// <param name="width">Columns.</param>
    /// <param name="framed">[height + 3, width + 3]; the frame itself is not written: it is 0 from the start.</param>
    public static void Frame(ReadOnlySpan<float> x, int width, Span<float> framed)
    {
        for (int row = 0; row * width < x.Length; row++) x.Slice(row * width, width).CopyTo(framed[(((row + 1) * (width + 3)) + 1)..]);
    }

    /// <summary>y[i] = x at (column fromX[i], row fromY[i]); outside the picture it is 0.</summary>
    /// <param name="framed">[height + 3, width + 3] x within its frame.</param>
    /// <param name="height">Rows of x.</param>
    /// <param name="width">Columns of x.</param>
    /// <param name="fromX">[n] columns, as fractions; finite.</param>
    /// <param name="fromY">[n] rows.</param>
    /// <param name="y">[n].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sample(ReadOnlySpan<float> framed, int height, int width, ReadOnlySpan<float> fromX, ReadOnlySpan<float> fromY, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(framed.Length, FramedLength(height, width));
        ArgumentOutOfRangeException.ThrowIfLessThan(fromX.Length, y.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromY.Length, y.Length);
        int stride = width + 3;
        ref float pixels = ref MemoryMarshal.GetReference(framed);
        ref float columns = ref MemoryMarshal.GetReference(fromX), rows = ref MemoryMarshal.GetReference(fromY), values = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= y.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            Eight(ref pixels, height, stride, Vector256.LoadUnsafe(ref columns, (nuint)i), Vector256.LoadUnsafe(ref rows, (nuint)i)).StoreUnsafe(ref values, (nuint)i);
        if (i == y.Length) return;

        Elementwise.Tail<float> tailX = default, tailY = default;
        fromX[i..y.Length].CopyTo(tailX);
        fromY[i..y.Length].CopyTo(tailY);
        Eight(ref pixels, height, stride, Vector256.LoadUnsafe(ref tailX.First), Vector256.LoadUnsafe(ref tailY.First)).StoreUnsafe(ref tailX.First);
        tailX[..(y.Length - i)].CopyTo(y[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight(ref float pixels, int height, int stride, Vector256<float> x, Vector256<float> y)
    {
        // In the frame's own count.
        x = Vector256.Min(Vector256.Max(x + Vector256<float>.One, Vector256<float>.Zero), Vector256.Create(stride - 2f));
        y = Vector256.Min(Vector256.Max(y + Vector256<float>.One, Vector256<float>.Zero), Vector256.Create(height + 1f));
        Vector256<int> column = Vector256.ConvertToInt32Native(x), row = Vector256.ConvertToInt32Native(y);
        Vector256<float> right = x - Vector256.ConvertToSingle(column), low = y - Vector256.ConvertToSingle(row);
        Vector256<int> place = (row * Vector256.Create(stride)) + column;
        Vector256<float> upperLeft = Gather(ref pixels, place), upperRight = Gather(ref Unsafe.Add(ref pixels, 1), place);
        Vector256<float> lowerLeft = Gather(ref Unsafe.Add(ref pixels, stride), place), lowerRight = Gather(ref Unsafe.Add(ref pixels, stride + 1), place);
        Vector256<float> upper = upperLeft + (right * (upperRight - upperLeft)), lower = lowerLeft + (right * (lowerRight - lowerLeft));
        return upper + (low * (lower - upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Gather(ref float pixels, Vector256<int> place) => Vector256.Create(
        Unsafe.Add(ref pixels, place[0]),
        Unsafe.Add(ref pixels, place[1]),
        Unsafe.Add(ref pixels, place[2]),
        Unsafe.Add(ref pixels, place[3]),
        Unsafe.Add(ref pixels, place[4]),
        Unsafe.Add(ref pixels, place[5]),
        Unsafe.Add(ref pixels, place[6]),
        Unsafe.Add(ref pixels, place[7]));
}
