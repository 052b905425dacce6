using BenchmarkDotNet.Attributes;
using Hillock.Kernels;

namespace Hillock.Benchmarks;

/// <summary>What it costs to hand out work that is nothing: a tile for each thread, there and back.</summary>
/// <remarks>Oracle: the same tiles one after the other on the caller's thread. The workers spin all the while: waking one that sleeps costs more.</remarks>
public class WorkerPoolBenchmarks
{
    private readonly WorkerPool pool = WorkerPool.Shared(Environment.ProcessorCount);
    private readonly Counters counters = new(Environment.ProcessorCount);

    [GlobalSetup]
    public void Setup()
    {
        Kernel();
        Naive();
        if (counters.Values.Any(count => count != 2)) throw new InvalidOperationException("A tile was not run exactly once each time.");
    }

    [Benchmark(Baseline = true)]
    public void Naive()
    {
        for (int tile = 0; tile < counters.Values.Length; tile++) counters.Run(tile, 0);
    }

    [Benchmark]
    public void Kernel() => pool.Run(counters, counters.Values.Length);

    private sealed class Counters(int tiles) : ITiledWork
    {
        public int[] Values { get; } = new int[tiles];

        public void Run(int tile, int worker) => Interlocked.Increment(ref Values[tile]);
    }
}
