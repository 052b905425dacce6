using Hillock.Metrics;

namespace Hillock.Tests.Metrics;

public sealed class BaselineTests
{
    [Fact]
    public void Of_classes_it_predicts_the_most_frequent_with_the_shares_as_probabilities()
    {
        double[] shares = Baseline.ClassShares([0, 2, 2, 1], classes: 3);

        ClassificationEvaluation baseline = Baseline.Evaluate(shares, [2, 2, 0, 1, 1], ["a", "b", "c"]);

        Assert.Equal([0.25, 0.25, 0.5], shares);
        Assert.Equal(0.4, baseline.Accuracy);
        Assert.Equal(0.5, baseline.RocAuc);
        Assert.Equal((2 * Math.Log(2) + 3 * Math.Log(4)) / 5, baseline.Loss, 12);
    }

    [Fact]
    public void Of_numbers_it_predicts_the_training_mean_of_each_output()
    {
        double[] means = Baseline.Means([1, 10, 3, 30], outputs: 2);

        RegressionEvaluation baseline = Baseline.Evaluate(means, [2, 20, 4, 20]);

        Assert.Equal([2, 20], means);
        Assert.Equal(2, baseline.Samples);
        Assert.Equal(1, baseline.MeanSquaredError);
        Assert.Equal(1, baseline.Loss);
    }

    [Fact]
    public void The_loss_can_be_the_one_that_the_model_is_trained_by()
    {
        Assert.Equal(7, Baseline.Evaluate([0.5, 0.5], (ReadOnlySpan<int>)[0, 1], ["a", "b"], loss: 7).Loss);
        Assert.Equal(7, Baseline.Evaluate([0.5], [1.0, 2.0], loss: 7).Loss);
    }

    [Fact]
    public void Without_training_samples_there_is_none()
    {
        Assert.Throws<ArgumentException>(() => Baseline.ClassShares([], 2));
        Assert.Throws<ArgumentException>(() => Baseline.Means([], 1));
        Assert.Throws<ArgumentException>(() => Baseline.Means([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => Baseline.Evaluate([], [1.0]));
    }
}
