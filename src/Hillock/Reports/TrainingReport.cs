using System.Globalization;
using System.Text;
using Hillock.Data;
using Hillock.Files;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Reports;

/// <summary>A training run on one page: a self-contained HTML file that says how good the model is, where it fails and how it was made.</summary>
/// <remarks>Needs no network, no script and no other file. It holds no time and no place: the same run gives the same bytes.</remarks>
public sealed class TrainingReport
{
    private TrainingReport(string html) => Html = html;

    /// <summary>The page.</summary>
    public string Html { get; }

    /// <summary>Makes the report.</summary>
    /// <param name="model">The trained model.</param>
    /// <param name="history">What each epoch came to (<see cref="Trainer.History"/>).</param>
    /// <param name="train">The samples it learned from (<see cref="Trainer.Train"/>).</param>
    /// <param name="validation">The samples that chose when to stop (<see cref="Trainer.Validation"/>); null: none.</param>
    /// <param name="test">Samples that had no part in training; null: none.</param>
    /// <param name="command">The command that made it, to be shown; empty: none.</param>
    /// <exception cref="HillockException">The data lack a column the model needs, or hold a label it does not know.</exception>
    public static TrainingReport Create(
        Model model, IReadOnlyList<EpochSummary> history, Dataset train, Dataset? validation = null, Dataset? test = null, string command = "")
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture; // whoever calls: coordinates and figures have a dot
        try
        {
            List<ExaminedPart> parts = [ExaminedPart.Of(ExaminedPart.Training, model, train)];
            if (validation is { Count: > 0 }) parts.Add(ExaminedPart.Of(ExaminedPart.Validation, model, validation));
            if (test is { Count: > 0 }) parts.Add(ExaminedPart.Of(ExaminedPart.Test, model, test));
            return new TrainingReport(Page(model, history, parts, new TrivialPredictor(model, train), command));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    /// <exception cref="HillockException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Html)));

    private static string Page(Model model, IReadOnlyList<EpochSummary> history, List<ExaminedPart> parts, TrivialPredictor guess, string command)
    {
        ExaminedPart judge = parts[^1];
        bool isRegression = model.Preprocessing.Task == LearningTask.Regression;
        long seed = model.ExperimentJson is null ? 1 : Experiment.Of(model).Seed;
        var html = new HtmlWriter();

        string title = Title(model, judge.Dataset);
        Open(html, title, model, parts[0].Count, seed);
        Headline.Write(html, parts, judge, guess);
        LearningCurves.Write(html, history, model.Training?.BestEpoch, isRegression ? "R²" : "accuracy", model.Training?.StopReason);
        if (isRegression)
        {
            RegressionFigures.Write(html, judge);
        }
        else
        {
            var evaluation = (ClassificationEvaluation)judge.Evaluation;
            WriteConfusion(html, judge, evaluation);
            ClassTable.Write(html, evaluation.PerClass);
            RankingCurves.Write(html, judge);
        }

        ImportanceFigure.Write(html, judge, seed);
        WeightsFigure.Write(html, model);
        Recipe.Write(html, model, parts, command);
        html.Write($"</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void WriteConfusion(HtmlWriter html, ExaminedPart judge, ClassificationEvaluation evaluation)
    {
        html.Write($"<section id=\"confusion\">\n<div class=\"note\"><h2>Confusion</h2>\n<p>{judge.Name} samples. ");
        html.Write($"<b class=\"blue\">Blue</b> is right, <b class=\"orange\">orange</b> mistaken; the stronger, the larger the share of the row, which is one true class.</p></div>\n<div class=\"figure\">\n");
        ConfusionMatrixFigure.Write(html, evaluation.ConfusionMatrix);
        MistakesFigure.Write(html, judge);
        html.Write($"</div></section>\n");
    }

    private static string Title(Model model, Dataset dataset)
    {
        string[] targets = [.. dataset.TargetNames.Take(3).Select(name => NumberText.Short(name))];
        string from = model.Preprocessing.Pixels is { } pixels
            ? $"images of {pixels.Shape[1]} × {pixels.Shape[2]} pixels"
            : NumberText.Count(model.Preprocessing.InputNames.Count, "column");
        return $"Predicting {string.Join(", ", targets)}{(dataset.TargetNames.Count > targets.Length ? ", …" : "")} from {from}";
    }

    private static void Open(HtmlWriter html, string title, Model model, int samples, long seed)
    {
        PageStart.Write(html, title, "report.css");
        html.Write($"<header>\n<p class=\"over\">Training report</p>\n<h1>{title}</h1>\n");
        html.Write($"<p class=\"network\">{model.Definition.ToString()}</p>\n");
        html.Write($"<p class=\"network\">{NumberText.Count(model.Definition.ParameterCount, "parameter")}, {NumberText.Count(samples, "training sample")}, seed {$"{seed}"}</p>\n</header>\n");
    }
}
