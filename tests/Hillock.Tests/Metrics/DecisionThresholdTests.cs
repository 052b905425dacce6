using Hillock.Metrics;

namespace Hillock.Tests.Metrics;

public sealed class DecisionThresholdTests
{
    private static readonly int[] Truth = [1, 1, 0, 1, 0, 1, 0, 0];
    private static readonly double[] Scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.2, 0.1];

    [Fact]
    public void By_F1_it_balances_precision_and_recall()
    {
        DecisionThreshold chosen = DecisionThreshold.ForF1(Truth, Scores);

        Assert.Equal(0.3, chosen.Value, 12); // halfway between 0.4 and 0.2
        Assert.Equal((4 / 6.0, 1.0, 0.8), (chosen.Precision, chosen.Recall, chosen.F1));
    }

    [Theory]
    [InlineData(1, 0, 0.75)] // no false alarm: the lowest threshold without one
    [InlineData(0, 1, 0.1)] // nothing missed: everything accepted at no cost
    [InlineData(3, 1, 0.75)]
    [InlineData(1, 3, 0.3)]
    public void By_cost_the_dearer_error_is_avoided(double falsePositive, double falseNegative, double expected) =>
        Assert.Equal(expected, DecisionThreshold.ForCost(Truth, Scores, falsePositive, falseNegative).Value, 12);

    [Fact]
    public void By_cost_nothing_is_accepted_where_the_highest_score_is_wrong_and_errors_are_dear()
    {
        DecisionThreshold chosen = DecisionThreshold.ForCost([0, 1], [0.9, 0.1], falsePositive: 10, falseNegative: 1);

        Assert.True(chosen.Value > 0.9);
        Assert.Equal((0, 0, 0), (chosen.Precision, chosen.Recall, chosen.F1));
    }

    [Theory]
    [InlineData(0, 0.75)]
    [InlineData(0.5, 0.75)]
    [InlineData(0.51, 0.55)]
    [InlineData(1, 0.3)]
    public void By_recall_the_most_precise_that_finds_enough_is_chosen(double recall, double expected) =>
        Assert.Equal(expected, DecisionThreshold.ForRecall(Truth, Scores, recall).Value, 12);

    [Fact]
    public void The_figures_are_those_that_the_threshold_gives()
    {
        foreach (DecisionThreshold chosen in (DecisionThreshold[])[
            DecisionThreshold.ForF1(Truth, Scores), DecisionThreshold.ForCost(Truth, Scores, 2, 1), DecisionThreshold.ForRecall(Truth, Scores, 0.6)])
        {
            ClassFigures figures = ClassificationEvaluation.From(Truth, Scores, ["no", "yes"], loss: 0, chosen.Value).PerClass[1];
            Assert.Equal((figures.Precision, figures.Recall, figures.F1), (chosen.Precision, chosen.Recall, chosen.F1));
        }
    }

    [Fact]
    public void Neighboring_and_infinite_scores_are_kept_apart()
    {
        double next = Math.BitIncrement(0.5);

        Assert.Equal(next, DecisionThreshold.ForF1([1, 0], [next, 0.5]).Value);
        Assert.Equal(double.PositiveInfinity, DecisionThreshold.ForF1([1, 0], [double.PositiveInfinity, 0.5]).Value);
        Assert.Equal(0.5, DecisionThreshold.ForF1([1, 0], [0.5, double.NegativeInfinity]).Value);
    }

    [Fact]
    public void Impossible_wishes_are_refused_with_a_sentence()
    {
        Assert.Throws<ArgumentException>(() => DecisionThreshold.ForRecall(Truth, Scores, 1.01));
        Assert.Throws<ArgumentException>(() => DecisionThreshold.ForRecall(Truth, Scores, double.NaN));
        Assert.Throws<ArgumentException>(() => DecisionThreshold.ForCost(Truth, Scores, 0, 0));
        Assert.Throws<ArgumentException>(() => DecisionThreshold.ForCost(Truth, Scores, -1, 2));
        Assert.Throws<ArgumentException>(() => DecisionThreshold.ForF1([1, 1], [0.5, 0.6]));
    }
}
