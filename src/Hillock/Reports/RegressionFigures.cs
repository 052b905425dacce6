using Hillock.Kernels;

namespace Hillock.Reports;

/// <summary>Predicted against true numbers, how the errors are distributed, and the largest of them.</summary>
internal static class RegressionFigures
{
    private const int MostDots = 3000;
    private const int MostTargets = 4;
    private const int Worst = 10;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ExaminedPart part)
    {
        IReadOnlyList<string> names = part.Dataset.TargetNames;
        int width = part.Model.Preprocessing.OutputWidth;
        html.Write($"<section id=\"predictions\">\n<div class=\"note\"><h2>Predictions</h2>\n");
        html.Write($"<p>{part.Name} samples. On the <b class=\"gray\">gray</b> line the prediction is exact; above it, too high. ");
        html.Write($"The bars count errors, prediction minus truth.</p>\n");
        if (part.Count > MostDots) html.Write($"<p>{NumberText.Count(MostDots)} of {NumberText.Count(part.Count)} samples are drawn, chosen by chance.</p>\n");
        if (width > MostTargets) html.Write($"<p>The first {MostTargets} of {width} targets are drawn.</p>\n");
        html.Write($"</div>\n<div class=\"figure charts\">\n");
        for (int target = 0; target < Math.Min(width, MostTargets); target++)
        {
            (double[] truth, double[] prediction) = (Of(part.Targets, target, width), Of(part.Outputs, target, width));
            WriteScatter(html, truth, prediction, names[target]);
            ResidualHistogram.Write(html, truth, prediction, names[target]);
        }

        html.Write($"</div></section>\n");
        if (width == 1) WriteWorst(html, part);
    }

    private static void WriteScatter(HtmlWriter html, double[] truth, double[] prediction, string name)
    {
        int[] shown = [.. Enumerable.Range(0, truth.Length)];
        if (shown.Length > MostDots)
        {
            new RandomStream(0, RandomPurpose.Permutation).Shuffle(shown);
            shown = shown[..MostDots];
        }

        (double low, double high) = (Math.Min(truth.Min(), prediction.Min()), Math.Max(truth.Max(), prediction.Max()));
        Scale scale = Scale.Round(low, high);
        string title = NumberText.Short(name, 24);
        Chart chart = Chart.Open(html, $"Predicted against true {title}", scale, $"true {title}", scale, $"predicted {title}", 360, 360);
        (low, high) = (scale.Ticks[0], scale.Ticks[^1]);
        chart.Line([(low, low), (high, high)], "guess");
        chart.Dots(shown.Select(i => (truth[i], prediction[i])), "blue");
        chart.Close();
    }

    private static void WriteWorst(HtmlWriter html, ExaminedPart part)
    {
        int[] worst = [.. Enumerable.Range(0, part.Count).OrderByDescending(i => Math.Abs(part.Outputs[i] - part.Targets[i])).Take(Worst)];
        html.Write($"<section id=\"errors\">\n<div class=\"note\"><h2>Largest errors</h2>\n<p>Rows worth a look: an unusual sample, or an error in the data.</p></div>\n");
        html.Write($"<div class=\"figure\"><div class=\"scroll\"><table class=\"figures\"><thead><tr><th scope=\"col\">Row</th><th scope=\"col\">True</th><th scope=\"col\">Predicted</th><th scope=\"col\">Error</th></tr></thead><tbody>\n");
        foreach (int i in worst)
        {
            html.Write($"<tr><th scope=\"row\">{part.Place(i)}</th><td>{NumberText.Value(part.Targets[i])}</td>");
            html.Write($"<td>{NumberText.Value(part.Outputs[i])}</td><td><b class=\"orange\">{NumberText.Value(part.Outputs[i] - part.Targets[i])}</b></td></tr>\n");
        }

        html.Write($"</tbody></table></div></div></section>\n");
    }

    private static double[] Of(double[] values, int target, int width) => [.. values.Where((_, i) => i % width == target)];
}
