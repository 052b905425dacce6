namespace Hillock.Metrics;

/// <summary>Area under the ROC curve: of class 1 for two classes; the mean of each class against the rest for more.</summary>
public static class RocAuc
{
    /// <summary>The area; null where it is undefined because a class has no sample, or all have it.</summary>
    /// <param name="truth">The true class of each sample.</param>
    /// <param name="scores">[samples, classes] row-major; for two classes also [samples], the scores of class 1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">No sample, lengths or classes that do not fit, or a score that is not a number.</exception>
    public static double? Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, int classes)
    {
        ClassScores table = new(truth, scores, classes);
        if (classes == 1) return null;
        for (int label = 0; label < classes; label++)
        {
            if (!truth.Contains(label)) return null;
        }

        if (classes == 2) return Ranking.Of(table, 1).Area;
        double sum = 0;
        for (int label = 0; label < classes; label++) sum += Ranking.Of(table, label).Area;
        return sum / classes;
    }
}
