using Hillock.Data;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Training;

/// <summary>Trains once for each fold and evaluates on the part left out: every sample is predicted once by a model that never saw it.</summary>
public static class CrossValidation
{
    /// <summary>Runs the folds, one after the other.</summary>
    /// <param name="experiment">What to do in each; its share of validation samples is taken from the fold's training part.</param>
    /// <param name="dataset">All samples.</param>
    /// <param name="folds">How many, at least 2.</param>
    /// <param name="progress">Is told the fold (from 1) and how its training stands; null: nobody.</param>
    /// <param name="threads">Threads to compute with; 0: as many as there are processors.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <returns>The evaluation of each fold's test part.</returns>
    public static async Task<IReadOnlyList<Evaluation>> RunAsync(
        Experiment experiment,
        Dataset dataset,
        int folds,
        IProgress<(int Fold, TrainingProgress Training)>? progress = null,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        var evaluations = new List<Evaluation>();
        foreach ((Dataset train, Dataset test) in dataset.Folds(folds, experiment.Seed))
        {
            int fold = evaluations.Count + 1;
            var trainer = new Trainer(experiment, train, threads: threads);
            await foreach (TrainingProgress report in trainer.RunAsync(cancellationToken).ConfigureAwait(false)) progress?.Report((fold, report));
            Model model = trainer.CreateModel();
            evaluations.Add(model.Evaluate(test, threads));
        }

        return evaluations;
    }
}
