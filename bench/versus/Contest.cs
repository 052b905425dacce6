namespace Hillock.Versus;

/// <summary>All peers' figures for one workload.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Results">Hillock's, then the others'.</param>
/// <param name="Peaks">Floating-point operations per second at most, on Hillock's threads, in each round.</param>
internal sealed record Row(Workload Workload, Result[] Results, double[] Peaks);

/// <summary>Gives one workload to all peers, alternating.</summary>
/// <remarks>
/// Every peer is a new process for each workload and warms up with every number of threads. Then come the rounds: in each, every peer is
/// measured once with every number of threads that may be its best, and each round begins with the next peer. Between two measurements
/// there is a pause, so that nobody works beside others' spinning threads.
/// </remarks>
internal static class Contest
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    public static async Task<Row> RunAsync(Workload workload, IReadOnlyList<PeerKind> kinds, int rounds, Action<string> note)
    {
        int[] threadCounts = workload.Threads is { } given ? [given] : [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
        var peaks = threadCounts.ToDictionary(threads => threads, _ => new List<double>());
        Contestant[] all = [.. kinds.Select(kind => new Contestant(kind, workload, threadCounts, note))];
        try
        {
            foreach (Contestant contestant in all) contestant.WarmUp();
            for (int round = 1; round <= rounds; round++)
            {
                for (int turn = 0; turn < all.Length; turn++)
                {
                    Contestant contestant = all[(turn + round) % all.Length];
                    foreach (int threads in contestant.ThreadCounts.ToArray())
                    {
                        await Task.Delay(Pause);
                        if (contestant == all[0] && workload.Operations is not null) peaks[threads].Add(FmaPeak.Measure(threads));
                        contestant.Measure(threads, round);
                    }
                }
            }

            Result[] results = [.. all.Select(contestant => contestant.Result(rounds))];
            return new Row(workload, results, [.. peaks[results[0].Threads]]);
        }
        finally
        {
            foreach (Contestant contestant in all) contestant.Dispose();
        }
    }
}
