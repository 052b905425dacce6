using Hillock.Metrics;

namespace Hillock.Reports;

/// <summary>The confusion matrix: what is right in blue, what is mistaken in orange, by the share of the true class.</summary>
internal static class ConfusionMatrixFigure
{
    private const int MostClasses = 30;
    private const int ShownConfusions = 20;

    /// <summary>Writes the matrix; of very many classes, the greatest confusions.</summary>
    public static void Write(HtmlWriter html, ConfusionMatrix matrix)
    {
        if (matrix.Labels.Count <= MostClasses) WriteMatrix(html, matrix);
        else WriteGreatest(html, matrix);
    }

    private static void WriteMatrix(HtmlWriter html, ConfusionMatrix matrix)
    {
        int classes = matrix.Labels.Count;
        string[] labels = [.. matrix.Labels.Select(label => NumberText.Short(label, 24))];
        string size = classes <= 5 ? "few" : classes <= 12 ? "some" : "many";
        bool upright = classes > 5 && labels.Any(label => label.Length > 3);
        html.Write($"<div class=\"scroll\"><table class=\"matrix {size}{(upright ? " upright" : "")}\">\n");
        html.Write($"<caption>Rows: true class, columns: predicted class</caption>\n<thead><tr><td></td>");
        foreach (string label in labels) html.Write($"<th scope=\"col\"><span>{label}</span></th>");
        html.Write($"</tr></thead>\n<tbody>\n");
        for (int truth = 0; truth < classes; truth++)
        {
            html.Write($"<tr><th scope=\"row\">{labels[truth]}</th>");
            for (int predicted = 0; predicted < classes; predicted++) WriteCell(html, matrix, truth, predicted, labels);
            html.Write($"</tr>\n");
        }

        html.Write($"</tbody></table></div>\n");
    }

    private static void WriteCell(HtmlWriter html, ConfusionMatrix matrix, int truth, int predicted, string[] labels)
    {
        int count = matrix[truth, predicted];
        int support = matrix.PerClass[truth].Support;
        if (count == 0)
        {
            html.Write($"<td></td>");
            return;
        }

        double share = (double)count / support;
        string name = $"{labels[truth]} taken for {labels[predicted]}: {count:N0} of {support:N0} ({NumberText.Percent(share)})";
        // The square root and a start above nothing show the small shares, which are the ones to look at.
        double strength = 0.15 + (0.85 * Math.Sqrt(share));
        html.Write($"<td class=\"{(truth == predicted ? "hit" : "miss")}\" style=\"--share:{strength}\" title=\"{name}\">{NumberText.Count(count)}</td>");
    }

    private static void WriteGreatest(HtmlWriter html, ConfusionMatrix matrix)
    {
        int classes = matrix.Labels.Count;
        (int Truth, int Predicted, int Count)[] wrong =
        [
            .. Enumerable.Range(0, classes * classes)
                .Select(cell => (Truth: cell / classes, Predicted: cell % classes, Count: matrix[cell / classes, cell % classes]))
                .Where(cell => cell.Truth != cell.Predicted && cell.Count > 0)
                .OrderByDescending(cell => cell.Count)
                .Take(ShownConfusions),
        ];
        html.Write($"<div class=\"scroll\"><table class=\"figures\"><caption>The most frequent confusions of {NumberText.Count(classes)} classes</caption>\n");
        html.Write($"<thead><tr><th scope=\"col\">True</th><th scope=\"col\" class=\"word\">Predicted</th><th scope=\"col\">Samples</th></tr></thead><tbody>\n");
        foreach ((int truth, int predicted, int count) in wrong)
        {
            html.Write($"<tr><td>{NumberText.Short(matrix.Labels[truth])}</td><td class=\"word\">{NumberText.Short(matrix.Labels[predicted])}</td>");
            html.Write($"<td>{NumberText.Count(count)}</td></tr>\n");
        }

        html.Write($"</tbody></table></div>\n");
    }
}
