namespace Hillock.Metrics;

/// <summary>Precision against recall of a binary decision, one point per threshold.</summary>
/// <remarks>From the lowest score, where everything is accepted, to the point (recall 0, precision 1), where nothing is.</remarks>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(double[] precisions, double[] recalls, double[] thresholds)
    {
        Precisions = precisions;
        Recalls = recalls;
        Thresholds = thresholds;
        for (int i = 0; i < thresholds.Length; i++) AveragePrecision += (recalls[i] - recalls[i + 1]) * precisions[i];
    }

    /// <summary>Share of the accepted that is of class 1, TP / (TP + FP), at each point; 1 at the end.</summary>
    public IReadOnlyList<double> Precisions { get; }

    /// <summary>Share of class 1 that is accepted, TP / (TP + FN), at each point: descending to 0.</summary>
    public IReadOnlyList<double> Recalls { get; }

    /// <summary>The score from which samples are accepted at each point but the last: ascending.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>The area under the curve in steps, Σ (Rᵢ − Rᵢ₋₁)·Pᵢ from the highest threshold down.</summary>
    public double AveragePrecision { get; }

    /// <summary>The curve of a binary decision.</summary>
    /// <param name="truth">The true class of each sample, 0 or 1; both occur.</param>
    /// <param name="scores">The score of class 1 for each sample.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, or a score that is not a number.</exception>
    public static PrecisionRecallCurve Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores)
    {
        Ranking ranking = Ranking.Of(truth, scores);
        int[] points = [.. Enumerable.Range(0, ranking.Thresholds.Length).Reverse()];
        return new PrecisionRecallCurve(
            [.. points.Select(i => (double)ranking.TruePositives[i] / (ranking.TruePositives[i] + ranking.FalsePositives[i])), 1],
            [.. points.Select(i => (double)ranking.TruePositives[i] / ranking.Positives), 0],
            [.. points.Select(i => ranking.Thresholds[i])]);
    }
}
