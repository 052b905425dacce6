using Hillock.Activations;
using Hillock.Data;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
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

    [Theory]
    [InlineData("iris", 1)]
    [InlineData("iris", 4)]
    [InlineData("iris", 0)]
    [InlineData("digits", 1)]
    [InlineData("digits", 4)]
    [InlineData("digits", 32)]
    [InlineData("diabetes", 1)]
    [InlineData("diabetes", 4)]
    [InlineData("diabetes", 0)]
    public async Task The_rate_found_learns_well_beyond_guessing_whatever_the_batch(string set, int batch)
    {
        Dataset data = Catalog.Load(set).Train;
        Experiment experiment = new(MultilayerPerceptron.Default.Layers(data)) { BatchSize = batch, Epochs = batch == 0 ? 30 : 4, Validation = 0 };

        foreach (long seed in (long[])[1, 2, 3])
        {
            double rate = RateFinder.Find(experiment with { Seed = seed }, data).Best!.Value;
            Model model = await (experiment with { Seed = seed, Optimizer = new Adam(rate) }).TrainAsync(data);
            (double loss, double guess) = (model.Evaluate(data).Loss, new TrivialPredictor(model, data).Evaluate(data).Loss);
            Assert.True(loss < 0.75 * guess, $"{loss} against {guess} at {rate}, seed {seed}");
        }
    }

    [Fact]
    public void The_curve_of_single_samples_is_calm_where_nothing_moves_yet()
    {
        RateCurve curve = RateFinder.Find(new Experiment(Toy.Classifier) { BatchSize = 1 }, Toy.Classes());

        double[] calm = [.. curve.Points.Where(point => point.Rate < 1e-5).Select(point => point.Loss)];

        Assert.InRange(calm.Max() - calm.Min(), 0, 1e-3 * calm[0]);
    }

    [Fact]
    public void Classes_weigh_in_the_search_as_they_do_in_training()
    {
        // One of a class among 99 of the other, which every output takes it for: σ(2), whatever the input.
        double[] x = [.. Enumerable.Range(0, 100).Select(i => i == 0 ? 5.0 : i % 7 / 10.0)];
        Dataset data = Dataset.FromArrays<double>(x, 1, [.. x.Select(value => value > 1 ? "rare" : "usual")]);
        var output = new Dense(1, Activation.Sigmoid) { WeightInitializer = Initializer.Zeros, BiasInitializer = new Constant(2) };
        (double rare, double usual) = (2 + Math.Log(1 + Math.Exp(-2)), Math.Log(1 + Math.Exp(-2)));

        RateCurve balanced = RateFinder.Find(new Experiment(output) { ClassWeights = ClassWeights.Balanced }, data), plain = RateFinder.Find(new Experiment(output), data);

        Assert.Equal((rare + usual) / 2, balanced.Points[0].Loss, 1e-5);
        Assert.Equal((rare + (99 * usual)) / 100, plain.Points[0].Loss, 1e-5);
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
