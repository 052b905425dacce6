using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hillock.Kernels;

internal readonly partial struct RandomStream
{
    // Numbers of 16 bits in a block of four words of 32.
    private const int NumbersInBlock = 8;

    // Blocks that a register computes at once, each in a lane of 64 bits.
    private const int BlocksAtOnce = 4;

    private const float Spacing = 1f / (1 << 15);

    /// <summary>Uniform numbers in (−1, 1), odd multiples of 2⁻¹⁶: eight from the bits of number <paramref name="index"/>, eight from the next, ….</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillSymmetric(long index, Span<float> numbers)
    {
        Span<uint> words = stackalloc uint[2 * BlocksAtOnce * 4];
        Span<short> halves = MemoryMarshal.Cast<uint, short>(words);
        while (!numbers.IsEmpty)
        {
            if (Avx2.IsSupported)
            {
                // Two chains side by side: one waits for its products while the other works.
                FourBlocks((ulong)index, words);
                FourBlocks((ulong)index + BlocksAtOnce, words[(BlocksAtOnce * 4)..]);
            }
            else
            {
                for (int block = 0; block < 2 * BlocksAtOnce; block++)
                {
                    Span<uint> four = words.Slice(block * 4, 4);
                    Block((ulong)index + (ulong)block, out four[0], out four[1], out four[2], out four[3]);
                }
            }

            int count = Math.Min(numbers.Length, 2 * BlocksAtOnce * NumbersInBlock);
            int i = 0;
            for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                Vector256<int> whole = Vector256.WidenLower(Vector128.LoadUnsafe(ref halves[i]).ToVector256Unsafe());
                ((Vector256.ConvertToSingle(whole) + Vector256.Create(0.5f)) * Vector256.Create(Spacing)).StoreUnsafe(ref numbers[i]);
            }

            for (; i < count; i++) numbers[i] = (halves[i] + 0.5f) * Spacing;
            numbers = numbers[count..];
            index += 2 * BlocksAtOnce;
        }
    }

    // Block for four indices: each word in the lower half of a lane of 64 bits, where products of 32 bits find their factors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FourBlocks(ulong index, Span<uint> words)
    {
        Vector256<ulong> at = Vector256.Create(index) + Vector256.Create(0UL, 1, 2, 3), low = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> x0 = at & low, x1 = at >>> 32, x2 = Vector256.Create((ulong)purpose), x3 = Vector256.Create((ulong)instance);
        Vector256<ulong> k0 = Vector256.Create((ulong)key0), k1 = Vector256.Create((ulong)key1);
        Vector256<uint> multiplier0 = Vector256.Create(0xD2511F53UL).AsUInt32(), multiplier1 = Vector256.Create(0xCD9E8D57UL).AsUInt32();
        for (int round = 0; round < 10; round++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(x0.AsUInt32(), multiplier0), product1 = Avx2.Multiply(x2.AsUInt32(), multiplier1);
            (x0, x1, x2, x3) = ((product1 >>> 32) ^ x1 ^ k0, product1, (product0 >>> 32) ^ x3 ^ k1, product0);
            k0 += Vector256.Create(0x9E3779B9UL);
            k1 += Vector256.Create(0xBB67AE85UL);
        }

        Vector256<ulong> first = (x0 & low) | (x1 << 32), second = (x2 & low) | (x3 << 32);
        Span<ulong> pairs = MemoryMarshal.Cast<uint, ulong>(words);
        for (int block = 0; block < BlocksAtOnce; block++) (pairs[2 * block], pairs[(2 * block) + 1]) = (first[block], second[block]);
    }
}
