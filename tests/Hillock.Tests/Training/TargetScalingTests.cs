using System.Globalization;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Tests.Data;
using Hillock.Training;

namespace Hillock.Tests.Training;

public sealed class TargetScalingTests
{
    [Theory]
    [InlineData("linear", "mean_squared_error", new[] { -1.224744871391589, 0, 1.224744871391589 })]
    [InlineData("exponential", "poisson", new double[] { 2, 4, 6 })]
    [InlineData("relu", "mean_squared_error", new[] { 1.224744871391589, 2.449489742783178, 3.674234614174767 })]
    [InlineData("sigmoid", "binary_cross_entropy", new[] { 0, 0.5, 1 })]
    [InlineData("tanh", "huber", new double[] { -1, 0, 1 })]
    public void Targets_are_brought_to_where_the_outputs_can_be(string output, string loss, double[] expected)
    {
        Dataset dataset = Numbers(2, 4, 6);
        Preprocessing preprocessing = TargetScaling.Fit(dataset, With(output, loss));

        double[] encoded = preprocessing.Encode<double>(dataset).RegressionTargets();

        Assert.Equal(expected, encoded, (a, b) => Math.Abs(a - b) < 1e-12);
        preprocessing.Decode(encoded.AsSpan());
        Assert.Equal([2, 4, 6], encoded, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Targets_between_the_ends_stay_as_they_are()
    {
        Dataset dataset = Numbers(0.2, 0.5, 0.9);

        Assert.Equal([0.2, 0.5, 0.9], TargetScaling.Fit(dataset, With("sigmoid", "mean_squared_error")).Encode<double>(dataset).RegressionTargets());
    }

    [Theory]
    [InlineData("relu", "mean_squared_error", "Outputs of 'relu' lie in [0, ∞), but 'y' is -3 in a training row: end with linear.")]
    [InlineData("exponential", "poisson", "The loss 'poisson' is for counts, but 'y' is -3 in a training row: use mean_squared_error.")]
    [InlineData("linear", "poisson", "The loss 'poisson' takes the logarithm of the outputs, and 'linear' goes below 0: end with exponential or softplus.")]
    public void Targets_that_the_outputs_cannot_give_are_refused(string output, string loss, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<HillockException>(() => TargetScaling.Fit(Numbers(-3, 1, 2), With(output, loss))).Message);

    private static TableDataset Numbers(params double[] y) =>
        Csv.Read("x,y\n" + string.Concat(y.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{i},{value:R}\n"))))
            .ToDataset(new ColumnRoles { Task = LearningTask.Regression });

    private static Experiment With(string output, string loss) =>
        new(new Dense(1, Activation.Parse(output))) { Loss = Loss.Parse(loss) };
}
