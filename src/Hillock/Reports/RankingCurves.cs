using Hillock.Metrics;

namespace Hillock.Reports;

/// <summary>ROC and precision–recall curves: of the second class for two, of each against the rest for a few.</summary>
internal static class RankingCurves
{
    private const int MostClasses = 12;

    /// <summary>Writes the section, if every class has samples and there are not too many.</summary>
    public static void Write(HtmlWriter html, ExaminedPart part)
    {
        IReadOnlyList<string> labels = part.Model.Preprocessing.Labels;
        int[] classes = [.. Enumerable.Range(0, labels.Count).Where(label => part.Classes.Contains(label))];
        if (classes.Length < 2) return;
        html.Write($"<section id=\"ranking\">\n<div class=\"note\"><h2>Thresholds</h2>\n");
        if (labels.Count == 2)
        {
            html.Write($"<p>What would happen with other thresholds on the probability of “{NumberText.Short(labels[1])}”. The dot is the threshold in use, {NumberText.Value(part.Model.DecisionThreshold)}. ");
            html.Write($"<b class=\"gray\">Gray</b> is what guessing gives.</p></div>\n<div class=\"figure charts\">\n");
            WritePair(html, part);
        }
        else if (labels.Count > MostClasses)
        {
            html.Write($"<p>Curves of {NumberText.Count(labels.Count)} classes would be too many to compare and are left out.</p></div>\n<div class=\"figure\">\n");
        }
        else
        {
            html.Write($"<p>Each class against all others, at every threshold on its probability. The closer to the upper corner, the better the class is told from the rest; ");
            html.Write($"<b class=\"gray\">gray</b> is what guessing gives.</p></div>\n<div class=\"figure\">\n");
            WriteTiles(html, part, classes, labels);
        }

        html.Write($"</div></section>\n");
    }

    private static void WritePair(HtmlWriter html, ExaminedPart part)
    {
        (int[] truth, double[] scores) = Against(part, 1);
        RocCurve roc = RocCurve.Of(truth, scores);
        PrecisionRecallCurve ranking = PrecisionRecallCurve.Of(truth, scores);
        var evaluation = (ClassificationEvaluation)part.Evaluation;
        ClassFigures used = evaluation.PerClass[1];
        double falsePositives = 1 - evaluation.PerClass[0].Recall;
        double share = (double)used.Support / part.Count;

        Chart chart = Chart.Open(
            html, $"ROC curve with area {roc.Area:F3}", Scale.Round(0, 1), "false positive rate", Scale.Round(0, 1), "recall", 360, 360);
        chart.Line([(0, 0), (1, 1)], "guess");
        chart.Line(roc.FalsePositiveRates.Zip(roc.TruePositiveRates), "blue");
        chart.Dot(falsePositives, used.Recall, "blue", $"threshold in use: recall {used.Recall:F3}, false positive rate {falsePositives:F3}");
        chart.Text(0.97, 0.04, "end", $"ROC: area {roc.Area:F3}");
        chart.Close();

        chart = Chart.Open(
            html, $"Precision–recall curve with average precision {ranking.AveragePrecision:F3}", Scale.Round(0, 1), "recall", Scale.Round(0, 1), "precision", 360, 360);
        chart.Line([(0, share), (1, share)], "guess");
        chart.Line(Steps(ranking), "blue");
        chart.Dot(used.Recall, used.Precision, "blue", $"threshold in use: recall {used.Recall:F3}, precision {used.Precision:F3}");
        chart.Text(0.03, 0.04, "start", $"average precision {ranking.AveragePrecision:F3}");
        chart.Close();
    }

    private static void WriteTiles(HtmlWriter html, ExaminedPart part, int[] classes, IReadOnlyList<string> labels)
    {
        html.Write($"<h3>Recall against false positive rate (ROC), with its area</h3>\n<div class=\"tiles\">\n");
        foreach (int label in classes)
        {
            (int[] truth, double[] scores) = Against(part, label);
            RocCurve roc = RocCurve.Of(truth, scores);
            OpenTile(html, NumberText.Short(labels[label], 16), roc.Area);
            Chart chart = Chart.OpenSmall(html, $"ROC curve of {labels[label]}");
            chart.Line([(0, 0), (1, 1)], "guess");
            chart.Line(roc.FalsePositiveRates.Zip(roc.TruePositiveRates), "blue");
            CloseTile(html, chart);
        }

        html.Write($"</div>\n<h3>Precision against recall, with the average precision</h3>\n<div class=\"tiles\">\n");
        foreach (int label in classes)
        {
            (int[] truth, double[] scores) = Against(part, label);
            PrecisionRecallCurve ranking = PrecisionRecallCurve.Of(truth, scores);
            double share = truth.Average();
            OpenTile(html, NumberText.Short(labels[label], 16), ranking.AveragePrecision);
            Chart chart = Chart.OpenSmall(html, $"Precision–recall curve of {labels[label]}");
            chart.Line([(0, share), (1, share)], "guess");
            chart.Line(Steps(ranking), "blue");
            CloseTile(html, chart);
        }

        html.Write($"</div>\n");
    }

    private static void OpenTile(HtmlWriter html, string label, double figure) =>
        html.Write($"<figure><figcaption><b>{label}</b> {NumberText.Score(figure)}</figcaption>\n");

    private static void CloseTile(HtmlWriter html, Chart chart)
    {
        chart.Close();
        html.Write($"</figure>\n");
    }

    // Average precision is the area under steps, so steps are what is drawn.
    private static IEnumerable<(double X, double Y)> Steps(PrecisionRecallCurve curve)
    {
        for (int i = 0; i < curve.Recalls.Count; i++)
        {
            if (i > 0) yield return (curve.Recalls[i], curve.Precisions[i - 1]);
            yield return (curve.Recalls[i], curve.Precisions[i]);
        }
    }

    private static (int[] Truth, double[] Scores) Against(ExaminedPart part, int label) => (
        [.. part.Classes.Select(truth => truth == label ? 1 : 0)],
        [.. Enumerable.Range(0, part.Count).Select(sample => part.Probability(sample, label))]);
}
