using Hillock.Data;
using Hillock.Losses;
using Hillock.Metrics;

namespace Hillock.Models;

/// <summary>
/// The least that a model must beat: it looks at no column and predicts for every sample the training part's shares of the classes, or
/// the means of its numbers.
/// </summary>
public sealed class TrivialPredictor
{
    private readonly Model model;
    private readonly double[] values;

    /// <summary>Learns shares or means.</summary>
    /// <param name="model">The model to be compared with it.</param>
    /// <param name="train">The samples that the model was trained on.</param>
    /// <exception cref="HillockException">The samples do not fit the model.</exception>
    public TrivialPredictor(Model model, Dataset train)
    {
        if (train.Count == 0) throw new HillockException("There are no samples to learn from.");
        SampleEncoder.CheckTargets(model.Preprocessing.Target, train);
        this.model = model;
        values = IsRegression ? Means(train) : Shares(SampleEncoder.Classes(model.Preprocessing.Target, train), model.Preprocessing.Labels.Count);
    }

    /// <summary>What it predicts: the share of each class in the order of the labels, or the mean of each number.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>The label that it always answers, that of the most frequent class (of two equals the second, as at a threshold of 0.5); null for numbers.</summary>
    public string? Label => IsRegression ? null : model.Preprocessing.Labels[values.Length == 2 ? (values[1] >= 0.5 ? 1 : 0) : Model.ArgMax(values)];

    private bool IsRegression => model.Preprocessing.Task == LearningTask.Regression;

    /// <summary>Evaluates it by the same figures as the model, its loss by the model's loss.</summary>
    /// <param name="test">The samples to evaluate on.</param>
    /// <exception cref="HillockException">The samples do not fit the model.</exception>
    public Evaluation Evaluate(Dataset test)
    {
        if (test.Count == 0) throw new HillockException("There are no samples to evaluate on.");
        Samples<double> samples = model.Preprocessing.Encode<double>(test);
        TargetEncoding target = model.Preprocessing.Target;
        if (IsRegression)
        {
            double[] outputs = [.. values.Select((mean, i) => (mean - target.Means[i]) / target.Deviations[i])];
            return RegressionEvaluation.From(test.Numbers(), Repeat(values, test.Count), Loss(samples, outputs), values.Length);
        }

        double loss = Loss(samples, samples.TargetWidth == 1 ? [values[1]] : values);
        return ClassificationEvaluation.From(samples.Classes, Repeat(values, test.Count), target.Labels, loss);
    }

    private static double[] Shares(int[] classes, int count)
    {
        double[] shares = new double[count];
        foreach (int label in classes) shares[label]++;
        for (int label = 0; label < count; label++) shares[label] /= classes.Length;
        return shares;
    }

    private static double[] Means(Dataset train) =>
        [.. Enumerable.Range(0, train.TargetNames.Count).Select(target => Enumerable.Range(0, train.Count).Average(sample => train.Value(sample, target)))];

    private static double[] Repeat(double[] values, int times)
    {
        double[] repeated = new double[values.Length * times];
        for (int i = 0; i < times; i++) values.CopyTo(repeated, i * values.Length);
        return repeated;
    }

    // The mean loss of the same outputs for every sample.
    private double Loss(Samples<double> samples, double[] outputs)
    {
        LossKernel<double> kernel = model.Definition.Loss.Kernel<double>(onLogits: false);
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
}
