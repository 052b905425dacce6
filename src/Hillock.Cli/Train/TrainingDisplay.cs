using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>Shows on standard error how training goes.</summary>
internal abstract class TrainingDisplay(LearningTask task)
{
    /// <summary>What stands before the epoch: <c>fold 2/5</c>.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The display that suits standard error.</summary>
    public static TrainingDisplay Create(LearningTask task, int epochs) =>
        Screen.Error is RichScreen screen ? new LiveDisplay(screen, task) : new LineDisplay(task, epochs);

    /// <summary>Runs the training; it is given what to report to.</summary>
    public abstract Task ShowAsync(Func<Action<TrainingProgress>, Task> training);

    /// <summary>Shows what is wrong with the run.</summary>
    public abstract void Tell(Finding finding);

    /// <summary>What the validation samples say: <c>validation 0.0871  accuracy 97.6%</c>; nothing without any.</summary>
    protected string Validation(EpochSummary epoch)
    {
        if (epoch.ValidationLoss is not { } loss) return "";
        double score = epoch.ValidationScore ?? double.NaN;
        return $"validation {Figures.Number(loss)}  {(task == LearningTask.Regression ? $"R² {score:F3}" : $"accuracy {Figures.Percent(score)}")}";
    }
}
