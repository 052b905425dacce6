using System.Text;

namespace Hillock.Metrics;

/// <summary>Evaluations as plain text, at most 80 columns wide.</summary>
internal static class EvaluationText
{
    private const int Width = 80;
    private const int Gap = 2;
    private const int LongestRowLabel = 24;
    private const int ShortestColumnLabel = 3;
    private const int MostClasses = 30;
    private const int Shown = 20;

    /// <summary>The figures, the confusion matrix, and the table of classes.</summary>
    public static string Of(ClassificationEvaluation evaluation)
    {
        string auc = evaluation.RocAuc is { } area ? $"   ROC AUC {area:F3}" : "";
        return $"""
            {Samples(evaluation)}   loss {Number(evaluation.Loss)}
            accuracy {Percent(evaluation.Accuracy)}   balanced accuracy {Percent(evaluation.BalancedAccuracy)}   macro F1 {evaluation.MacroF1:F3}{auc}

            {Of(evaluation.ConfusionMatrix)}

            {PerClass(evaluation.PerClass)}
            """;
    }

    /// <summary>The figures.</summary>
    public static string Of(RegressionEvaluation evaluation) =>
        $"""
        {Samples(evaluation)}   loss {Number(evaluation.Loss)}
        R² {Number(evaluation.R2)}   RMSE {Number(evaluation.RootMeanSquaredError)}   MAE {Number(evaluation.MeanAbsoluteError)}
        """;

    /// <summary>The matrix; where it is too wide, its greatest confusions.</summary>
    public static string Of(ConfusionMatrix matrix)
    {
        string[] labels = [.. matrix.Labels.Select(Printable)];
        int longest = labels.Max(label => label.Length);
        int digits = $"{Cells(matrix).Max(cell => cell.Count)}".Length;
        int first = Math.Min(longest, LongestRowLabel);
        int room = ((Width - first) / labels.Length) - Gap;
        if (room < Math.Max(digits, Math.Min(longest, ShortestColumnLabel))) return GreatestConfusions(matrix, labels);

        int cell = Math.Max(digits, Math.Min(longest, room));
        StringBuilder text = new("Confusion matrix: a row is a true class, a column a predicted one");
        AppendRow(text, "", labels, first, cell);
        for (int truth = 0; truth < labels.Length; truth++)
            AppendRow(text, labels[truth], labels.Select((_, predicted) => matrix[truth, predicted].ToString()), first, cell);
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string head, IEnumerable<string> cells, int first, int cell)
    {
        text.Append('\n').Append(Cut(head, first).PadRight(first));
        foreach (string content in cells) text.Append(' ', Gap).Append(Cut(content, cell).PadLeft(cell));
    }

    private static string GreatestConfusions(ConfusionMatrix matrix, string[] labels)
    {
        (int Truth, int Predicted, int Count)[] wrong =
            [.. Cells(matrix).Where(cell => cell.Truth != cell.Predicted && cell.Count > 0).OrderByDescending(cell => cell.Count).Take(Shown)];
        if (wrong.Length == 0) return "No class was taken for another.";

        int longest = Math.Min(labels.Max(label => label.Length), LongestRowLabel);
        StringBuilder text = new("The greatest confusions: true class, predicted class, samples");
        foreach ((int truth, int predicted, int count) in wrong)
            text.Append($"\n{Cut(labels[truth], longest).PadRight(longest)}  {Cut(labels[predicted], longest).PadRight(longest)}  {count,9:N0}");
        return text.ToString();
    }

    private static string PerClass(IReadOnlyList<ClassFigures> classes)
    {
        bool all = classes.Count <= MostClasses;
        IEnumerable<ClassFigures> rows = all ? classes : classes.OrderBy(figures => figures.F1).Take(Shown);
        int first = Math.Min(classes.Max(figures => Printable(figures.Label).Length), LongestRowLabel);
        first = Math.Max(first, "Class".Length);

        StringBuilder text = new(all ? "" : $"The {Shown} of {classes.Count:N0} classes with the lowest F1\n");
        text.Append($"{"Class".PadRight(first)}  Precision  Recall     F1    Support");
        foreach (ClassFigures figures in rows)
        {
            string label = Cut(Printable(figures.Label), first).PadRight(first);
            text.Append($"\n{label}  {figures.Precision,9:F3}  {figures.Recall,6:F3}  {figures.F1,5:F3}  {figures.Support,9:N0}");
        }

        return text.ToString();
    }

    private static IEnumerable<(int Truth, int Predicted, int Count)> Cells(ConfusionMatrix matrix) =>
        from truth in Enumerable.Range(0, matrix.Labels.Count)
        from predicted in Enumerable.Range(0, matrix.Labels.Count)
        select (truth, predicted, matrix[truth, predicted]);

    private static string Samples(Evaluation evaluation) => evaluation.Samples == 1 ? "1 sample" : $"{evaluation.Samples:N0} samples";

    private static string Percent(double share) => $"{100 * share:F1}%";

    private static string Number(double value) => double.IsNaN(value) ? "undefined" : value.ToString(Math.Abs(value) is >= 1e4 and < 1e15 ? "N0" : "G4");

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : length == 0 ? "" : string.Concat(text.AsSpan(0, length - 1), "…");

    /// <summary>A label out of a file must not break the table or command the terminal.</summary>
    private static string Printable(string label) => string.Concat(label.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
