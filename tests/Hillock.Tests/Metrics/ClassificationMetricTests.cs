using Hillock.Metrics;

namespace Hillock.Tests.Metrics;

public sealed class ClassificationMetricTests
{
    private static readonly string[] Abc = ["a", "b", "c"];

    // 'c' is never predicted, 'never' never occurs; the expected means are those of scikit-learn 1.2.1.
    private static readonly ConfusionMatrix Sparse = new([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 0, 1], ["a", "b", "c", "never"]);

    [Fact]
    public void A_class_that_is_never_predicted_or_never_occurs_has_figures_of_zero()
    {
        Assert.Equal(new ClassFigures("c", Precision: 0, Recall: 0, F1: 0, Support: 1), Sparse.PerClass[2]);
        Assert.Equal(new ClassFigures("never", Precision: 0, Recall: 0, F1: 0, Support: 0), Sparse.PerClass[3]);
    }

    [Fact]
    public void Means_over_classes_leave_out_those_that_do_not_occur()
    {
        Assert.Equal((2 / 3.0 + 0.5 + 0) / 3, Sparse.BalancedAccuracy, 12);
        Assert.Equal((2 / 3.0 + 0.4 + 0) / 3, Sparse.MacroF1, 12);
    }

    [Fact]
    public void A_single_class_has_no_correlation_and_no_kappa()
    {
        ConfusionMatrix single = new([1, 1], [1, 1], Abc);

        Assert.Equal(0, single.Matthews);
        Assert.Equal(double.NaN, single.CohenKappa);
        Assert.Equal(1, single.Accuracy);
    }

    [Fact]
    public void The_area_is_undefined_where_a_class_does_not_occur()
    {
        Assert.Null(RocAuc.Of([0, 1, 1], [0.5, 0.3, 0.2, 0.1, 0.8, 0.1, 0.2, 0.7, 0.1], classes: 3));
        Assert.Null(RocAuc.Of([1, 1], [0.5, 0.3], classes: 2));
        Assert.Null(RocAuc.Of([0, 0], [1, 1], classes: 1));
    }

    [Fact]
    public void The_area_is_the_chance_that_class_1_scores_higher_a_tie_counting_half()
    {
        // Four pairs: 0.5 over 0.2, 0.5 with 0.5, 0.1 under both.
        Assert.Equal((1 + 0.5) / 4, RocCurve.Of([1, 1, 0, 0], [0.5, 0.1, 0.5, 0.2]).Area, 15);
        Assert.Equal(1, RocCurve.Of([1, 1, 0, 0], [0.9, 0.8, 0.7, 0.6]).Area);
        Assert.Equal(0, RocCurve.Of([0, 0, 1, 1], [0.9, 0.8, 0.7, 0.6]).Area);
        Assert.Equal(0.5, RocCurve.Of([0, 1, 0, 1], [1, 1, 1, 1]).Area);
    }

    [Fact]
    public void A_certain_error_costs_36_and_not_infinity()
    {
        Assert.Equal(52 * Math.Log(2), LogLoss.Of([1], [1, 0], classes: 2), 9);
        Assert.Equal(LogLoss.Of([0, 1], [0.7, 0.3, 0.4, 0.6], classes: 2), LogLoss.Of([0, 1], [0.3, 0.6], classes: 2), 12);
    }

    [Fact]
    public void Of_equal_scores_the_first_class_is_predicted_and_the_last_counts_as_the_top()
    {
        ClassificationEvaluation evaluation = ClassificationEvaluation.From([0, 1, 2], [.. Enumerable.Repeat(1.0, 9)], Abc, loss: 0);

        Assert.Equal([1, 1, 1], Enumerable.Range(0, 3).Select(truth => evaluation.ConfusionMatrix[truth, 0]));
        Assert.Equal(1.0 / 3, TopKAccuracy.Of([2, 1, 0], [.. Enumerable.Repeat(1.0, 9)], classes: 3, k: 1));
        Assert.Equal(1, TopKAccuracy.Of([2, 1, 0], [.. Enumerable.Repeat(1.0, 9)], classes: 3, k: 3));
    }

    [Fact]
    public void Two_classes_are_told_by_the_threshold_whether_one_score_is_given_or_two()
    {
        string[] labels = ["no", "yes"];

        ClassificationEvaluation one = ClassificationEvaluation.From([0, 1, 1], [0.25, 0.5, 0.75], labels, loss: 1, threshold: 0.6);
        ClassificationEvaluation two = ClassificationEvaluation.From([0, 1, 1], [0.75, 0.25, 0.5, 0.5, 0.25, 0.75], labels, loss: 1, threshold: 0.6);

        Assert.Equal(one, two);
        Assert.Equal(2 / 3.0, one.Accuracy);
        Assert.Equal(1, ClassificationEvaluation.From([0, 1, 1], [0.25, 0.5, 0.75], labels, loss: 1).Accuracy); // 0.5 is enough for 'yes'
    }

    [Fact]
    public void The_order_of_the_samples_does_not_matter()
    {
        int[] truth = [0, 1, 2, 2, 1, 0, 2];
        double[] scores = [.. Enumerable.Range(0, 21).Select(i => (i * 7 % 11) / 11.0)];
        int[] order = [4, 2, 6, 0, 1, 5, 3];

        ClassificationEvaluation straight = ClassificationEvaluation.From(truth, scores, Abc, loss: 1);
        ClassificationEvaluation shuffled = ClassificationEvaluation.From(
            [.. order.Select(i => truth[i])], [.. order.SelectMany(i => scores[(3 * i)..((3 * i) + 3)])], Abc, loss: 1);

        Assert.Equal(straight, shuffled);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_with_a_sentence()
    {
        AssertRefused("There is no sample to evaluate.", () => LogLoss.Of([], [], 2));
        AssertRefused("There is no sample to evaluate.", () => ClassificationEvaluation.From([], [], Abc, 0));
        AssertRefused("2 samples of 3 classes need 6 scores, not 5.", () => ClassificationEvaluation.From([0, 1], new double[5], Abc, 0));
        AssertRefused("The score at position 1 is not a number.", () => BrierScore.Of([0, 1], [0.5, double.NaN]));
        AssertRefused("The class 3 of sample 1 is none of 0 to 2.", () => ClassificationEvaluation.From([0, 3], new double[6], Abc, 0));
        AssertRefused("The class -1 of sample 0 is none of 0 to 1.", () => RocCurve.Of([-1, 1], [0.5, 0.5]));
        AssertRefused("There are 2 true classes and 1 predicted ones.", () => new ConfusionMatrix([0, 1], [0], Abc));
        AssertRefused("2 samples need as many scores, not 3.", () => PrecisionRecallCurve.Of([0, 1], [0.5, 0.5, 0.5]));
        AssertRefused("Every sample is of class 1: scores rank two classes.", () => RocCurve.Of([1, 1], [0.5, 0.6]));
        AssertRefused("k is at least 1, not 0.", () => TopKAccuracy.Of([0], [1, 0], 2, 0));
        AssertRefused("The threshold is not a number.", () => ClassificationEvaluation.From([0], [1, 0], ["a", "b"], 0, double.NaN));
    }

    private static void AssertRefused(string sentence, Func<object> evaluate) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(evaluate).Message);
}
