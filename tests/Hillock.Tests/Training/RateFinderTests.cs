using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class RateFinderTests
{
    [Fact]
    public void On_a_parabola_the_three_regions_are_where_theory_has_them()
    {
        // One standardized input, linear output, mean squared error: the curvature is 2 in both parameters, so that descent
        // diverges for rates above 2/2 = 1, and 1e-4 and less hardly move anything in the few steps of a search.
        double[] x = [.. Enumerable.Range(0, 64).Select(i => i / 10.0)];
        Dataset data = Dataset.FromArrays<double>(x, 1, [.. x.Select(value => (2 * value) + 1)]);
        RateCurve curve = RateFinder.Find(new Experiment(new Dense(1)) { Optimizer = new Sgd(), BatchSize = 0 }, data);

        Assert.InRange(curve.TooSmallBelow!.Value, 1e-4, 0.2);
        Assert.InRange(curve.Best!.Value, curve.TooSmallBelow.Value, 1);
        Assert.InRange(curve.DivergesFrom!.Value, 1, 10);
        Assert.Equal(curve.Points.OrderBy(point => point.Rate), curve.Points);
    }

    [Fact]
    public void A_loss_below_zero_is_searched_too()
    {
        // Poisson's loss p − t·ln p is negative where counts are large.
        double[] x = [.. Enumerable.Range(0, 60).Select(i => (i % 10) / 5.0)];
        Dataset data = Dataset.FromArrays<double>(x, 1, [.. x.Select(value => Math.Round(20 * Math.Exp(value)))], task: LearningTask.Regression);
        RateCurve curve = RateFinder.Find(new Experiment(new Dense(1, Activation.Exponential)) { Loss = Loss.Poisson, BatchSize = 0 }, data);
        Assert.True(curve.Points.Count > 50, string.Join('\n', curve.Points));
        Assert.Contains(curve.Points, point => point.Loss < 0);
        Assert.NotNull(curve.Best);
    }

    [Fact]
    public void The_search_leaves_no_trace_and_says_the_same_each_time()
    {
        var experiment = new Experiment(Toy.Classifier);
        RateCurve one = RateFinder.Find(experiment, Toy.Classes()), other = RateFinder.Find(experiment, Toy.Classes(), threads: 1);
        Assert.Equal(one, other);
    }

    [Fact]
    public void An_optimizer_without_a_rate_has_nothing_to_search() =>
        Assert.Equal(
            "The optimizer 'lbfgs' has no learning rate to search.",
            Assert.Throws<HillockException>(() => RateFinder.Find(new Experiment(Toy.Classifier) { Optimizer = new LBfgs() }, Toy.Classes())).Message);
}
