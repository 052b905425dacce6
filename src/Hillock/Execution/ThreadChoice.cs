using System.Diagnostics;
using Hillock.Kernels;

namespace Hillock.Execution;

/// <summary>Finds out, by trying, with how many threads a piece of work is done fastest.</summary>
/// <remarks>
/// Waking a thread costs microseconds, a step of a small network takes few more, and how the two compare depends on the machine and on
/// who else is using it. So the same work is timed now and then with 1, 2, 4 … threads, and goes on with the quickest: the median counts,
/// as any single time may have been disturbed. Results do not depend on it.
/// </remarks>
internal sealed class ThreadChoice
{
    private const int Repetitions = 9;
    private const int FirstTrial = 48; // by then the code is compiled and the caches are warm
    private const int TrialEvery = 16384;

    // Work this long gains from every thread, and trying it with fewer would be felt.
    private const double LongMilliseconds = 2;

    private readonly WorkerPool all;
    private readonly long[] times = new long[Repetitions];
    private WorkerPool[] pools = []; // made when the first trial begins: most work is over before
    private long[] medians = [];
    private WorkerPool chosen;
    private bool counts;
    private int turn = -FirstTrial; // from 0 on a trial is under way
    private long started;

    /// <summary>Chooses among the pool's threads, and fewer.</summary>
    /// <param name="pool">As many threads as there may be.</param>
    /// <param name="isLarge">What to assume before the first trial: that the work is worth all threads, or one.</param>
    public ThreadChoice(WorkerPool pool, bool isLarge)
    {
        all = pool;
        chosen = isLarge ? pool : WorkerPool.Shared(1);
    }

    /// <summary>The threads to use until <see cref="End"/>.</summary>
    /// <param name="isTypical">Whether the work is as long as it mostly is: only then its time can be compared.</param>
    public WorkerPool Begin(bool isTypical)
    {
        counts = isTypical && all.ThreadCount > 1;
        if (!counts || turn < 0) return chosen;
        if (pools.Length == 0)
        {
            pools = [.. Enumerable.Range(0, 31).Select(i => 1 << i).TakeWhile(threads => threads < all.ThreadCount).Select(WorkerPool.Shared), all];
            medians = new long[pools.Length];
        }

        started = Stopwatch.GetTimestamp();
        return pools[turn / Repetitions];
    }

    /// <summary>The work that <see cref="Begin"/> announced is done.</summary>
    public void End()
    {
        if (!counts) return;
        if (turn >= 0)
        {
            long time = Stopwatch.GetTimestamp() - started;
            if (turn == 0 && chosen == all && Stopwatch.GetElapsedTime(0, time).TotalMilliseconds > LongMilliseconds)
            {
                turn = -TrialEvery;
                return;
            }

            times[turn % Repetitions] = time;
            if (turn % Repetitions == Repetitions - 1)
            {
                times.AsSpan().Sort();
                medians[turn / Repetitions] = times[Repetitions / 2];
            }
        }

        turn++;
        if (turn <= 0 || turn < Repetitions * pools.Length) return;
        chosen = pools[Array.IndexOf(medians, medians.Min())];
        turn = -TrialEvery;
    }
}
