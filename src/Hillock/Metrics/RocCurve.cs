namespace Hillock.Metrics;

/// <summary>The receiver operating characteristic: the share of class 1 that is found against the share of class 0 that is mistaken for it.</summary>
/// <remarks>
/// One point per threshold, from (0, 0), where nothing is accepted, to (1, 1). Points amid equal steps on a straight line are left out.
/// </remarks>
public sealed class RocCurve
{
    private RocCurve(double[] falsePositiveRates, double[] truePositiveRates, double[] thresholds, double area)
    {
        FalsePositiveRates = falsePositiveRates;
        TruePositiveRates = truePositiveRates;
        Thresholds = thresholds;
        Area = area;
    }

    /// <summary>Share of class 0 accepted at each point, FP / (FP + TN): ascending.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; }

    /// <summary>Share of class 1 accepted at each point, TP / (TP + FN): ascending.</summary>
    public IReadOnlyList<double> TruePositiveRates { get; }

    /// <summary>The score from which samples are accepted at each point: descending from infinity.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>
    /// The area under the curve, by trapezoids: the probability that a sample of class 1 scores higher than one of class 0, a tie counting half.
    /// </summary>
    public double Area { get; }

    /// <summary>The curve of a binary decision.</summary>
    /// <param name="truth">The true class of each sample, 0 or 1; both occur.</param>
    /// <param name="scores">The score of class 1 for each sample: a probability, or any number that is higher the likelier class 1 is.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, or a score that is not a number.</exception>
    public static RocCurve Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores)
    {
        Ranking ranking = Ranking.Of(truth, scores);
        int[] kept = [.. Enumerable.Range(0, ranking.Thresholds.Length).Where(i => IsKept(ranking, i))];
        return new RocCurve(
            [0, .. kept.Select(i => (double)ranking.FalsePositives[i] / ranking.Negatives)],
            [0, .. kept.Select(i => (double)ranking.TruePositives[i] / ranking.Positives)],
            [double.PositiveInfinity, .. kept.Select(i => ranking.Thresholds[i])],
            ranking.Area);
    }

    private static bool IsKept(Ranking ranking, int i)
    {
        if (i == 0 || i == ranking.Thresholds.Length - 1) return true;
        return Bends(ranking.FalsePositives, i) || Bends(ranking.TruePositives, i);
    }

    private static bool Bends(int[] counts, int i) => counts[i + 1] - counts[i] != counts[i] - counts[i - 1];
}
