using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Reports;

/// <summary>The result first: one large figure with what it is worth, and the same figures of every part beside the trivial predictor's.</summary>
internal static class Headline
{
    /// <summary>Writes the section.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="parts">Training, validation, test: those that there are.</param>
    /// <param name="judge">The part that the model is judged by.</param>
    /// <param name="guess">What predicts without looking at a column.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<ExaminedPart> parts, ExaminedPart judge, TrivialPredictor guess)
    {
        html.Write($"<section id=\"result\">\n<div class=\"note\"><h2>Result</h2>\n");
        html.Write($"<p>{Worth(judge)}{(judge.Dataset.HasWeights ? " Every sample counts the same here, whatever its weight." : "")}</p></div>\n<div class=\"figure\">\n");
        if (judge.Evaluation is ClassificationEvaluation classes) WriteClasses(html, parts, judge, classes, guess);
        else WriteNumbers(html, parts, judge, (RegressionEvaluation)judge.Evaluation, guess);
        html.Write($"</div></section>\n");
    }

    private static string Worth(ExaminedPart judge) => judge.Name switch
    {
        ExaminedPart.Test => "The test samples had no part in training: this is what to expect of new samples like them.",
        ExaminedPart.Validation => "There are no test samples. The validation samples helped to choose when to stop, so their figures flatter a little.",
        _ => "There are neither test nor validation samples. The figures of the training samples say little about new ones.",
    };

    private static void WriteClasses(
        HtmlWriter html, IReadOnlyList<ExaminedPart> parts, ExaminedPart judge, ClassificationEvaluation figures, TrivialPredictor guess)
    {
        WilsonInterval interval = WilsonInterval.Of(figures.Accuracy, figures.Samples);
        var trivial = (ClassificationEvaluation)guess.Evaluate(judge.Dataset);
        html.Write($"<p class=\"hero\"><strong>{NumberText.Percent(figures.Accuracy, figures.Samples)}</strong> ");
        html.Write($"<span>of {NumberText.Count(figures.Samples, $"{judge.Name.ToLowerInvariant()} sample")} predicted right.");
        html.Write($" The 95% interval for samples like them is {NumberText.Percent(interval.Low, figures.Samples)} to {NumberText.Percent(interval.High, figures.Samples)}.");
        html.Write($" Always answering {Answer(guess)} is right for {NumberText.Percent(trivial.Accuracy, figures.Samples)}.</span></p>\n");

        WriteHead(html, "Accuracy", ["Balanced accuracy", "Macro F1", "ROC AUC"]);
        foreach (ExaminedPart part in parts) WriteRow(part.Name, (ClassificationEvaluation)part.Evaluation, part == judge ? "judge" : "");
        WriteRow($"Always {Answer(guess)}", trivial, "baseline");
        html.Write($"</tbody></table></div>\n");

        void WriteRow(string name, ClassificationEvaluation row, string style)
        {
            WriteStart(html, name, style, row.Samples, row.Accuracy, trivial.Accuracy, NumberText.Percent(row.Accuracy, row.Samples));
            html.Write($"<td>{NumberText.Percent(row.BalancedAccuracy, row.Samples)}</td><td>{NumberText.Score(row.MacroF1)}</td>");
            html.Write($"<td>{NumberText.Score(row.RocAuc)}</td><td>{NumberText.Value(row.Loss)}</td></tr>\n");
        }
    }

    private static void WriteNumbers(
        HtmlWriter html, IReadOnlyList<ExaminedPart> parts, ExaminedPart judge, RegressionEvaluation figures, TrivialPredictor guess)
    {
        var trivial = (RegressionEvaluation)guess.Evaluate(judge.Dataset);
        html.Write($"<p class=\"hero\"><strong>R² {NumberText.Score(figures.R2)}</strong> ");
        html.Write($"<span>on {NumberText.Count(figures.Samples, $"{judge.Name.ToLowerInvariant()} sample")}: the share of their variance that is explained.");
        html.Write($" Half of the errors are below {NumberText.Value(figures.MedianAbsoluteError)}; the mean absolute error is {NumberText.Value(figures.MeanAbsoluteError)},");
        html.Write($" but {NumberText.Value(trivial.MeanAbsoluteError)} for always answering {Answer(guess)}.</span></p>\n");

        WriteHead(html, "R²", ["RMSE", "MAE", "Median absolute error"]);
        foreach (ExaminedPart part in parts) WriteRow(part.Name, (RegressionEvaluation)part.Evaluation, part == judge ? "judge" : "");
        WriteRow($"Always {Answer(guess)}", trivial, "baseline");
        html.Write($"</tbody></table></div>\n");

        void WriteRow(string name, RegressionEvaluation row, string style)
        {
            WriteStart(html, name, style, row.Samples, row.R2, trivial.R2, NumberText.Score(row.R2));
            html.Write($"<td>{NumberText.Value(row.RootMeanSquaredError)}</td><td>{NumberText.Value(row.MeanAbsoluteError)}</td>");
            html.Write($"<td>{NumberText.Value(row.MedianAbsoluteError)}</td><td>{NumberText.Value(row.Loss)}</td></tr>\n");
        }
    }

    // What it answers to everything: “3”, the training mean.
    private static string Answer(TrivialPredictor guess) => guess.Label is { } label ? $"“{NumberText.Short(label)}”"
        : guess.Values is [double mean] ? $"the training mean, {NumberText.Value(mean)}"
        : "the training means";

    private static void WriteHead(HtmlWriter html, string score, string[] others)
    {
        html.Write($"<div class=\"scroll\"><table class=\"figures\"><thead><tr><th scope=\"col\">Samples</th><th scope=\"col\" class=\"wide\">{score}</th>");
        foreach (string other in others) html.Write($"<th scope=\"col\">{other}</th>");
        html.Write($"<th scope=\"col\">Loss</th></tr></thead><tbody>\n");
    }

    // The bar ends at the score, between 0 and 1; the tick stands where the trivial predictor is.
    private static void WriteStart(HtmlWriter html, string name, string style, int samples, double score, double baseline, string text)
    {
        (double length, double tick) = (100 * Clip(score), 100 * Clip(baseline));
        html.Write($"<tr class=\"{style}\"><th scope=\"row\">{name} <small>{(style == "baseline" ? "" : NumberText.Count(samples))}</small></th><td class=\"wide\"><span class=\"rail\">");
        html.Write($"<i style=\"width:{length}%\"></i><b style=\"left:{tick}%\"></b></span>{text}</td>");
    }

    private static double Clip(double score) => double.IsNaN(score) ? 0 : Math.Clamp(score, 0, 1);
}
