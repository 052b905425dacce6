namespace Hillock.Lessons.Exercises;

/// <summary>Draws an exercise's numbers: the same seed, lesson and exercise draw the same, on every system.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014), started from the seed and the letters of the exercise's id (FNV-1a).</remarks>
internal sealed class Draw
{
    private ulong state;

    public Draw(long seed, string exercise)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in exercise) hash = (hash ^ c) * 1099511628211;
        state = hash ^ ((ulong)seed * 0x9E3779B97F4A7C15);
    }

    /// <summary>A whole number, both ends included.</summary>
    public int Integer(int from, int to) => from + (int)(Next() % (ulong)(to - from + 1));

    /// <summary>A multiple of the step, both ends included.</summary>
    public double Number(decimal from, decimal to, decimal step) => (double)(from + (step * Integer(0, (int)((to - from) / step))));

    /// <summary>A number of either sign, its size as <see cref="Number"/> draws it.</summary>
    public double Signed(decimal from, decimal to, decimal step) => (Coin() ? 1 : -1) * Number(from, to, step);

    /// <summary>One or the other.</summary>
    public bool Coin() => (Next() & 1) == 1;

    /// <summary>One of some.</summary>
    public T Pick<T>(params ReadOnlySpan<T> from) => from[Integer(0, from.Length - 1)];

    /// <summary>All of some, in another order (Fisher and Yates).</summary>
    public T[] Shuffle<T>(params ReadOnlySpan<T> items)
    {
        T[] shuffled = items.ToArray();
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int other = Integer(0, i);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }

    private ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
