using System.Diagnostics;
using Hillock.Metrics;
using Hillock.Playground.Messages;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>
/// The same experiment from several seeds, one after the other, in turns of the engine: the visitor's own run and those of others have theirs
/// meanwhile. Each is what <c>hillock train --seed</c> gives.
/// </summary>
internal sealed class SeedRuns(Engine engine, Limits limits, Run pattern, Func<ServerMessage, Task> tell) : Turns
{
    private const int MostSeeds = 20;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(4);

    private volatile Run? current;
    private TaskCompletionSource trained = new();

    /// <summary>Trains all and tells of each.</summary>
    public async Task RunAsync(int seeds, CancellationToken cancellation)
    {
        if (seeds is < 2 or > MostSeeds) throw new ArgumentException($"Train from 2 to {MostSeeds} seeds.");
        string measure = pattern.Preprocessing.Labels.Count > 0 ? "accuracy" : "R²";
        var scores = new List<SeedScore>();
        await tell(new Repeated(pattern.Id, measure, seeds, []));
        for (int i = 0; i < seeds; i++)
        {
            Experiment experiment = pattern.Experiment with { Seed = pattern.Experiment.Seed + i };
            LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed, cancellationToken: cancellation);
            if (data.Test is not { Count: > 0 } test) throw new HillockException("No rows are held out: there is nothing to compare seeds on.");
            var run = Run.Begin(pattern.Id, experiment, data, limits);
            trained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            current = run;
            engine.Wake(this);
            try
            {
                await trained.Task.WaitAsync(cancellation);
            }
            finally
            {
                current = null;
            }

            (Evaluation own, Evaluation trivial, _) = HeldOut.Compare(run.Capture().CreateModel(), run.Train, test);
            scores.Add(new SeedScore(experiment.Seed, run.Epoch, HeldOut.Score(own), HeldOut.Score(trivial)));
            await tell(new Repeated(pattern.Id, measure, seeds, [.. scores]));
        }
    }

    public override bool Take()
    {
        if (current is not { } run) return false;
        run.Advance(long.MaxValue, Stopwatch.GetTimestamp() + (long)(Turn.TotalSeconds * Stopwatch.Frequency));
        if (run.StopReason is null) return true;
        trained.TrySetResult();
        return false;
    }

    public override void Fail(Exception error) =>
        trained.TrySetException(new HillockException(Refusal.OfOurs(error, "The seeds are given up."), error));
}
