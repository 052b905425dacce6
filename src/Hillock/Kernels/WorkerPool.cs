using System.Runtime.ExceptionServices;

namespace Hillock.Kernels;

/// <summary>Work cut into tiles whose results do not depend on which thread computes which, or when.</summary>
internal interface ITiledWork
{
    /// <summary>Computes one tile.</summary>
    /// <param name="tile">0 … tiles − 1.</param>
    /// <param name="worker">0 … threads − 1: which scratch memory is free to use.</param>
    void Run(int tile, int worker);
}

/// <summary>Threads that are kept: they spin for a moment after each piece of work and then sleep. Running work allocates nothing.</summary>
/// <remarks>
/// A training step hands out work every few microseconds, far too often for a thread pool's queue. The caller takes part itself.
/// One pool may be shared: while it is busy, a second caller computes all its tiles alone, with the same bits.
/// </remarks>
internal sealed class WorkerPool : IDisposable
{
    // About 20 to 50 µs: longer than the gap between two pieces of one training step, short enough not to burn an idle core.
    private const int SpinsBeforeSleep = 2000;

    private static readonly Lock PoolsLock = new();
    private static readonly Dictionary<int, WorkerPool> Pools = [];

    private readonly Thread[] threads;
    private readonly SemaphoreSlim wake = new(0);
    private readonly Lock busy = new();

    private ITiledWork? work;
    private int tiles;
    private int nextTile;
    private int finishedWorkers;
    private int sleepers;
    private int generation;
    private bool disposed;
    private Exception? failure;

    /// <summary>Creates a pool that computes with <paramref name="threadCount"/> threads, the caller's included.</summary>
    public WorkerPool(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        threads = new Thread[threadCount - 1];
        for (int i = 0; i < threads.Length; i++)
        {
            int worker = i + 1;
            threads[i] = new Thread(() => WorkerLoop(worker)) { IsBackground = true, Name = $"Hillock worker {worker}" };
            threads[i].Start();
        }
    }

    /// <summary>Threads that compute, the caller's included.</summary>
    public int ThreadCount => threads.Length + 1;

    /// <summary>The process's pool of this many threads; it is never disposed.</summary>
    public static WorkerPool Shared(int threadCount)
    {
        lock (PoolsLock)
        {
            if (!Pools.TryGetValue(threadCount, out WorkerPool? pool))
                Pools.Add(threadCount, pool = new WorkerPool(threadCount));
            return pool;
        }
    }

    /// <summary>Runs all tiles and returns when the last is done.</summary>
    public void Run(ITiledWork work, int tiles)
    {
        if (tiles <= 1 || threads.Length == 0 || !busy.TryEnter())
        {
            for (int tile = 0; tile < tiles; tile++) work.Run(tile, 0);
            return;
        }

        try
        {
            this.work = work;
            this.tiles = tiles;
            nextTile = 0;
            finishedWorkers = 0;
            Interlocked.Increment(ref generation);
            int asleep = Volatile.Read(ref sleepers);
            if (asleep > 0) wake.Release(asleep);

            RunTiles(0);
            SpinWait spin = default;
            while (Volatile.Read(ref finishedWorkers) < threads.Length)
            {
                if (spin.Count < 100) spin.SpinOnce(sleep1Threshold: -1);
                else Thread.Yield();
            }

            this.work = null;
            if (failure is { } error)
            {
                failure = null;
                ExceptionDispatchInfo.Throw(error);
            }
        }
        finally
        {
            busy.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        Interlocked.Increment(ref generation);
        wake.Release(threads.Length + 1);
        foreach (Thread thread in threads) thread.Join();
        wake.Dispose();
    }

    private void WorkerLoop(int worker)
    {
        int seen = 0;
        while (true)
        {
            WaitForNext(seen);
            seen++;
            if (disposed) return;
            RunTiles(worker);
            Interlocked.Increment(ref finishedWorkers);
        }
    }

    private void WaitForNext(int seen)
    {
        for (int i = 0; i < SpinsBeforeSleep; i++)
        {
            if (Volatile.Read(ref generation) != seen) return;
            Thread.SpinWait(4);
        }

        // The count of sleepers is raised before the last look: whoever raises the generation after it will see the sleeper.
        Interlocked.Increment(ref sleepers);
        while (Volatile.Read(ref generation) == seen) wake.Wait();
        Interlocked.Decrement(ref sleepers);
    }

    private void RunTiles(int worker)
    {
        try
        {
            while (true)
            {
                int tile = Interlocked.Increment(ref nextTile) - 1;
                if (tile >= tiles) return;
                work!.Run(tile, worker);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }
    }
}
