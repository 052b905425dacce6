using Hillock.Data;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>Searches the learning rate (Smith 2017): a short run whose rate grows from far too small until the loss diverges.</summary>
public static class RateFinder
{
    private const double Lowest = 1e-7;
    private const double Highest = 100;
    private const int StepsPerDecade = 12;

    // The losses of batches are noisy: what is looked at is their exponential mean, with this weight on the past.
    private const double Smoothing = 0.9;

    // The loss has diverged once its mean is this many times the least seen.
    private const double Divergence = 4;

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

        var trainer = new Trainer(experiment with { Validation = 0 }, train, threads: threads);
        int steps = (int)(Math.Log10(Highest / Lowest) * StepsPerDecade);
        var points = new List<RatePoint>();
        double mean = 0, least = double.PositiveInfinity;
        for (int step = 0; step <= steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double rate = Lowest * Math.Pow(10, (double)step / StepsPerDecade);
            double loss;
            try
            {
                loss = trainer.Try(step, rate);
            }
            catch (HillockException)
            {
                return Describe(points, rate);
            }

            mean = (Smoothing * mean) + ((1 - Smoothing) * loss);
            double smoothed = mean / (1 - Math.Pow(Smoothing, step + 1));
            points.Add(new RatePoint(rate, smoothed));
            least = Math.Min(least, smoothed);
            if (smoothed > Divergence * least) return Describe(points, rate);
        }

        return Describe(points, null);
    }

    private static RateCurve Describe(List<RatePoint> points, double? divergesFrom)
    {
        if (points.Count < 3) return new RateCurve([.. points], null, null, divergesFrom);
        int lowest = Enumerable.Range(0, points.Count).MinBy(i => points[i].Loss);
        double fall = points[0].Loss - points[lowest].Loss;
        int onset = Enumerable.Range(0, lowest + 1).FirstOrDefault(i => points[0].Loss - points[i].Loss > Onset * fall, lowest);

        // At the lowest point the rate is already at the edge; the steepest descent before it is where steps gain most.
        double? best = null;
        double steepest = 0;
        for (int i = Math.Max(1, onset); i <= lowest; i++)
        {
            double slope = points[i - 1].Loss - points[i].Loss;
            if (slope > steepest) (steepest, best) = (slope, points[i].Rate);
        }

        return new RateCurve([.. points], best is null ? null : points[onset].Rate, best, divergesFrom);
    }
}
