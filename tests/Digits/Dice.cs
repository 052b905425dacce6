namespace Hillock.Digits;

/// <summary>Random numbers from a seed (SplitMix64; Steele, Lea &amp; Flood 2014): the same pictures everywhere.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15;

    /// <summary>Uniform in [0, 1).</summary>
    public double Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform between two numbers.</summary>
    public double Between(double low, double high) => low + (Next() * (high - low));

    /// <summary>Uniform in 0 … bound − 1.</summary>
    public int Below(int bound) => (int)(Next() * bound);

    /// <summary>About normal, of deviation 1, never beyond ±3: the sum of twelve uniform numbers would be as good.</summary>
    public double Normal() => (Next() + Next() + Next() - 1.5) * 2;
}
