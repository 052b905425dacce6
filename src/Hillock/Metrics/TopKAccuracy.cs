namespace Hillock.Metrics;

/// <summary>Share of samples whose true class is among the k highest scores. Of equal scores the later class counts as the higher.</summary>
public static class TopKAccuracy
{
    /// <summary>The top-k accuracy.</summary>
    /// <param name="truth">The true class of each sample.</param>
    /// <param name="scores">[samples, classes] row-major.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="k">How many classes may be named, at least 1.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, a score that is not a number, or k below 1.</exception>
    public static double Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, int classes, int k)
    {
        if (k < 1) throw new ArgumentException($"k is at least 1, not {k}.");
        ClassScores table = new(truth, scores, classes);
        int hits = 0;
        for (int sample = 0; sample < truth.Length; sample++)
        {
            double score = table[sample, truth[sample]];
            int ahead = 0;
            for (int label = 0; label < classes; label++)
            {
                if (table[sample, label] > score || (table[sample, label] == score && label > truth[sample])) ahead++;
            }

            if (ahead < k) hits++;
        }

        return (double)hits / truth.Length;
    }
}
