using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Hillock.Kernels;

/// <summary>The processor's caches.</summary>
internal static class Cache
{
    private const int LineBytes = 64;

    /// <summary>The part of memory that begins with a line: a register that lies across two lines takes two accesses to load.</summary>
    public static unsafe Span<T> AlignToLine<T>(Span<T> memory)
        where T : unmanaged
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory));
        return memory[(int)((-address & (LineBytes - 1)) / sizeof(T))..];
    }

    /// <summary>Asks for elements that will be read or written at once, so that they are in the first-level cache by then. A hint, and nothing more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PrefetchNear<T>(ref readonly T start, nint count)
        where T : unmanaged => Prefetch<T, Yes>(in start, count);

    /// <summary>Asks for elements that will be read soon, so that they are in the second-level cache by then. A hint, and nothing more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref readonly T start, nint count)
        where T : unmanaged => Prefetch<T, No>(in start, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch<T, TNear>(ref readonly T start, nint count)
        where T : unmanaged
        where TNear : struct, IFlag
    {
        if (!Sse.IsSupported) return;
        byte* first = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in start)), last = first + (count * sizeof(T)) - 1;
        for (byte* line = first; line < last; line += LineBytes) Line(line);
        Line(last);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Line(byte* line)
        {
            if (TNear.Value) Sse.Prefetch0(line);
            else Sse.Prefetch1(line);
        }
    }
}
