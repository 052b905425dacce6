namespace Hillock.Metrics;

/// <summary>How often each class was taken for each: element (i, j) counts the samples of class i that were predicted as class j.</summary>
/// <remarks>
/// N samples, trace T. Class c has TP(c) hits, support S(c) (its row's sum) and P(c) predictions (its column's sum).
/// A figure whose denominator is 0 is 0 unless said otherwise; the definitions are those of scikit-learn.
/// </remarks>
public sealed class ConfusionMatrix : IEquatable<ConfusionMatrix>
{
    private readonly string[] labels;
    private readonly int[] counts;
    private readonly long[] supports;
    private readonly long[] predictions;

    /// <summary>Counts predictions.</summary>
    /// <param name="truth">The true class of each sample.</param>
    /// <param name="predicted">The predicted class of each sample.</param>
    /// <param name="labels">The names of the classes.</param>
    /// <exception cref="ArgumentException">No sample, different lengths, or a class without a label.</exception>
    public ConfusionMatrix(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (truth.Length != predicted.Length)
            throw new ArgumentException($"There are {truth.Length:N0} true classes and {predicted.Length:N0} predicted ones.");
        ClassScores.CheckTruth(truth, labels.Count);
        ClassScores.CheckTruth(predicted, labels.Count);

        this.labels = [.. labels];
        int classes = labels.Count;
        counts = new int[classes * classes];
        supports = new long[classes];
        predictions = new long[classes];
        for (int i = 0; i < truth.Length; i++)
        {
            counts[(truth[i] * classes) + predicted[i]]++;
            supports[truth[i]]++;
            predictions[predicted[i]]++;
        }

        Samples = truth.Length;
        PerClass = [.. Enumerable.Range(0, classes).Select(Figures)];
    }

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> Labels => labels;

    /// <summary>Number of samples, N.</summary>
    public int Samples { get; }

    /// <summary>Precision, recall and F1 of each class.</summary>
    public IReadOnlyList<ClassFigures> PerClass { get; }

    /// <summary>Share of samples predicted right, T / N.</summary>
    public double Accuracy => (double)Hits / Samples;

    /// <summary>Mean recall of the classes that have samples.</summary>
    public double BalancedAccuracy => PerClass.Where(figures => figures.Support > 0).Average(figures => figures.Recall);

    /// <summary>Mean F1 of the classes that occur, be it as truth or as prediction.</summary>
    public double MacroF1 => PerClass.Where((figures, label) => supports[label] + predictions[label] > 0).Average(figures => figures.F1);

    /// <summary>Mean F1, each class weighted by its support.</summary>
    public double WeightedF1 => PerClass.Sum(figures => figures.F1 * figures.Support) / Samples;

    /// <summary>F1 of all decisions pooled: 2·ΣTP / (ΣP + ΣS), which is the accuracy where each sample has one class.</summary>
    public double MicroF1 => 2.0 * Hits / (predictions.Sum() + supports.Sum());

    /// <summary>
    /// Cohen's kappa (1960), (p₀ − pₑ) / (1 − pₑ): the accuracy p₀ above the pₑ = Σ S(c)P(c) / N² of chance. NaN if only one class occurs.
    /// </summary>
    public double CohenKappa
    {
        get
        {
            double chance = Product(supports, predictions) / ((double)Samples * Samples);
            return (Accuracy - chance) / (1 - chance);
        }
    }

    /// <summary>
    /// Matthews' correlation (Gorodkin's R<sub>K</sub>, 2004): (T·N − Σ S(c)P(c)) / √((N² − Σ P(c)²)(N² − Σ S(c)²)).
    /// </summary>
    public double Matthews
    {
        get
        {
            double square = (double)Samples * Samples;
            double scale = (square - Product(predictions, predictions)) * (square - Product(supports, supports));
            return scale == 0 ? 0 : (((double)Hits * Samples) - Product(supports, predictions)) / Math.Sqrt(scale);
        }
    }

    private long Hits => Enumerable.Range(0, labels.Length).Sum(label => (long)this[label, label]);

    /// <summary>How many samples of class <paramref name="truth"/> were predicted as class <paramref name="predicted"/>.</summary>
    public int this[int truth, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)labels.Length);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)labels.Length);
            return counts[(truth * labels.Length) + predicted];
        }
    }

    /// <inheritdoc/>
    public bool Equals(ConfusionMatrix? other) =>
        other is not null && labels.AsSpan().SequenceEqual(other.labels) && counts.AsSpan().SequenceEqual(other.counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConfusionMatrix);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Samples, labels.Length, Hits);

    /// <summary>The matrix as plain text; its greatest confusions where it is wider than 80 columns.</summary>
    public override string ToString() => EvaluationText.Of(this);

    private static double Product(long[] a, long[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private ClassFigures Figures(int label)
    {
        double hits = this[label, label];
        return new ClassFigures(
            labels[label],
            Precision: Ratio(hits, predictions[label]),
            Recall: Ratio(hits, supports[label]),
            F1: Ratio(2 * hits, supports[label] + predictions[label]),
            Support: (int)supports[label]);
    }
}
