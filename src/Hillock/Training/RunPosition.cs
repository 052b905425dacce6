namespace Hillock.Training;

/// <summary>How far a run has come: all of its state that is not an array. Copied as a whole, so that nothing can be forgotten.</summary>
internal record struct RunPosition()
{
    /// <summary>The epochs that are complete.</summary>
    public EpochHistory History { get; set; } = EpochHistory.Empty;

    /// <summary>Steps taken in the epoch that is not complete yet.</summary>
    public int StepInEpoch { get; set; }

    /// <summary>The sum of the losses of the samples seen in it.</summary>
    public double LossSum { get; set; }

    /// <summary>Samples seen in it.</summary>
    public int SamplesSeen { get; set; }

    /// <summary>Why more epochs would be of no use, however many are asked for; null while they may be.</summary>
    public string? Verdict { get; set; }

    /// <summary>The best epoch by validation.</summary>
    public EarlyStopping Stopping { get; set; } = EarlyStopping.Begin;

    /// <summary>Mean loss of the samples seen in this epoch, or of the last complete one; NaN before the first step.</summary>
    public readonly double RunningLoss => SamplesSeen > 0 ? LossSum / SamplesSeen : History.Count > 0 ? History[^1].TrainingLoss : double.NaN;
}
