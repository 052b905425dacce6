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

    // No machine that this is meant for has more processors; a slip of the finger must not start a million threads.
    private const int MostThreads = 256;

    private static readonly Lock PoolsLock = new();
    private static readonly Dictionary<int, WorkerPool> Pools = [];

    private readonly Thread[] threads;
    private readonly SemaphoreSlim wake = new(0);

    // The number of the work in the upper half, how many of its tiles are free in the lower: a tile is claimed for just the work it
    // belongs to, so the caller waits for tiles, never for a worker that woke too late to get one.
    private long ticket;
    private ITiledWork? work;
    private int busy;
    private int finishedTiles;
    private int sleepers;
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

    /// <summary>The process's pool of this many threads (256 at most); it is never disposed.</summary>
    public static WorkerPool Shared(int threadCount)
    {
        threadCount = Math.Min(threadCount, MostThreads);
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
        if (tiles <= 1 || threads.Length == 0
            || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            for (int tile = 0; tile < tiles; tile++) work.Run(tile, 0);
            return;
        }

        try
        {
            this.work = work;
            finishedTiles = 0;
            long generation = (int)((ticket >> 32) + 1); // it wraps round as the upper half does, after some hours of training
            Interlocked.Exchange(ref ticket, (generation << 32) | (uint)tiles);
            int asleep = Math.Min(Volatile.Read(ref sleepers), tiles - 1);
            if (asleep > 0) wake.Release(asleep);

            RunTiles(generation, 0);
            SpinWait spin = default;
            while (Volatile.Read(ref finishedTiles) < tiles) spin.SpinOnce(sleep1Threshold: -1);

            this.work = null;
            if (failure is { } error)
            {
                failure = null;
                ExceptionDispatchInfo.Throw(error);
            }
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        Interlocked.Exchange(ref ticket, ((ticket >> 32) + 1) << 32);
        wake.Release(threads.Length + 1);
        foreach (Thread thread in threads) thread.Join();
        wake.Dispose();
    }

    private void WorkerLoop(int worker)
    {
        long generation = 0;
        while (true)
        {
            generation = WaitForNext(generation);
            if (disposed) return;
            RunTiles(generation, worker);
        }
    }

    private long WaitForNext(long seen)
    {
        long now;
        for (int i = 0; i < SpinsBeforeSleep; i++)
        {
            if ((now = Volatile.Read(ref ticket) >> 32) != seen) return now;
            Thread.SpinWait(4);
        }

        // The count of sleepers is raised before the last look: whoever raises the generation after it will see the sleeper.
        Interlocked.Increment(ref sleepers);
        while ((now = Volatile.Read(ref ticket) >> 32) == seen) wake.Wait();
        Interlocked.Decrement(ref sleepers);
        return now;
    }

    private void RunTiles(long generation, int worker)
    {
        while (true)
        {
            long free = Volatile.Read(ref ticket);
            if (free >> 32 != generation || (int)free == 0) return;
            if (Interlocked.CompareExchange(ref ticket, free - 1, free) != free) continue;
            try
            {
                work!.Run((int)free - 1, worker);
            }
            catch (Exception e)
            {
                failure = e;
            }

            Interlocked.Increment(ref finishedTiles);
        }
    }
}
