namespace Hillock.Metrics;

/// <summary>The score from which a binary decision says class 1, chosen from samples, with what it achieves on them.</summary>
/// <remarks>It lies halfway between the lowest score that it accepts and the highest that it rejects. Of equally good ones the lowest is taken.</remarks>
/// <param name="Value">Class 1 is predicted where the score is at least this.</param>
/// <param name="Precision">Share of the accepted that is of class 1; 0 if nothing is accepted.</param>
/// <param name="Recall">Share of class 1 that is accepted.</param>
/// <param name="F1">Harmonic mean of the two.</param>
public sealed record DecisionThreshold(double Value, double Precision, double Recall, double F1)
{
    /// <summary>The threshold with the highest F1.</summary>
    /// <param name="truth">The true class of each sample, 0 or 1; both occur.</param>
    /// <param name="scores">The score of class 1 for each sample.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, or a score that is not a number.</exception>
    public static DecisionThreshold ForF1(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores) =>
        Best(Ranking.Of(truth, scores), (_, _, outcome) => outcome.F1);

    /// <summary>The threshold with the lowest cost, FP·<paramref name="falsePositive"/> + FN·<paramref name="falseNegative"/>.</summary>
    /// <param name="truth">The true class of each sample, 0 or 1; both occur.</param>
    /// <param name="scores">The score of class 1 for each sample.</param>
    /// <param name="falsePositive">What it costs to take a sample of class 0 for class 1.</param>
    /// <param name="falseNegative">What it costs to miss a sample of class 1.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, a score that is not a number, or an impossible cost.</exception>
    public static DecisionThreshold ForCost(
        ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, double falsePositive, double falseNegative)
    {
        if (!(falsePositive >= 0 && falseNegative >= 0 && falsePositive + falseNegative > 0 && double.IsFinite(falsePositive + falseNegative)))
            throw new ArgumentException($"Costs are at least 0 and not both 0; {falsePositive} and {falseNegative} are not.");
        return Best(
            Ranking.Of(truth, scores),
            (falsePositives, falseNegatives, _) => -((falsePositives * falsePositive) + (falseNegatives * falseNegative)));
    }

    /// <summary>The threshold with the highest precision among those that find at least a share <paramref name="recall"/> of class 1.</summary>
    /// <param name="truth">The true class of each sample, 0 or 1; both occur.</param>
    /// <param name="scores">The score of class 1 for each sample.</param>
    /// <param name="recall">The share of class 1 that must be found, 0 to 1.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, a score that is not a number, or an impossible recall.</exception>
    public static DecisionThreshold ForRecall(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, double recall)
    {
        if (!(recall is >= 0 and <= 1)) throw new ArgumentException($"A recall is 0 to 1, not {recall}.");
        return Best(Ranking.Of(truth, scores), (_, _, outcome) => outcome.Recall >= recall ? outcome.Precision : -1);
    }

    private static DecisionThreshold Best(Ranking ranking, Func<int, int, DecisionThreshold, double> worth)
    {
        // Nothing accepted is a choice too: the best one where false positives are dear.
        DecisionThreshold best = new(Math.BitIncrement(ranking.Thresholds[0]), 0, 0, 0);
        double highest = worth(0, ranking.Positives, best);
        for (int i = 0; i < ranking.Thresholds.Length; i++)
        {
            DecisionThreshold candidate = At(ranking, i);
            double value = worth(ranking.FalsePositives[i], ranking.Positives - ranking.TruePositives[i], candidate);
            if (value >= highest) (best, highest) = (candidate, value);
        }

        return best;
    }

    private static DecisionThreshold At(Ranking ranking, int i)
    {
        double hits = ranking.TruePositives[i];
        double accepted = hits + ranking.FalsePositives[i];
        return new DecisionThreshold(
            Between(ranking.Thresholds, i),
            Precision: hits / accepted,
            Recall: hits / ranking.Positives,
            F1: 2 * hits / (accepted + ranking.Positives));
    }

    private static double Between(double[] thresholds, int i)
    {
        if (i == thresholds.Length - 1) return thresholds[i];
        double middle = thresholds[i + 1] + ((thresholds[i] - thresholds[i + 1]) / 2);
        return middle > thresholds[i + 1] && middle <= thresholds[i] ? middle : thresholds[i]; // neighbors have nothing between them
    }
}
