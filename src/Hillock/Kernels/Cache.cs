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
    public static unsafe void PrefetchNear<T>(ref readonly T start, nint count)
        where T : unmanaged
    {
        if (!Sse.IsSupported) return;
        byte* first = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in start)), last = first + (count * sizeof(T)) - 1;
        for (byte* line = first; line < last; line += LineBytes) Sse.Prefetch0(line);
        Sse.Prefetch0(last);
    }

    /// <summary>Asks for elements that will be read soon, so that they are in the second-level cache by then. A hint, and nothing more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref readonly T start, nint count)
        where T : unmanaged
    {
        if (!Sse.IsSupported) return;
        byte* first = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in start)), last = first + (count * sizeof(T)) - 1;
        for (byte* line = first; line < last; line += LineBytes) Sse.Prefetch1(line);
        Sse.Prefetch1(last);
    }
}
