using System.Diagnostics;
using Hillock.Cli.Screens;
using Hillock.Cli.See;
using Hillock.Data;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>Plain lines: about ten in a run, and one every few seconds of a long one.</summary>
internal sealed class LineDisplay(LearningTask task, int epochs) : TrainingDisplay(task)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Stopwatch sinceLine = Stopwatch.StartNew();
    private int tenths;

    public override Task ShowAsync(Func<Action<TrainingProgress>, Task> training) => training(Report);

    public override void Tell(Finding finding) => FindingView.WriteShort(Screen.Error, finding);

    private void Report(TrainingProgress progress)
    {
        int reached = progress.Completed is { } done ? 10 * done.Epoch / epochs : tenths;
        if (reached == tenths && sinceLine.Elapsed < Pause) return;
        tenths = reached;
        sinceLine.Restart();
        string epoch = $"{Prefix}epoch {$"{progress.Epoch}".PadLeft($"{epochs}".Length)}/{epochs}";
        string[] parts = progress.Completed is { } summary
            ? [epoch, $"loss {Figures.Number(summary.TrainingLoss)}", Validation(summary)]
            : [epoch, $"loss {Figures.Number(progress.Loss)}", $"step {progress.Step:N0}/{progress.StepsPerEpoch:N0}"];
        Screen.Error.Line(string.Join("  ", [.. parts.Where(part => part.Length > 0), $"{Figures.Clock(progress.Remaining)} left"]));
    }
}
