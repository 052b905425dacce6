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

    // In the first two decades nothing moves yet: how far the losses lie apart there is the batches' doing.
    private const int CalmSteps = 2 * StepsPerDecade;

    // The loss has diverged once its mean is above the least seen by so many times that (by its fall, where it is below 0), and by
    // more than so many deviations of the mean in calm.
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

        var trainer = new Trainer(experiment with { Validation = 0 }, train, threads: threads);
        int steps = (int)(Math.Log10(Highest / Lowest) * StepsPerDecade);
        var points = new List<RatePoint>();
        double[] calm = new double[CalmSteps];
        double mean = 0, level = 0, noise = 0, least = double.PositiveInfinity;
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
                return Describe(points, level, rate);
            }

            mean = (Smoothing * mean) + ((1 - Smoothing) * loss);
            double smoothed = mean / (1 - Math.Pow(Smoothing, step + 1));
            points.Add(new RatePoint(rate, smoothed));
            if (step < CalmSteps)
            {
                calm[step] = loss;
                if (step == CalmSteps - 1) (level, noise) = LevelAndNoise(calm);
                continue;
            }

            least = Math.Min(least, smoothed);
            double measure = least > 0 ? least : Math.Max(-least, level - least);
            if (smoothed - least > Divergence * Math.Max(measure, noise)) return Describe(points, level, rate);
        }

        return Describe(points, level, null);
    }

    // The mean of the losses, and the standard deviation that their exponential mean has: √((1 − β)/(1 + β)) times their own.
    private static (double Level, double Noise) LevelAndNoise(double[] losses)
    {
        double level = losses.Average();
        double variance = losses.Sum(loss => (loss - level) * (loss - level)) / losses.Length;
        return (level, Math.Sqrt(variance * (1 - Smoothing) / (1 + Smoothing)));
    }

    private static RateCurve Describe(List<RatePoint> points, double level, double? divergesFrom)
    {
        if (points.Count <= CalmSteps) return new RateCurve([.. points], null, null, divergesFrom);
        int lowest = Enumerable.Range(CalmSteps, points.Count - CalmSteps).MinBy(i => points[i].Loss);
        double fall = level - points[lowest].Loss;
        int onset = Enumerable.Range(CalmSteps, lowest + 1 - CalmSteps).FirstOrDefault(i => level - points[i].Loss > Onset * fall, lowest);

        // At the lowest point the rate is already at the edge; the steepest descent before it is where steps gain most.
        double? best = null;
        double steepest = 0;
        for (int i = onset; i <= lowest; i++)
        {
            double slope = points[i - 1].Loss - points[i].Loss;
            if (slope > steepest) (steepest, best) = (slope, points[i].Rate);
        }

        return new RateCurve([.. points], best is null ? null : points[onset].Rate, best, divergesFrom);
    }
}
