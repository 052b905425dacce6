using Hillock.Metrics;

namespace Hillock.Tests.Metrics;

public sealed class RegressionEvaluationTests
{
    [Fact]
    public void Several_outputs_are_averaged()
    {
        double[] first = [1, 2, 4], second = [-1, 0, 3], firstGuess = [1.5, 2, 3], secondGuess = [-1, 1, 5];
        RegressionEvaluation a = RegressionEvaluation.From(first, firstGuess, loss: 0), b = RegressionEvaluation.From(second, secondGuess, loss: 0);

        RegressionEvaluation both = RegressionEvaluation.From(Interleave(first, second), Interleave(firstGuess, secondGuess), loss: 0, outputs: 2);

        Assert.Equal(3, both.Samples);
        Assert.Equal((a.MeanSquaredError + b.MeanSquaredError) / 2, both.MeanSquaredError, 12);
        Assert.Equal((a.RootMeanSquaredError + b.RootMeanSquaredError) / 2, both.RootMeanSquaredError, 12);
        Assert.Equal((a.MeanAbsoluteError + b.MeanAbsoluteError) / 2, both.MeanAbsoluteError, 12);
        Assert.Equal((a.MedianAbsoluteError + b.MedianAbsoluteError) / 2, both.MedianAbsoluteError, 12);
        Assert.Equal((a.R2 + b.R2) / 2, both.R2, 12);
        Assert.Equal((a.ExplainedVariance + b.ExplainedVariance) / 2, both.ExplainedVariance, 12);

        static double[] Interleave(double[] x, double[] y) => [.. x.Zip(y).SelectMany(pair => (double[])[pair.First, pair.Second])];
    }

    [Theory]
    [InlineData(new double[] { 2, 2 }, new double[] { 2, 2 }, 1)] // a constant truth, met
    [InlineData(new double[] { 2, 2 }, new double[] { 2, 3 }, 0)] // and missed
    [InlineData(new double[] { 0.1, 0.1, 0.1 }, new double[] { 0.1, 0.2, 0.1 }, 0)] // whose mean is rounded
    [InlineData(new double[] { 1, 3 }, new double[] { 2, 2 }, 0)] // the mean
    [InlineData(new double[] { 2 }, new double[] { 2 }, double.NaN)]
    public void R2_is_defined_as_in_scikit_learn(double[] truth, double[] prediction, double expected) =>
        Assert.Equal(expected, RegressionEvaluation.From(truth, prediction, loss: 0).R2);

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_with_a_sentence()
    {
        AssertRefused("There is no sample to evaluate.", () => RegressionEvaluation.From([], [], 0));
        AssertRefused("There are 2 true values and 1 predicted ones.", () => RegressionEvaluation.From([1, 2], [1], 0));
        AssertRefused("3 true values are no whole number of samples of 2.", () => RegressionEvaluation.From([1, 2, 3], [1, 2, 3], 0, 2));
        AssertRefused("The prediction at position 1 is not a number.", () => RegressionEvaluation.From([1, 2], [1, double.NaN], 0));
        AssertRefused("There is at least 1 output, not 0.", () => RegressionEvaluation.From([1], [1], 0, 0));

        static void AssertRefused(string sentence, Func<object> evaluate) =>
            Assert.Equal(sentence, Assert.Throws<ArgumentException>(evaluate).Message);
    }
}
