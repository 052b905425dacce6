using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Hillock.Kernels;

/// <summary>The processor's caches.</summary>
internal static class Cache
{
    private const int LineBytes = 64;

    /// <summary>Asks for memory that will be read soon, so that it is in the second-level cache by then. A hint, and nothing more.</summary>
    public static unsafe void Prefetch<T>(ReadOnlySpan<T> memory)
        where T : unmanaged
    {
        if (!Sse.IsSupported) return;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(memory);
        fixed (byte* start = bytes)
        {
            byte* line = (byte*)((nuint)start & ~(nuint)(LineBytes - 1));
            for (; line < start + bytes.Length; line += LineBytes) Sse.Prefetch1(line);
        }
    }
}
