using Hillock.Kernels;

namespace Hillock.Versus;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        int cores = Environment.ProcessorCount;
        string name = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "unknown";
        IEnumerable<string> peaks = new[] { 512, 256, 128 }.Where(width => width <= Simd.Width)
            .Select(width => $"{Peak(1, width)} GFLOP/s at {width} bits{(cores > 1 && width == Simd.Width ? $" ({Peak(cores, width)} on {cores} threads)" : "")}");
        return $"Processor: {name}, {cores} threads; .NET {Environment.Version}. Fused multiply-adds that never leave their registers run on one core at "
            + $"{string.Join(", ", peaks)}. The load average at the start was {File.ReadAllText("/proc/loadavg").Split(' ')[0]}.";
    }

    private static string Peak(int threads, int width) => Table.Significant(Enumerable.Range(0, 5).Max(_ => FmaPeak.Measure(threads, width)) / 1e9);
}
