using Hillock.Kernels;

namespace Hillock.Metrics;

/// <summary>What a binary decision would hit and miss at every threshold that the scores allow.</summary>
/// <remarks>
/// Threshold i accepts (predicts class 1 for) every sample whose score is at least <c>Thresholds[i]</c>: the distinct scores,
/// highest first. Samples of equal score are accepted together.
/// </remarks>
internal sealed class Ranking
{
    private Ranking(int thresholds)
    {
        Thresholds = new double[thresholds];
        TruePositives = new int[thresholds];
        FalsePositives = new int[thresholds];
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

    /// <summary>
    /// The area under the receiver operating characteristic, by trapezoids: the probability that a sample of class 1 scores higher than one of
    /// class 0, a tie counting half.
    /// </summary>
    public double Area
    {
        get
        {
            double doubled = 0; // whole numbers: exact
            (int tp, int fp) = (0, 0);
            for (int i = 0; i < Thresholds.Length; i++)
            {
                doubled += (double)(FalsePositives[i] - fp) * (TruePositives[i] + (long)tp);
                (tp, fp) = (TruePositives[i], FalsePositives[i]);
            }

            return doubled / (2.0 * Positives * Negatives);
        }
    }

    /// <summary>Ranks samples by their scores.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a class is not 0 or 1, a score is not a number, or a class does not occur.</exception>
    public static Ranking Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores)
    {
        ClassScores.CheckTruth(truth, classes: 2);
        if (scores.Length != truth.Length) throw new ArgumentException($"{truth.Length:N0} samples need as many scores, not {scores.Length:N0}.");
        var table = new ClassScores(truth, scores, classes: 2);
        if (!truth.Contains(0) || !truth.Contains(1)) throw new ArgumentException($"Every sample is of class {truth[0]}: scores rank two classes.");
        return Of(table, 1);
    }

    /// <summary>Ranks samples by their scores of one class, which stands for class 1; it and others occur.</summary>
    public static Ranking Of(ClassScores table, int label)
    {
        ReadOnlySpan<int> truth = table.Truth;
        double[] positives = new double[truth.Count(label)], negatives = new double[truth.Length - positives.Length];
        (int positive, int negative) = (0, 0);
        for (int sample = 0; sample < truth.Length; sample++)
        {
            if (truth[sample] == label) positives[positive++] = table[sample, label];
            else negatives[negative++] = table[sample, label];
        }

        RadixSort.Sort(positives);
        RadixSort.Sort(negatives);
        var ranking = new Ranking(Merge(positives, negatives, null));
        Merge(positives, negatives, ranking);
        return ranking;
    }

    // Accepts the samples of both classes, in ascending order here, from the highest score down; returns how many thresholds there are.
    private static int Merge(double[] positives, double[] negatives, Ranking? ranking)
    {
        int thresholds = 0, hits = 0, misses = 0;
        for (; hits < positives.Length || misses < negatives.Length; thresholds++)
        {
            double score = Math.Max(Next(positives, hits), Next(negatives, misses));
            while (hits < positives.Length && Next(positives, hits) == score) hits++;
            while (misses < negatives.Length && Next(negatives, misses) == score) misses++;
            if (ranking is null) continue;
            ranking.Thresholds[thresholds] = score;
            ranking.TruePositives[thresholds] = hits;
            ranking.FalsePositives[thresholds] = misses;
        }

        return thresholds;
    }

    // The highest score not accepted yet.
    private static double Next(double[] ascending, int accepted) => accepted < ascending.Length ? ascending[^(accepted + 1)] : double.NegativeInfinity;
}
