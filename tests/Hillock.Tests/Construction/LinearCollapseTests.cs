using Hillock.Activations;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Tensors;

namespace Hillock.Tests.Construction;

public class LinearCollapseTests
{
    [Fact]
    public void The_lectures_four_units_without_activation_are_one_line()
    {
        // yᵢ = wᵢx + bᵢ for four units, then y = Σ vᵢyᵢ: one line of slope Σ vᵢwᵢ through Σ vᵢbᵢ.
        double[] w = [0.5, -1, 2, 3], b = [1, 0.25, -0.5, 0], v = [2, 0.5, -1, 0.125];
        LinearCollapse collapse = LinearCollapse.Of(Network(1, [.. w, .. b, .. v, 0], new Dense(4), new Dense(1)));

        Assert.Equal(1, collapse.LayersSaved);
        Assert.Equal([w.Zip(v, (x, y) => x * y).Sum()], collapse.Model.Parameter("dense_1.weights"));
        Assert.Equal([b.Zip(v, (x, y) => x * y).Sum()], collapse.Model.Parameter("dense_1.bias"));
        Assert.InRange(collapse.LargestDifference(), 0, 1e-12);
    }

    [Fact]
    public void However_deep_it_is_one_layer()
    {
        LinearCollapse collapse = LinearCollapse.Of(Network(7, [], new Dense(9), new Dropout(0.5), new Dense(30) { HasBias = false }, new ActivationLayer(Activation.Linear), new Dense(4), new Dense(3)));

        Assert.Equal([new Dense(3)], collapse.Model.Definition.Layers);
        Assert.InRange(collapse.LargestDifference(), 0, 1e-12);
    }

    [Fact]
    public void Activations_stay_where_they_are()
    {
        LinearCollapse collapse = LinearCollapse.Of(Network(5, [], new Dense(6), new Dense(4, Activation.Tanh), new Dense(8), new Dense(2), new ActivationLayer(Activation.Sigmoid)));

        Assert.Equal([new Dense(4, Activation.Tanh), new Dense(2), new ActivationLayer(Activation.Sigmoid)], collapse.Model.Definition.Layers);
        Assert.Equal(2, collapse.LayersSaved);
        Assert.InRange(collapse.LargestDifference(), 0, 1e-12);
    }

    [Fact]
    public void A_network_that_loses_nothing_stays_the_same()
    {
        Model network = Network(3, [], new Dense(5, Activation.ReLU), new Dropout(0.1), new Dense(2));
        LinearCollapse collapse = LinearCollapse.Of(network);

        Assert.Equal(network.Hash, collapse.Model.Hash);
        Assert.Equal((0, 0), (collapse.LayersSaved, collapse.LargestDifference()));
    }

    [Fact]
    public void Images_are_flattened_as_before_and_the_difference_would_be_seen()
    {
        var definition = new ModelDefinition(new Shape(2, 3), [new Flatten(), new Dense(4), new Dense(2, Activation.Softmax)], Loss.CrossEntropy);
        var preprocessing = Preprocessing.None(definition.Input, TargetEncoding.Classes(LearningTask.Multiclass, ["a", "b"]));
        LinearCollapse collapse = LinearCollapse.Of(new Model(definition, Random(definition.ParameterCount), preprocessing));

        Assert.Equal([new Flatten(), new Dense(2, Activation.Softmax)], collapse.Model.Definition.Layers);
        Assert.InRange(collapse.LargestDifference(), 0, 1e-12);
        Assert.Equal(collapse.Original.Predict([1.0, 2, 3, 4, 5, 6]).Label, collapse.Model.Predict([1.0, 2, 3, 4, 5, 6]).Label);
    }

    private static Model Network(int inputs, double[] parameters, params Layer[] layers)
    {
        var definition = new ModelDefinition(new Shape(inputs), layers);
        int outputs = definition.Output.Size;
        return new Model(
            definition,
            parameters.Length > 0 ? parameters : Random(definition.ParameterCount),
            Preprocessing.None(definition.Input, TargetEncoding.Numbers(new double[outputs], [.. Enumerable.Repeat(1.0, outputs)])));
    }

    private static double[] Random(int count)
    {
        var random = new RandomStream(3, RandomPurpose.Generation);
        return [.. Enumerable.Range(0, count).Select(i => 0.3 * random.Normal(i))];
    }
}
