using Hillock.Metrics;

namespace Hillock.Tracing.Diagnosis;

/// <summary>Classes of very different size: a network earns a high accuracy by forgetting the rare ones.</summary>
internal static class ClassImbalance
{
    private const double LargestRatio = 10;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (!patient.IsClassification) yield break;
        int[] counts = new int[patient.Data.Labels.Count];
        for (int sample = 0; sample < patient.Data.Count; sample++) counts[patient.Data.Class(sample)]++;
        (int Index, int Count)[] present = [.. counts.Index().Where(entry => entry.Item > 0)];
        if (present.Length < 2) yield break;
        (int rare, int few) = present.MinBy(entry => entry.Count);
        int many = present.Max(entry => entry.Count);
        if (many < LargestRatio * few) yield break;

        string label = patient.Data.Labels[rare];
        ClassFigures? figures = ((ClassificationEvaluation)patient.Achieved).PerClass.FirstOrDefault(known => known.Label == label && known.Support > 0);
        string found = figures is null ? "" : $" The model finds {figures.Recall:P0} of them; always answering the most frequent class would be right in {Case.Score(patient.Guessed):P0}.";
        yield return new Finding(
            "class_imbalance",
            figures is { Recall: >= 0.5 } ? Severity.Note : Severity.Warning,
            null,
            $"Class '{label}' has {few:N0} of {patient.Data.Count:N0} rows, the largest {(double)many / few:0.#} times as many.{found}",
            "Judge by balanced accuracy or macro F1; train with --class-weights balanced, or choose the threshold (--threshold f1).");
    }
}
