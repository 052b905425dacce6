using Hillock.Models;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>A stretch of a run's past with settings of its own: all that is needed to take it up again.</summary>
/// <param name="Experiment">Its settings.</param>
/// <param name="Data">Its samples.</param>
/// <param name="Start">The model that it went on from; null: it began with the experiment's first weights.</param>
/// <param name="Timeline">The states that can be returned to.</param>
/// <param name="Last">Where other settings took over.</param>
/// <param name="IsExact">Whether the experiment alone leads to its weights.</param>
internal sealed record Chapter(Experiment Experiment, LoadedData Data, Model? Start, Timeline Timeline, TrainerState Last, bool IsExact)
{
    /// <summary>The epoch in which it begins.</summary>
    public int First => Timeline.First.Epoch;

    /// <summary>The memory that it takes however far its timeline is thinned out: where it begins, where it ends, the model that it went on from.</summary>
    public long LeastBytes => Timeline.First.SizeInBytes + (2 * Last.SizeInBytes);

    /// <summary>The last epoch that ended in it.</summary>
    public int Furthest => Last.Epoch;
}
