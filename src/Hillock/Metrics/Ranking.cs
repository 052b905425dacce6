namespace Hillock.Metrics;

/// <summary>What a binary decision would hit and miss at every threshold that the scores allow.</summary>
/// <remarks>
/// Threshold i accepts (predicts class 1 for) every sample whose score is at least <c>Thresholds[i]</c>: the distinct scores,
/// highest first. Samples of equal score are accepted together.
/// </remarks>
internal sealed class Ranking
{
    private Ranking(double[] thresholds, int[] truePositives, int[] falsePositives)
    {
        Thresholds = thresholds;
        TruePositives = truePositives;
        FalsePositives = falsePositives;
    }

    /// <summary>The distinct scores, highest first.</summary>
    public double[] Thresholds { get; }

    /// <summary>Samples of class 1 that each threshold accepts.</summary>
    public int[] TruePositives { get; }

    /// <summary>Samples of class 0 that each threshold accepts.</summary>
    public int[] FalsePositives { get; }

    /// <summary>Samples of class 1.</summary>
    public int Positives => TruePositives[^1];

    /// <summary>Samples of class 0.</summary>
    public int Negatives => FalsePositives[^1];

    /// <summary>Ranks samples by their scores.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a class is not 0 or 1, a score is not a number, or a class does not occur.</exception>
    public static Ranking Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores)
    {
        ClassScores.CheckTruth(truth, classes: 2);
        if (scores.Length != truth.Length) throw new ArgumentException($"{truth.Length:N0} samples need as many scores, not {scores.Length:N0}.");
        ClassScores.CheckNumbers(scores, "score");
        if (!truth.Contains(0) || !truth.Contains(1)) throw new ArgumentException($"Every sample is of class {truth[0]}: scores rank two classes.");

        double[] keys = scores.ToArray();
        int[] classes = truth.ToArray();
        Array.Sort(keys, classes);

        List<double> thresholds = [];
        List<int> truePositives = [], falsePositives = [];
        int hits = 0;
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            hits += classes[i];
            if (i > 0 && keys[i - 1] == keys[i]) continue;
            thresholds.Add(keys[i]);
            truePositives.Add(hits);
            falsePositives.Add(keys.Length - i - hits);
        }

        return new Ranking([.. thresholds], [.. truePositives], [.. falsePositives]);
    }
}
