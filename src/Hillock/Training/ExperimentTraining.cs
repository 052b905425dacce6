using Hillock.Data;
using Hillock.Models;

namespace Hillock.Training;

/// <summary>From an experiment to a model in one call.</summary>
public static class ExperimentTraining
{
    /// <summary>Trains to the end of the experiment.</summary>
    /// <param name="experiment">What to do.</param>
    /// <param name="train">Samples to learn from.</param>
    /// <param name="validation">Samples that choose when to stop; null: the experiment's share of <paramref name="train"/>.</param>
    /// <param name="progress">Is told about ten times a second and after every epoch; null: nobody.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <returns>The model: the best by validation, or the last without patience.</returns>
    /// <exception cref="HillockException">The network does not fit the data, or the loss is no longer a number.</exception>
    public static async Task<Model> TrainAsync(
        this Experiment experiment,
        Dataset train,
        Dataset? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var trainer = new Trainer(experiment, train, validation);
        await foreach (TrainingProgress report in trainer.RunAsync(cancellationToken).ConfigureAwait(false)) progress?.Report(report);
        return trainer.CreateModel();
    }
}
