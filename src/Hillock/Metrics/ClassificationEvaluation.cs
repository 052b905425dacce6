using System.Text.Json;

namespace Hillock.Metrics;

/// <summary>How good predictions of classes are.</summary>
public sealed record ClassificationEvaluation : Evaluation
{
    private ClassificationEvaluation(double loss, ConfusionMatrix confusionMatrix, double? rocAuc)
        : base(confusionMatrix.Samples, loss)
    {
        ConfusionMatrix = confusionMatrix;
        RocAuc = rocAuc;
    }

    /// <summary>How often each class was taken for each; all other figures of decisions are its own.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>Area under the ROC curve (see <see cref="Metrics.RocAuc"/>); null where a class has no sample.</summary>
    public double? RocAuc { get; }

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> Labels => ConfusionMatrix.Labels;

    /// <summary>Share of samples predicted right.</summary>
    public double Accuracy => ConfusionMatrix.Accuracy;

    /// <summary>Mean recall of the classes that have samples.</summary>
    public double BalancedAccuracy => ConfusionMatrix.BalancedAccuracy;

    /// <summary>Mean F1 of the classes that occur.</summary>
    public double MacroF1 => ConfusionMatrix.MacroF1;

    /// <summary>Precision, recall and F1 of each class.</summary>
    public IReadOnlyList<ClassFigures> PerClass => ConfusionMatrix.PerClass;

    /// <summary>Compares the scores of classes with the truth.</summary>
    /// <param name="truth">The true class of each sample.</param>
    /// <param name="scores">
    /// Probabilities, or other scores: [samples, classes] row-major, the highest decides; for two classes also [samples], the scores of class 1.
    /// </param>
    /// <param name="labels">The names of the classes.</param>
    /// <param name="loss">The loss on these samples.</param>
    /// <param name="threshold">Of two classes, class 1 is predicted where its score is at least this.</param>
    /// <exception cref="ArgumentException">No sample, lengths that do not fit, a class without a label, or a score that is not a number.</exception>
    public static ClassificationEvaluation From(
        ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, IReadOnlyList<string> labels, double loss, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (double.IsNaN(threshold)) throw new ArgumentException("The threshold is not a number.");
        ClassScores table = new(truth, scores, labels.Count);
        int[] predicted = new int[truth.Length];
        for (int sample = 0; sample < predicted.Length; sample++)
            predicted[sample] = labels.Count == 2 ? (table[sample, 1] >= threshold ? 1 : 0) : table.Highest(sample);

        return new ClassificationEvaluation(
            loss, new ConfusionMatrix(truth, predicted, labels), Metrics.RocAuc.Of(truth, scores, labels.Count));
    }

    /// <summary>The figures, the confusion matrix and the figures of each class, as plain text of 80 columns.</summary>
    public override string ToString() => EvaluationText.Of(this);

    private protected override void WriteFigures(Utf8JsonWriter json)
    {
        json.WriteNumber("accuracy", Accuracy);
        json.WriteNumber("balancedAccuracy", BalancedAccuracy);
        json.WriteNumber("macroF1", MacroF1);
        WriteFigure(json, "rocAuc", RocAuc);
        json.WriteStartArray("labels");
        foreach (string label in Labels) json.WriteStringValue(label);
        json.WriteEndArray();
        WriteConfusionMatrix(json);
        json.WriteStartArray("perClass");
        foreach (ClassFigures figures in PerClass) WriteClass(json, figures);
        json.WriteEndArray();
    }

    private void WriteConfusionMatrix(Utf8JsonWriter json)
    {
        json.WriteStartArray("confusionMatrix");
        for (int truth = 0; truth < Labels.Count; truth++)
        {
            json.WriteStartArray();
            for (int predicted = 0; predicted < Labels.Count; predicted++) json.WriteNumberValue(ConfusionMatrix[truth, predicted]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteClass(Utf8JsonWriter json, ClassFigures figures)
    {
        json.WriteStartObject();
        json.WriteString("label", figures.Label);
        json.WriteNumber("precision", figures.Precision);
        json.WriteNumber("recall", figures.Recall);
        json.WriteNumber("f1", figures.F1);
        json.WriteNumber("support", figures.Support);
        json.WriteEndObject();
    }
}
