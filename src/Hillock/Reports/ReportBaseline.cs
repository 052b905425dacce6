using Hillock.Data;
using Hillock.Losses;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Reports;

/// <summary>The trivial predictor beside the model: learned from the training part, judged on the same samples as the model.</summary>
/// <param name="Description">What it answers to everything: <c>“3”</c>.</param>
/// <param name="Evaluation">How good it is.</param>
/// <param name="HasLoss">Whether its loss is the model's kind of loss.</param>
internal sealed record ReportBaseline(string Description, Evaluation Evaluation, bool HasLoss)
{
    /// <summary>The baseline on a part.</summary>
    public static ReportBaseline Of(Model model, ExaminedPart train, ExaminedPart part)
    {
        if (model.Preprocessing.Task == LearningTask.Regression)
        {
            double[] means = Baseline.Means(train.Targets, model.Preprocessing.OutputWidth);
            string answer = means.Length == 1 ? $"the training mean, {NumberText.Value(means[0])}" : "the training means";
            return new ReportBaseline(answer, Baseline.Evaluate(means, part.Targets), false);
        }

        double[] shares = Baseline.ClassShares(train.Classes, model.Preprocessing.Labels.Count);
        string label = model.Preprocessing.Labels[Model.ArgMax(shares)];
        bool isLogLoss = model.Definition.Loss is CrossEntropy { LabelSmoothing: 0 } or BinaryCrossEntropy;
        return new ReportBaseline($"“{NumberText.Short(label)}”", Baseline.Evaluate(shares, part.Classes, model.Preprocessing.Labels), isLogLoss);
    }
}
