namespace Hillock.Metrics;

/// <summary>True classes beside the scores of every class, checked once: what the metrics of classification are computed from.</summary>
internal readonly ref struct ClassScores
{
    private readonly ReadOnlySpan<double> scores;

    /// <summary>Checks the arguments of a metric.</summary>
    /// <param name="truth">The true class of each sample.</param>
    /// <param name="scores">[samples, classes] row-major; for two classes also [samples], the scores of class 1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">They do not fit together, or a score is not a number.</exception>
    public ClassScores(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, int classes)
    {
        CheckTruth(truth, classes);
        IsSingle = classes == 2 && scores.Length == truth.Length;
        if (!IsSingle && scores.Length != (long)truth.Length * classes)
            throw new ArgumentException($"{truth.Length:N0} samples of {classes:N0} classes need {(long)truth.Length * classes:N0} scores, not {scores.Length:N0}.");
        CheckNumbers(scores, "score");

        Truth = truth;
        Classes = classes;
        this.scores = scores;
    }

    /// <summary>The true class of each sample.</summary>
    public ReadOnlySpan<int> Truth { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Only the scores of class 1 are given; class 0 has the rest up to 1.</summary>
    private bool IsSingle { get; }

    /// <summary>The score of a class for a sample.</summary>
    public double this[int sample, int label] =>
        !IsSingle ? scores[(sample * Classes) + label] : label == 1 ? scores[sample] : 1 - scores[sample];

    /// <summary>The class with the highest score; the first of equals.</summary>
    public int Highest(int sample)
    {
        int highest = 0;
        for (int label = 1; label < Classes; label++)
        {
            if (this[sample, label] > this[sample, highest]) highest = label;
        }

        return highest;
    }

    /// <summary>Checks that there are samples and that their classes are 0 … <paramref name="classes"/> − 1.</summary>
    public static void CheckTruth(ReadOnlySpan<int> truth, int classes)
    {
        if (truth.IsEmpty) throw new ArgumentException("There is no sample to evaluate.");
        if (classes < 1) throw new ArgumentException($"There is at least 1 class, not {classes}.");
        for (int i = 0; i < truth.Length; i++)
        {
            if ((uint)truth[i] >= (uint)classes)
                throw new ArgumentException($"The class {truth[i]} of sample {i} is none of 0 to {classes - 1}.");
        }
    }

    /// <summary>Checks that none of the values is NaN.</summary>
    public static void CheckNumbers(ReadOnlySpan<double> values, string what)
    {
        int position = values.IndexOf(double.NaN);
        if (position >= 0) throw new ArgumentException($"The {what} at position {position:N0} is not a number.");
    }
}
