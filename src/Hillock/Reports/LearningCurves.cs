using Hillock.Training;

namespace Hillock.Reports;

/// <summary>Loss and score after each epoch, with the epoch whose weights were kept.</summary>
internal static class LearningCurves
{
    // The axis of the loss has equal ratios where the losses span more than this.
    private const double WideRange = 20;

    /// <summary>Writes the section.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="history">The epochs, in order.</param>
    /// <param name="best">The epoch whose weights were kept; null: unknown.</param>
    /// <param name="score">What the validation score is called.</param>
    /// <param name="stopReason">Why training ended.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<EpochSummary> history, int? best, string score, string? stopReason)
    {
        if (history.Count == 0) return;
        EpochSummary? kept = history.FirstOrDefault(epoch => epoch.Epoch == best);
        bool validated = history.Any(epoch => epoch.ValidationLoss is not null);

        html.Write($"<section id=\"learning\">\n<div class=\"note\"><h2>Learning</h2>\n");
        html.Write($"<p>Loss and score after each of {NumberText.Count(history[^1].Epoch, "epoch")}. ");
        if (validated) html.Write($"<b class=\"blue\">Blue</b> is the validation part, ");
        html.Write($"<b class=\"gray\">gray</b> the training part, as the samples came by while the weights still moved.");
        if (kept is not null) html.Write($" The weights of epoch {NumberText.Count(kept.Epoch)} were kept.");
        html.Write($"</p>\n");
        if (stopReason is { Length: > 0 }) html.Write($"<p>{stopReason}</p>\n");
        html.Write($"</div>\n<div class=\"figure charts\">\n");
        WriteLoss(html, history, kept);
        if (history.Any(epoch => epoch.ValidationScore is not null)) WriteScore(html, history, kept, score);
        if (history.Any(epoch => epoch.LearningRate != history[0].LearningRate)) WriteRate(html, history);
        html.Write($"</div></section>\n");
    }

    private static void WriteLoss(HtmlWriter html, IReadOnlyList<EpochSummary> history, EpochSummary? kept)
    {
        double[] losses = [.. history.SelectMany(epoch => new[] { epoch.TrainingLoss, epoch.ValidationLoss ?? double.NaN }).Where(double.IsFinite)];
        if (losses.Length == 0) return;
        (double low, double high) = (losses.Min(), losses.Max());
        bool ratios = low > 0 && high > WideRange * low;
        Scale y = ratios ? Scale.Logarithmic(low, high) : Scale.Round(Math.Min(low, 0), high);
        Chart chart = Chart.Open(
            html, "Training and validation loss of each epoch", Epochs(history), "epoch", y, ratios ? "loss (logarithmic)" : "loss");
        Mark(chart, history, kept, isLow: false);
        Draw(chart, history, epoch => epoch.TrainingLoss, "gray");
        Draw(chart, history, epoch => epoch.ValidationLoss ?? double.NaN, "blue");
        if (kept is not null)
        {
            (double loss, string name, string style) = kept.ValidationLoss is { } validation
                ? (validation, "validation", "blue")
                : (kept.TrainingLoss, "training", "gray");
            if (double.IsFinite(loss)) chart.Dot(kept.Epoch, loss, style, $"epoch {kept.Epoch}: {name} loss {NumberText.Value(loss)}");
        }

        chart.Close();
    }

    private static void WriteScore(HtmlWriter html, IReadOnlyList<EpochSummary> history, EpochSummary? kept, string score)
    {
        double[] scores = [.. history.Select(epoch => epoch.ValidationScore ?? double.NaN).Where(double.IsFinite)];
        if (scores.Length == 0) return;
        // The first epochs of a regression can be far below 0 and would flatten all the others.
        double low = Math.Max(scores.Min(), Math.Min(scores.Max(), -1));
        Chart chart = Chart.Open(
            html, $"Validation {score} of each epoch", Epochs(history), "epoch", Scale.Round(low, Math.Max(scores.Max(), low + 0.01)), $"{score} (validation)");
        Mark(chart, history, kept, isLow: true);
        Draw(chart, history, epoch => epoch.ValidationScore is { } value && value >= low ? value : double.NaN, "blue");
        if (kept?.ValidationScore is { } best && best >= low)
            chart.Dot(kept.Epoch, best, "blue", $"epoch {kept.Epoch}: validation {score} {NumberText.Score(best)}");
        chart.Close();
    }

    private static void WriteRate(HtmlWriter html, IReadOnlyList<EpochSummary> history)
    {
        Chart chart = Chart.Open(
            html, "Learning rate of each epoch", Epochs(history), "epoch", Scale.Round(0, history.Max(epoch => epoch.LearningRate)), "learning rate", height: 190);
        Draw(chart, history, epoch => epoch.LearningRate, "ink");
        chart.Close();
    }

    private static void Mark(Chart chart, IReadOnlyList<EpochSummary> history, EpochSummary? kept, bool isLow)
    {
        if (kept is not null && history.Count > 1) chart.Upright(kept.Epoch, $"epoch {NumberText.Count(kept.Epoch)} kept", isLow);
    }

    private static void Draw(Chart chart, IReadOnlyList<EpochSummary> history, Func<EpochSummary, double> value, string style) =>
        chart.Line(history.Select(epoch => ((double)epoch.Epoch, value(epoch))), style);

    private static Scale Epochs(IReadOnlyList<EpochSummary> history) => Scale.Whole(history[0].Epoch, history[^1].Epoch);
}
