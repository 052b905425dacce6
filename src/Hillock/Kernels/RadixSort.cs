using System.Buffers;
using System.Runtime.InteropServices;

namespace Hillock.Kernels;

/// <summary>Sorts numbers by their bits, a byte at a time from the lowest: eight passes, where comparing takes log₂ n of them.</summary>
internal static class RadixSort
{
    private const int Digits = 256;

    /// <summary>Fewer numbers than this are not worth counting their digits.</summary>
    private const int Many = 4096;

    /// <summary>Sorts numbers, none of them NaN, in ascending order; −0 comes before 0.</summary>
    public static void Sort(Span<double> values)
    {
        if (values.Length < Many)
        {
            values.Sort();
            return;
        }

        Span<ulong> keys = MemoryMarshal.Cast<double, ulong>(values);
        foreach (ref ulong key in keys) key = KeyOf(key);
        ulong[] room = ArrayPool<ulong>.Shared.Rent(keys.Length);
        SortKeys(keys, room.AsSpan(0, keys.Length));
        ArrayPool<ulong>.Shared.Return(room);
        foreach (ref ulong key in keys) key = BitsOf(key);
    }

    private static void SortKeys(Span<ulong> keys, Span<ulong> other)
    {
        Span<ulong> result = keys;
        Span<int> place = stackalloc int[Digits];
        for (int shift = 0; shift < 64; shift += 8)
        {
            place.Clear();
            foreach (ulong key in keys) place[(byte)(key >> shift)]++;
            if (place[(byte)(keys[0] >> shift)] == keys.Length) continue; // the same digit everywhere

            int before = 0;
            foreach (ref int count in place) (count, before) = (before, before + count);
            foreach (ulong key in keys) other[place[(byte)(key >> shift)]++] = key;
            Span<ulong> sorted = other;
            other = keys;
            keys = sorted;
        }

        if (keys != result) keys.CopyTo(result);
    }

    // The bits of positive numbers ascend with them, those of negative ones descend and have the highest bit set.
    private static ulong KeyOf(ulong bits) => bits >> 63 == 0 ? bits | (1UL << 63) : ~bits;

    private static ulong BitsOf(ulong key) => key >> 63 == 0 ? ~key : key & ~(1UL << 63);
}
