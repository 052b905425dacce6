namespace Hillock.Versus;

/// <summary>One peer's figures for one workload.</summary>
/// <param name="Peer">Whose.</param>
/// <param name="Threads">Its best number of threads, by the median.</param>
/// <param name="Figures">One for each round; none if it does not do such work, or failed.</param>
/// <param name="PeakMebibytes">The largest memory its process has held.</param>
internal sealed record Result(string Peer, int Threads, Figure[] Figures, long? PeakMebibytes)
{
    public double[] Rates => [.. Figures.Select(figure => figure.Rate)];
}

/// <summary>A peer at one workload. If it fails, it is out: a sentence is noted, and its cell stays empty.</summary>
internal sealed class Contestant : IDisposable
{
    // A number of threads that is so much slower than another one in the warm-up is not measured any more.
    private const double Hopeless = 0.6;

    private readonly PeerKind kind;
    private readonly Workload workload;
    private readonly Action<string> note;
    private readonly Dictionary<int, List<Figure>> figures;
    private IPeer? peer;

    public Contestant(PeerKind kind, Workload workload, IEnumerable<int> threadCounts, Action<string> note)
    {
        (this.kind, this.workload, this.note) = (kind, workload, note);
        figures = threadCounts.ToDictionary(threads => threads, _ => new List<Figure>());
        Try(() => peer = kind.Start());
    }

    /// <summary>The numbers of threads that are measured.</summary>
    public IEnumerable<int> ThreadCounts => figures.Keys;

    /// <summary>Does the work twice with every number of threads: the first time is for compilers and caches.</summary>
    public void WarmUp()
    {
        var rates = new Dictionary<int, double>();
        foreach (int threads in figures.Keys)
        {
            for (int time = 0; time < 2; time++)
                Try(() => rates[threads] = Ask(threads, 1, workload.WarmUp ?? workload.Words)?.Rate ?? 0);
        }

        foreach ((int threads, double rate) in rates)
        {
            if (rate < Hopeless * rates.Values.Max()) figures.Remove(threads);
        }
    }

    public void Measure(int threads, int round) => Try(() =>
    {
        if (Ask(threads, round, workload.Words) is { } figure) figures[threads].Add(figure);
    });

    public Result Result(int rounds)
    {
        (int threads, List<Figure> best) = figures.MaxBy(pair => pair.Value.Count == rounds ? Statistic.Median([.. pair.Value.Select(figure => figure.Rate)]) : 0);
        return best.Count == rounds ? new Result(kind.Name, threads, [.. best], peer?.PeakMebibytes) : new Result(kind.Name, threads, [], null);
    }

    public void Dispose()
    {
        peer?.Dispose();
        peer = null;
    }

    private Figure? Ask(int threads, int round, string words) => peer?.Measure(new Request(threads, workload.Seconds, round, words.Split(' ')));

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is PeerException or IOException or FormatException)
        {
            note($"{kind.Name}, {workload.Name}: {e.Message}");
            foreach (List<Figure> list in figures.Values) list.Clear();
            Dispose();
        }
    }
}
