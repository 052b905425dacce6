namespace Hillock.Metrics;

/// <summary>Log loss of given probabilities, −(1/N)·Σ ln p(true class).</summary>
/// <remarks>
/// Probabilities are kept within [ε, 1 − ε], ε = 2⁻⁵², and then scaled to sum 1, as scikit-learn does: a certain error costs 36, not infinity.
/// </remarks>
public static class LogLoss
{
    private const double Epsilon = 1.0 / (1L << 52);

    /// <summary>The log loss.</summary>
    /// <param name="truth">The true class of each sample.</param>
    /// <param name="probabilities">[samples, classes] row-major; for two classes also [samples], the probabilities of class 1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, or a score that is not a number.</exception>
    public static double Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> probabilities, int classes)
    {
        ClassScores scores = new(truth, probabilities, classes);
        double sum = 0;
        for (int sample = 0; sample < truth.Length; sample++)
        {
            double total = 0;
            for (int label = 0; label < classes; label++) total += Bounded(scores[sample, label]);
            sum -= Math.Log(Bounded(scores[sample, truth[sample]]) / total);
        }

        return sum / truth.Length;
    }

    private static double Bounded(double probability) => Math.Clamp(probability, Epsilon, 1 - Epsilon);
}
