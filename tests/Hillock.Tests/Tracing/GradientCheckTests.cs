using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Tensors;
using Hillock.Tests.Execution;
using Hillock.Tests.Tracing.Diagnosis;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Tests.Tracing;

public class GradientCheckTests
{
    private static readonly Dataset Rows = Dataset.FromArrays<double>([0.3, -1.2, 0.8, 0.4, -0.5, 1.1, 1.4, 0.2], 2, [0.2, 0.9, 0.4, 0.6], task: LearningTask.Regression);

    [Theory]
    [InlineData("iris")]
    [InlineData("diabetes")]
    [InlineData("digits")]
    public async Task Gradients_of_a_model_on_real_data_agree(string name)
    {
        Dataset data = Catalog.Load(name).Train.Subset([.. Enumerable.Range(0, 100)]);
        int outputs = data.Task == LearningTask.Regression ? 1 : data.Labels.Count;
        Layer[] layers = [new Flatten(), new Dense(12, Activation.ReLU), new Dense(8, Activation.Tanh), new Dense(outputs, outputs > 1 ? Activation.Softmax : Activation.Linear)];
        Model model = await new Experiment(layers) { Epochs = 2 }.TrainAsync(data);

        var check = GradientCheck.Run(model, data, rows: 20, parameters: 50);

        Assert.True(check.Passed);
        Assert.True(check.Error <= GradientCheck.Tolerance, $"{check.Error}");
        Assert.Equal((20, 100, true), (check.Rows, check.TotalRows, check.IsSampled));
        Assert.All(check.Layers, layer => Assert.True(layer.GradientNorm > 0 && layer.Compared > 0));
    }

    // The lecture's vanishing gradient: ever less is left of it, but there is enough to compare.
    [Fact]
    public void A_gradient_that_has_nearly_vanished_is_compared_all_the_same()
    {
        Model model = Network([.. Enumerable.Range(0, 8).Select(_ => new Dense(3, Activation.Sigmoid)), new Dense(1)]);

        var check = GradientCheck.Run(model, Rows);

        Assert.True(check.Layers[0].GradientNorm < 1e-4 * check.Layers[^1].GradientNorm);
        Assert.True(check.Passed);
    }

    [Fact]
    public void A_wrong_gradient_is_found()
    {
        var run = new EngineRun<double>(new ModelDefinition(new Shape(3), [new Dense(4, Activation.Tanh), new Dense(2)]), rows: 5, WorkspaceUse.Tracing);
        run.Backpropagate();
        var difference = new LossDifference(run.Plan, run.Workspace, run.Parameters, run.Pass);
        GradientComparison right = new(), wrong = new();
        for (int i = 0; i < run.Definition.ParameterCount; i++)
        {
            NumericSlope numeric = difference.Of(ref run.Parameters[i], 0);
            right.Add(run.Gradients[i], numeric);
            wrong.Add(run.Gradients[i] * (1 + (i == 2 ? 1e-4 : 0)), numeric);
        }

        Assert.True(right.Error < 1e-10);
        Assert.True(wrong is { Error: > GradientCheck.Tolerance, IsBelowNoise: false });
    }

    [Fact]
    public void A_kink_that_a_number_sits_on_is_named()
    {
        // Without bias and with opposite weights z is 0 for equal inputs: whichever way a weight moves, ReLU has another slope.
        var definition = new ModelDefinition(new Shape(2), [new Dense(1, Activation.ReLU), new Dense(1)]);
        var model = new Model(definition, [1, -1, 0, 1, 0], Preprocessing.None(new Shape(2), TargetEncoding.Numbers([0], [1])));
        Dataset equal = Dataset.FromArrays<double>([2, 2, 1, 0.5], 2, [3, 1.5], task: LearningTask.Regression);

        var check = GradientCheck.Run(model, equal);

        Assert.Equal([new GradientKink("dense_1", "relu", 3)], check.Layers[0].Kinks);
        Assert.Equal((0, 2), (check.Layers[0].Compared, check.Layers[1].Compared));
        Assert.True(check.Passed);
    }

    [Fact]
    public void The_kink_of_a_loss_is_named()
    {
        var definition = new ModelDefinition(new Shape(1), [new Dense(1)], Loss.MeanAbsoluteError);
        var model = new Model(definition, [2, 0], Preprocessing.None(new Shape(1), TargetEncoding.Numbers([0], [1])));
        Dataset met = Dataset.FromArrays<double>([1, 3], 1, [2, 5], task: LearningTask.Regression);

        Assert.Equal([new GradientKink("loss", "mean_absolute_error", 2)], GradientCheck.Run(model, met).Layers[0].Kinks);
    }

    [Fact]
    public void Frozen_layers_and_large_weights_are_compared_too()
    {
        var definition = new ModelDefinition(new Shape(2), [new Dense(3, Activation.Tanh) { Frozen = true }, new Dense(1)]);
        var model = new Model(definition, [1e-3, 2e-3, -1e-3, 4e-3, 1e-3, 0, 0, 0, 0, 2e5, -1e6, 3e5, 7], Preprocessing.None(new Shape(2), TargetEncoding.Numbers([0], [1])));

        var check = GradientCheck.Run(model, Rows);

        Assert.True(check.Passed && check.Error <= GradientCheck.Tolerance, $"{check.Error}");
        Assert.All(check.Layers, layer => Assert.True(layer.GradientNorm > 0));
    }

    [Fact]
    public void The_seed_alone_chooses_what_is_looked_at()
    {
        Model model = Network([new Dense(20, Activation.Tanh), new Dense(1)]);

        double[] Errors(long seed) => [.. GradientCheck.Run(model, Rows, rows: 2, parameters: 5, seed: seed).Layers.Select(layer => layer.GradientNorm)];

        Assert.Equal(Errors(3), Errors(3));
        Assert.NotEqual(Errors(3), Errors(4));
    }

    [Fact]
    public void Of_a_large_network_less_is_taken_unless_more_is_asked_for()
    {
        Model model = Network([new Dense(1000, Activation.Tanh), new Dense(1000, Activation.Tanh), new Dense(1)]);
        Dataset many = Planted.Numbers(60, row => [Planted.Noise(row), Planted.Noise(row + 100)], Planted.Noise);

        var check = GradientCheck.Run(model, many);
        var asked = GradientCheck.Run(model, many, rows: 20, parameters: 3);

        Assert.True(check is { Passed: true, IsSampled: true, Rows: < 60 });
        Assert.Equal((20, 3), (asked.Rows, asked.Layers[0].Taken));
    }

    [Fact]
    public void What_cannot_be_checked_is_told()
    {
        Model model = Network([new Dense(1)]);

        Assert.Contains("no samples", Assert.Throws<HillockException>(() => GradientCheck.Run(model, Rows.Subset([]))).Message, StringComparison.Ordinal);
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => GradientCheck.Run(model, Rows, rows: 0)).Message, StringComparison.Ordinal);
    }

    // A kink that is not declared would be reported as a wrong gradient; this finds those of the slope.
    [Fact]
    public void Every_activation_names_the_places_where_its_slope_jumps()
    {
        const double eps = 1e-9;
        double[] places = [.. Enumerable.Range(-24, 49).Select(i => i / 4.0)];
        foreach (Activation activation in Activation.Names.Select(Activation.Parse).Where(activation => activation.IsScalar))
        {
            foreach (double z in places.Where(z => Math.Abs(Slope(activation, z + eps) - Slope(activation, z - eps)) > 1e-3)) Assert.Contains(z, activation.Kinks);
        }

        static double Slope(Activation activation, double z)
        {
            double[] a = new double[1], slope = [1];
            ActivationKernel<double> kernel = activation.Kernel<double>();
            kernel.Forward([z], a, 1);
            kernel.Backward([z], a, slope, slope, 1);
            return slope[0];
        }
    }

    private static Model Network(Layer[] layers)
    {
        var definition = new ModelDefinition(new Shape(2), layers);
        return new Model(definition, definition.Layout.Initialize(1), Preprocessing.None(new Shape(2), TargetEncoding.Numbers([0], [1])));
    }
}
