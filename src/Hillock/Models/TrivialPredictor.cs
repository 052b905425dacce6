using Hillock.Data;
using Hillock.Losses;
using Hillock.Metrics;

namespace Hillock.Models;

/// <summary>The least that a model must beat: it predicts the training part's shares of the classes, or its means, for every sample.</summary>
public static class TrivialPredictor
{
    /// <summary>Evaluates it by the same figures as the model, its loss by the model's loss.</summary>
    /// <param name="model">The model to be compared with it.</param>
    /// <param name="train">The samples the model was trained on.</param>
    /// <param name="test">The samples to evaluate on.</param>
    /// <exception cref="HillockException">The samples do not fit the model.</exception>
    public static Evaluation Evaluate(Model model, Dataset train, Dataset test)
    {
        Samples<double> samples = model.Preprocessing.Encode<double>(test);
        if (model.Preprocessing.Task != LearningTask.Regression)
        {
            double[] shares = Baseline.ClassShares(Classes(model.Preprocessing.Target, train), model.Preprocessing.Labels.Count);
            double loss = Loss(model.Definition.Loss, samples, shares.Length == 2 && samples.TargetWidth == 1 ? [shares[1]] : shares);
            return Baseline.Evaluate(shares, samples.Classes, model.Preprocessing.Labels, loss);
        }

        TargetEncoding target = model.Preprocessing.Target;
        double[] means = Baseline.Means(Values(train), target.Width);
        double[] outputs = [.. means.Select((mean, i) => (mean - target.Means[i]) / target.Deviations[i])];
        return Baseline.Evaluate(means, Values(test), Loss(model.Definition.Loss, samples, outputs));
    }

    // The mean loss of the same outputs for every sample.
    private static double Loss(Loss loss, Samples<double> samples, double[] outputs)
    {
        LossKernel<double> kernel = loss.Kernel<double>(onLogits: false);
        double[] targets = new double[outputs.Length];
        double[] losses = [0];
        double sum = 0;
        for (int row = 0; row < samples.Count; row++)
        {
            samples.CopyTargets([row], targets);
            kernel.Evaluate(outputs, targets, [1.0], losses, [], outputs.Length);
            sum += losses[0];
        }

        return sum / samples.Count;
    }

    private static int[] Classes(TargetEncoding target, Dataset dataset)
    {
        int[] classOf = [.. dataset.Labels.Select(target.Class)];
        return [.. Enumerable.Range(0, dataset.Count).Select(sample => classOf[dataset.Class(sample)])];
    }

    private static double[] Values(Dataset dataset)
    {
        int width = dataset.TargetNames.Count;
        double[] values = new double[dataset.Count * width];
        for (int i = 0; i < values.Length; i++) values[i] = dataset.Value(i / width, i % width);
        return values;
    }
}
