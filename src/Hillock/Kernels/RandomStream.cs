using System.Runtime.CompilerServices;

namespace Hillock.Kernels;

/// <summary>What a stream of random numbers is for: streams of different purposes never meet, whatever the order of use.</summary>
internal enum RandomPurpose
{
    Initialization = 1,
    Split = 2,
    Shuffle = 3,
    Dropout = 4,
    Generation = 5,
    Permutation = 6,
    Examination = 7,
    Direction = 8,
    Augmentation = 9,
}

/// <summary>
/// Counter-based random numbers (Philox 4×32-10; Salmon, Moraes, Dror &amp; Shaw 2011): number i of a stream is a pure function of
/// (seed, purpose, instance, i), so nothing needs saving and any thread may compute any part.
/// </summary>
internal readonly partial struct RandomStream
{
    private readonly uint key0;
    private readonly uint key1;
    private readonly uint purpose;
    private readonly uint instance;

    /// <summary>A stream of its own for each (seed, purpose, instance).</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="instance">Which use of this purpose: the epoch of a shuffle, the index of a layer.</param>
    public RandomStream(long seed, RandomPurpose purpose, int instance = 0)
    {
        key0 = (uint)seed;
        key1 = (uint)(seed >> 32);
        this.purpose = (uint)purpose;
        this.instance = (uint)instance;
    }

    /// <summary>Number <paramref name="index"/>, uniform over all 64-bit values.</summary>
    public ulong Bits(long index)
    {
        Block((ulong)index, out uint x0, out uint x1, out _, out _);
        return ((ulong)x0 << 32) | x1;
    }

    /// <summary>Number <paramref name="index"/>, uniform in [0, 1) in steps of 2⁻⁵³.</summary>
    public double Uniform(long index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Number <paramref name="index"/>, standard normal (Box &amp; Muller 1958): √(−2 ln u₁)·cos(2πu₂).</summary>
    public double Normal(long index)
    {
        Block((ulong)index, out uint x0, out uint x1, out uint x2, out uint x3);
        double u1 = (((((ulong)x0 << 32) | x1) >> 11) + 1) * (1.0 / (1UL << 53)); // (0, 1]: its logarithm is finite
        double u2 = ((((ulong)x2 << 32) | x3) >> 11) * (1.0 / (1UL << 53));
        return Math.Sqrt(-2 * Math.Log(u1)) * Math.Cos(2 * Math.PI * u2);
    }

    /// <summary>Number <paramref name="index"/>, uniform in 0 … <paramref name="bound"/> − 1.</summary>
    public int Below(long index, int bound) => (int)Math.BigMul(Bits(index), (ulong)bound, out _);

    /// <summary>A random order of the items (Fisher–Yates), from numbers 0 … n − 1 of the stream.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i, i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Block(ulong index, out uint x0, out uint x1, out uint x2, out uint x3)
    {
        (x0, x1, x2, x3) = ((uint)index, (uint)(index >> 32), purpose, instance);
        (uint k0, uint k1) = (key0, key1);
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)x0 * 0xD2511F53;
            ulong product1 = (ulong)x2 * 0xCD9E8D57;
            (x0, x1, x2, x3) = ((uint)(product1 >> 32) ^ x1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ k1, (uint)product0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
    }
}
