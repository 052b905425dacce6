using System.Numerics;
using System.Text.Json;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class ParameterUpdateTests
{
    [Fact]
    public void Clipping_by_norm_agrees_with_PyTorch()
    {
        Check<double>();
        Check<float>();

        static void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            JsonElement golden = GoldenFile.Read("clipping.json");
            T[] gradients = [.. golden.GetProperty("gradients").Numbers<T>(), .. new T[Simd.Slack]];
            double[] expected = golden.GetProperty("clipped").Numbers<double>();
            GoldenFile.AssertClose(golden.GetProperty("norm_before").GetDouble(), T.CreateTruncating(Math.Sqrt(Reductions.SumOfSquares<T>(gradients))), "norm");

            // From 0, a step of plain descent at rate 1 is the clipped gradient, negative.
            var experiment = new Experiment() { ClipNorm = golden.GetProperty("max_norm").GetDouble() };
            T[] moved = Step(experiment, new T[gradients.Length], gradients);
            GoldenFile.AssertClose<T>([.. expected.Select(g => -g)], moved.AsSpan(0, 8), "clipped");
        }
    }

    [Fact]
    public void Clipping_by_value_bounds_each_component()
    {
        double[] moved = Step(new Experiment { ClipValue = 0.5 }, new double[8 + Simd.Slack], [3, -3, 0.5, -0.5, 0.1, 0, -0.2, 7, .. new double[Simd.Slack]]);
        Assert.Equal([-0.5, 0.5, -0.5, 0.5, -0.1, 0, 0.2, -0.5], moved[..8]);
    }

    [Fact]
    public void Penalties_act_on_weights_and_spare_biases()
    {
        // Six weights, two biases: w ← w − (l1·sign w + l2·w).
        double[] w = [1, -1, 0, 2, -4, 0.5, 3, -3, .. new double[Simd.Slack]];
        Assert.Equal((0.1 * 8.5) + (0.005 * 22.25), new Penalty(0.1, 0.01).Value<double>(w, Slices()), 1e-12);
        double[] moved = Step(new Experiment { L1 = 0.1, L2 = 0.01 }, w, new double[w.Length]);
        double[] expected = [0.89, -0.89, 0, 1.88, -3.86, 0.395, 3, -3];
        Assert.Equal(expected, moved[..8], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_norm_that_is_clipped_counts_the_penalty()
    {
        double[] w = [3, 0, 0, 0, 0, 4, 0, 0, .. new double[Simd.Slack]];
        double[] moved = Step(new Experiment { L2 = 1, ClipNorm = 1 }, w, new double[w.Length]);
        Assert.Equal(3 - 0.6, moved[0], 1e-6);
        Assert.Equal(4 - 0.8, moved[5], 1e-6);
    }

    [Fact]
    public void A_limit_on_norms_shortens_the_weights_into_a_unit_and_keeps_their_direction()
    {
        // [3 inputs][2 units]: the columns (3, 0, 4) and (0.1, 0.2, 0.2).
        double[] w = [3, 0.1, 0, 0.2, 4, 0.2, 50, -60, .. new double[Simd.Slack]];
        double[] moved = Step(new Experiment { MaxNorm = 1 }, w, new double[w.Length]);
        Assert.Equal([0.6, 0.1, 0, 0.2, 0.8, 0.2, 50, -60], moved[..8], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Plain_descent_added_straight_to_the_weights_is_the_rule_applied_to_the_gradient()
    {
        // Momentum of 0 is the same rule by way of a gradient; a limit that nothing reaches changes nothing.
        Experiment direct = new(Toy.Classifier) { Optimizer = new Sgd(0.3), BatchSize = 7, Epochs = 20, Precision = Precision.Double };
        Experiment byGradient = direct with { Optimizer = new MomentumSgd(0.3) { Momentum = 0 } };
        Experiment clipped = direct with { ClipNorm = 1e9 };
        Model[] models = [.. ((Experiment[])[direct, byGradient, clipped]).Select(experiment => Toy.Run(new Trainer(experiment, Toy.Classes())).CreateModel())];
        foreach (string name in (string[])["dense_1.weights", "dense_1.bias", "dense_2.weights", "dense_2.bias"])
        {
            Assert.All(models, model => Assert.Equal(models[0].Parameter(name), model.Parameter(name), (a, b) => Math.Abs(a - b) < 1e-12));
        }
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(256, 20)]
    public void Plain_descent_learns_from_large_batches_as_well_as_by_way_of_the_gradient(int batch, int epochs)
    {
        // A weight of 2 would swallow the ten-thousandth part of a small step if samples were added to it one by one.
        var random = new RandomStream(5, RandomPurpose.Generation);
        double[] x = [.. Enumerable.Range(0, 20_000).Select(i => random.Normal(i))];
        double[] y = [.. Enumerable.Range(0, 10_000).Select(i => (2 * x[2 * i]) - (3 * x[(2 * i) + 1]) + 1)];
        TableDataset data = Dataset.FromArrays<double>(x, 2, y);
        Experiment plain = new(new Dense(1)) { Optimizer = new Sgd(0.1), Loss = Loss.MeanSquaredError, BatchSize = batch, Epochs = epochs, Validation = 0, Patience = 0 };

        double direct = Toy.Run(new Trainer(plain, data)).History[^1].TrainingLoss;
        double byGradient = Toy.Run(new Trainer(plain with { ClipValue = 1e30 }, data)).History[^1].TrainingLoss;

        Assert.True(direct < Math.Max(10 * byGradient, 1e-12), $"{direct} against {byGradient}");
    }

    [Fact]
    public void A_limit_on_norms_holds_through_training()
    {
        var experiment = new Experiment(new Dense(20, Activation.ReLU), new Dense(3, Activation.Softmax)) { MaxNorm = 0.5, Optimizer = new Adam(0.1), Epochs = 5 };
        Model model = Toy.Run(new Trainer(experiment, Toy.Classes())).CreateModel();
        foreach ((string name, int inputs, int units) in ((string, int, int)[])[("dense_1.weights", 4, 20), ("dense_2.weights", 20, 3)])
        {
            double[] weights = model.Parameter(name);
            for (int unit = 0; unit < units; unit++)
                Assert.True(Enumerable.Range(0, inputs).Sum(i => Math.Pow(weights[(i * units) + unit], 2)) <= 0.25 * (1 + 1e-6));
        }
    }

    [Theory]
    [InlineData("adamw")]
    [InlineData("sgd")]
    [InlineData("lbfgs")]
    [InlineData("rprop")]
    public void Frozen_layers_stay_as_they_are(string optimizer)
    {
        Experiment experiment = new Experiment(Toy.Classifier) { Optimizer = Optimizer.Parse(optimizer), Epochs = 3, L2 = 0.1 }.Freeze("dense_1");
        var trainer = new Trainer(experiment, Toy.Classes());
        Model before = trainer.CreateModel();
        Model after = Toy.Run(trainer).CreateModel();
        foreach (string part in (string[])["weights", "bias"])
        {
            Assert.Equal(before.Parameter($"dense_1.{part}"), after.Parameter($"dense_1.{part}"));
            Assert.NotEqual(before.Parameter($"dense_2.{part}"), after.Parameter($"dense_2.{part}"));
        }
    }

    [Fact]
    public void Sample_weights_and_class_weights_divide_by_their_sum()
    {
        // The batch's loss is Σ wᵢℓᵢ / Σ wᵢ: as PyTorch's cross-entropy with class weights has it.
        Dataset data = Toy.Classes(40).Subset([0, 1, 2, 3, 4, 6, 7, 9, 12, 15, 18, 21]); // 8 ants, 3 bees, 1 cat
        var experiment = new Experiment(Toy.Classifier) { BatchSize = 0, Precision = Precision.Double, Validation = 0, ClassWeights = ClassWeights.Balanced };
        var trainer = new Trainer(experiment, data);
        IReadOnlyList<Prediction> predictions = trainer.CreateModel().Predict(data);
        double[] losses = [.. predictions.Select((p, i) => -Math.Log(p.Probabilities[data.Class(i)]))];
        double[] weights = [.. Enumerable.Range(0, 12).Select(i => 12.0 / (3 * Enumerable.Range(0, 12).Count(j => data.Class(j) == data.Class(i))))];

        Assert.Equal(losses.Zip(weights, (l, w) => l * w).Sum() / weights.Sum(), trainer.Step(), 1e-12);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("lbfgs")]
    [InlineData("least_squares")]
    public void A_weight_of_two_counts_like_the_sample_twice(string optimizer)
    {
        double[] x = [1, 2, 3, 4, 5, 7, 8, 9], y = [3, 1, 4, 1, 5, 9, 2, 6], weight = [1, 2, 0, 1, 2, 1, 2, 1];
        Table weighted = Make(x, y, weight);
        int[] repeated = [.. Enumerable.Range(0, 8).SelectMany(i => Enumerable.Repeat(i, (int)weight[i]))];
        Table plain = Make([.. repeated.Select(i => x[i])], [.. repeated.Select(i => y[i])], [.. repeated.Select(_ => 1.0)]);
        Experiment experiment = new(new Dense(1)) { Optimizer = Optimizer.Parse(optimizer), BatchSize = 0, Epochs = 5, Validation = 0, Patience = 0, Precision = Precision.Double };
        var roles = new ColumnRoles { Targets = ["y"], Weights = "weight" };
        Model start = new Trainer(experiment, plain.ToDataset(roles)).CreateModel();

        Model one = Toy.Run(new Trainer(experiment, weighted.ToDataset(roles), start: start)).CreateModel();
        Model other = Toy.Run(new Trainer(experiment, plain.ToDataset(roles), start: start)).CreateModel();

        foreach (string name in (string[])["dense_1.weights", "dense_1.bias"]) Assert.Equal(other.Parameter(name)[0], one.Parameter(name)[0], 1e-9);

        static Table Make(double[] x, double[] y, double[] weight)
        {
            IEnumerable<string> rows = x.Select((_, i) => FormattableString.Invariant($"{x[i]},{y[i]},{weight[i]}"));
            return Table.ReadCsv(new StringReader($"x,y,weight\n{string.Join('\n', rows)}\n"), "table");
        }
    }

    [Fact]
    public void Samples_that_all_weigh_nothing_are_refused() =>
        Assert.Throws<HillockException>(() => SampleWeights.Create(ClassWeights.None, [], [0, 0], 0));

    private static ParameterSlice[] Slices() =>
        [new("weights", new Shape(3, 2), ParameterRole.Weight, 0, Frozen: false), new("bias", new Shape(2), ParameterRole.Bias, 6, Frozen: false)];

    private static T[] Step<T>(Experiment experiment, T[] parameters, T[] gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Momentum's first step is plain descent's, with a gradient to look at.
        var update = new ParameterUpdate<T>(experiment, new MomentumSgd(1), Slices(), parameters, batchSize: 1);
        gradients.CopyTo(update.Gradients, 0);
        update.Begin(1, 1);
        foreach (ParameterSlice slice in Slices()) update.Take(new GradientRange(slice.Offset, slice.Length, slice.Role));
        update.Finish(WorkerPool.Shared(2));
        return parameters;
    }
}
