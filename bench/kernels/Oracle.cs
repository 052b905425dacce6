namespace Hillock.Benchmarks;

/// <summary>Whether a kernel gives what its definition gives: asked once before it is measured.</summary>
internal static class Oracle
{
    /// <summary>Refuses to measure a kernel that is wrong.</summary>
    /// <param name="expected">By the definition.</param>
    /// <param name="actual">By the kernel.</param>
    /// <param name="tolerance">The largest difference, as a share of the larger of 1 and the expected size; 0: every bit.</param>
    public static void Agree(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)expected[i] - actual[i]);
            if (!(difference <= tolerance * Math.Max(1, Math.Abs((double)expected[i]))))
                throw new InvalidOperationException($"Element {i} is {actual[i]:G9}, by the definition {expected[i]:G9}.");
        }
    }

    /// <summary>Numbers between two bounds.</summary>
    public static float[] Numbers(int count, double from, double to, int slack = 0)
    {
        var stream = new Kernels.RandomStream(1, Kernels.RandomPurpose.Generation);
        float[] values = new float[count + slack];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(from + ((to - from) * (stream.Bits(i) >>> 11) / (1L << 53)));
        return values;
    }
}
