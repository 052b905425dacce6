namespace Hillock.Training;

/// <summary>Where a training run stands: reported about ten times a second and at the end of every epoch.</summary>
public sealed record TrainingProgress
{
    /// <summary>The epoch it is in, 1 for the first.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs asked for.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps done in this epoch.</summary>
    public required int Step { get; init; }

    /// <summary>Steps in an epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>Mean loss of the samples seen in this epoch.</summary>
    public required double Loss { get; init; }

    /// <summary>Training samples per second of training, so far.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>Time spent training, validation included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Time that the epochs still asked for would take at this pace.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>The epoch's summary, if this is its end.</summary>
    public EpochSummary? Completed { get; init; }
}
