namespace Hillock.Metrics;

/// <summary>Brier's score of a binary forecast (1950), (1/N)·Σ (p − y)², where y is 1 for class 1 and p its probability.</summary>
public static class BrierScore
{
    /// <summary>The Brier score.</summary>
    /// <param name="truth">The true class of each sample, 0 or 1.</param>
    /// <param name="probabilities">The probability of class 1 for each sample.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, or a score that is not a number.</exception>
    public static double Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> probabilities)
    {
        ClassScores scores = new(truth, probabilities, classes: 2);
        double sum = 0;
        for (int sample = 0; sample < truth.Length; sample++)
        {
            double error = scores[sample, 1] - truth[sample];
            sum += error * error;
        }

        return sum / truth.Length;
    }
}
