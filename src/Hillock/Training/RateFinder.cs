using Hillock.Data;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>Searches the learning rate (Smith 2017): a short run whose rate grows from far too small until the loss diverges.</summary>
/// <remarks>
/// After each step the loss of the same samples is measured. That of the step's own batch would be of other samples each time, and with
/// small batches the difference between samples is larger than what a step changes.
/// </remarks>
public static class RateFinder
{
    private const double Lowest = 1e-7;
    private const double Highest = 100;
    private const int StepsPerDecade = 12;

    // Samples that the loss is measured on, at most.
    private const int MostSamples = 256;

    // Steps on small batches go astray: what is looked at is the losses' exponential mean, with this weight on the past.
    private const double Smoothing = 0.8;

    // In the first two decades nothing moves yet.
    private const int CalmSteps = 2 * StepsPerDecade;

    // The loss has diverged once it is back where it began, and above the least seen by so many times that.
    private const double Divergence = 3;

    // The loss has begun to fall once this share of its whole fall is behind it.
    private const double Onset = 0.1;

    /// <summary>Runs the search. The experiment's own learning rate and schedule play no part.</summary>
    /// <param name="experiment">What is to be trained, with a gradient optimizer.</param>
    /// <param name="train">Samples to learn from.</param>
    /// <param name="threads">Threads to compute with; 0: as many as there are processors.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <exception cref="HillockException">The optimizer has no learning rate.</exception>
    public static RateCurve Find(Experiment experiment, Dataset train, int threads = 0, CancellationToken cancellationToken = default)
    {
        if (experiment.Optimizer is not GradientOptimizer)
            throw new HillockException($"The optimizer '{experiment.Optimizer.Name}' has no learning rate to search.");

        var trainer = new Trainer(experiment with { Validation = 0, Threshold = null }, train, threads: threads);
        Dataset sample = Sample(train, experiment.Seed);
        double[] weights = SampleWeights.Of(experiment.ClassWeights, sample, trainer.Preprocessing.Target);
        int steps = (int)(Math.Log10(Highest / Lowest) * StepsPerDecade);
        var points = new List<RatePoint>();
        double mean = 0, level = 0, least = double.PositiveInfinity;
        for (int step = 0; step <= steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double rate = Lowest * Math.Pow(10, (double)step / StepsPerDecade);
            double loss = LossAfter(trainer, step, rate, sample, threads, weights);
            if (!double.IsFinite(loss)) return Describe(points, level, rate);
            mean = (Smoothing * mean) + ((1 - Smoothing) * loss);
            double smoothed = mean / (1 - Math.Pow(Smoothing, step + 1));
            points.Add(new RatePoint(rate, smoothed));
            if (step < CalmSteps)
            {
                level = smoothed;
                continue;
            }

            least = Math.Min(least, smoothed);
            if (smoothed - least > Math.Max(Divergence * Math.Abs(least), level - least)) return Describe(points, level, rate);
        }

        return Describe(points, level, null);
    }

    // Samples that count, at most so many, each class in its proportion.
    private static Dataset Sample(Dataset train, long seed)
    {
        Dataset counting = train.HasWeights ? train.Subset([.. Enumerable.Range(0, train.Count).Where(sample => train.Weight(sample) > 0)]) : train;
        return counting.Count > MostSamples ? counting.Split((double)MostSamples / counting.Count, seed).Test : counting;
    }

    // NaN where the step itself failed.
    private static double LossAfter(Trainer trainer, int step, double rate, Dataset sample, int threads, double[] weights)
    {
        try
        {
            trainer.Try(step, rate);
        }
        catch (HillockException)
        {
            return double.NaN;
        }

        return trainer.CreateModel().Examine(sample, threads, weights).Loss;
    }

    private static RateCurve Describe(List<RatePoint> points, double level, double? divergesFrom)
    {
        if (points.Count <= CalmSteps) return new RateCurve([.. points], null, null, divergesFrom);
        int lowest = Enumerable.Range(CalmSteps, points.Count - CalmSteps).MinBy(i => points[i].Loss);
        double fall = level - points[lowest].Loss;
        int onset = Enumerable.Range(CalmSteps, lowest + 1 - CalmSteps).FirstOrDefault(i => level - points[i].Loss > Onset * fall, lowest);

        // At the lowest point the rate is already at the edge; the steepest descent before it is where steps gain most. Coming back from
        // a rise is no gain, so a descent counts from the least loss so far.
        double? best = null;
        double steepest = 0, least = points[onset - 1].Loss;
        for (int i = onset; i <= lowest; i++)
        {
            double gain = least - points[i].Loss;
            if (gain > steepest) (steepest, best) = (gain, points[i].Rate);
            least = Math.Min(least, points[i].Loss);
        }

        return new RateCurve([.. points], best is null ? null : points[onset].Rate, best, divergesFrom);
    }
}
