namespace Hillock.Metrics;

/// <summary>What predicts without looking at the inputs: the least that a model must beat. Learned from the training part alone.</summary>
public static class Baseline
{
    /// <summary>The share of each class: predicted as probabilities for every sample, so that the most frequent class is the answer.</summary>
    /// <param name="training">The true classes of the training samples.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>[classes]</returns>
    public static double[] ClassShares(ReadOnlySpan<int> training, int classes)
    {
        ClassScores.CheckTruth(training, classes);
        double[] shares = new double[classes];
        foreach (int label in training) shares[label]++;
        for (int label = 0; label < classes; label++) shares[label] /= training.Length;
        return shares;
    }

    /// <summary>The mean of each output: predicted for every sample.</summary>
    /// <param name="training">The targets of the training samples, [samples, outputs] row-major.</param>
    /// <param name="outputs">How many numbers each sample has.</param>
    /// <returns>[outputs]</returns>
    public static double[] Means(ReadOnlySpan<double> training, int outputs)
    {
        if (outputs < 1 || training.IsEmpty || training.Length % outputs != 0)
            throw new ArgumentException($"{training.Length:N0} training values are no whole number of samples of {outputs:N0}.");
        ClassScores.CheckNumbers(training, "training value");
        double[] means = new double[outputs];
        for (int i = 0; i < training.Length; i++) means[i % outputs] += training[i];
        for (int output = 0; output < outputs; output++) means[output] /= training.Length / outputs;
        return means;
    }

    /// <summary>Evaluates the shares of classes as predictions.</summary>
    /// <param name="shares">The shares, from <see cref="ClassShares"/>.</param>
    /// <param name="truth">The true class of each sample.</param>
    /// <param name="labels">The names of the classes.</param>
    /// <param name="loss">The loss on these samples; if absent, their log loss.</param>
    public static ClassificationEvaluation Evaluate(
        ReadOnlySpan<double> shares, ReadOnlySpan<int> truth, IReadOnlyList<string> labels, double? loss = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        double[] scores = Repeat(shares, truth.Length);
        return ClassificationEvaluation.From(truth, scores, labels, loss ?? LogLoss.Of(truth, scores, labels.Count));
    }

    /// <summary>Evaluates the means as predictions.</summary>
    /// <param name="means">The means, from <see cref="Means"/>.</param>
    /// <param name="truth">The targets of the samples, [samples, outputs] row-major.</param>
    /// <param name="loss">The loss on these samples; if absent, their mean squared error.</param>
    public static RegressionEvaluation Evaluate(ReadOnlySpan<double> means, ReadOnlySpan<double> truth, double? loss = null)
    {
        double[] prediction = Repeat(means, truth.Length / Math.Max(means.Length, 1));
        RegressionEvaluation evaluation = RegressionEvaluation.From(truth, prediction, loss ?? 0, means.Length);
        return loss is null ? evaluation with { Loss = evaluation.MeanSquaredError } : evaluation;
    }

    private static double[] Repeat(ReadOnlySpan<double> values, int times)
    {
        double[] repeated = new double[values.Length * times];
        for (int i = 0; i < times; i++) values.CopyTo(repeated.AsSpan(i * values.Length));
        return repeated;
    }
}
