using Hillock.Activations;
using Hillock.Data;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class MultilayerPerceptronTests
{
    public static TheoryData<LearningTask, string?, string?, string> Outputs { get; } = new()
    {
        { LearningTask.Multiclass, null, null, "dense 3 softmax" },
        { LearningTask.Binary, null, null, "dense 1 sigmoid" },
        { LearningTask.Regression, null, null, "dense 1 linear" },
        { LearningTask.Multiclass, "binary_cross_entropy", null, "dense 3 sigmoid" },
        { LearningTask.Multiclass, "hinge", null, "dense 3 linear" },
        { LearningTask.Regression, "poisson", null, "dense 1 exponential" },
        { LearningTask.Binary, null, "perceptron", "dense 1 step" },
        { LearningTask.Multiclass, null, "least_squares", "dense 3 linear" },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public void The_output_follows_from_task_loss_and_optimizer(LearningTask task, string? loss, string? optimizer, string expected)
    {
        ValueList<Layer> layers = new MultilayerPerceptron([]).Layers(
            Samples(task), loss is null ? null : Loss.Parse(loss), optimizer is null ? null : Optimizer.Parse(optimizer));

        Assert.Equal([expected], layers.Select(layer => layer.Describe()));
    }

    [Fact]
    public void Hidden_layers_take_their_activations_in_turn_and_dropout_follows_each()
    {
        var network = new MultilayerPerceptron([8, 4], Activation.Tanh, Activation.ReLU) { Dropout = 0.5 };

        Assert.Equal(
            ["dense 8 tanh", "dropout 0.5", "dense 4 relu", "dropout 0.5", "dense 3 softmax"],
            network.Layers(Samples(LearningTask.Multiclass)).Select(layer => layer.Describe()));
    }

    [Fact]
    public void Images_are_flattened_first() =>
        Assert.IsType<Flatten>(MultilayerPerceptron.Default.Layers(Catalog.Load("digits").Train)[0]);

    [Fact]
    public void Normal_weights_come_with_normal_biases()
    {
        var normal = (Dense)new MultilayerPerceptron([]) { Initializer = Initializer.Parse("normal:2") }.Layers(Samples(LearningTask.Binary))[0];
        var he = (Dense)new MultilayerPerceptron([]) { Initializer = Initializer.Parse("he") }.Layers(Samples(LearningTask.Binary))[0];

        Assert.Equal(Initializer.Parse("normal:2"), normal.BiasInitializer);
        Assert.Equal(Initializer.Zeros, he.BiasInitializer);
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new MultilayerPerceptron([8, 8], Activation.Tanh, Activation.Tanh, Activation.Tanh));
        Assert.Throws<ArgumentException>(() => new MultilayerPerceptron([8]) { Dropout = 1 });
        Assert.Throws<HillockException>(() => new MultilayerPerceptron([]).Layers(Samples(LearningTask.Binary), Loss.CrossEntropy));
    }

    private static TableDataset Samples(LearningTask task) => task switch
    {
        LearningTask.Regression => Dataset.FromArrays<double>([1, 2, 3, 4], 1, [1.5, 2.5, 3.5, 4.5]),
        LearningTask.Binary => Dataset.FromArrays<double>([1, 2, 3, 4], 1, ["a", "b", "a", "b"]),
        _ => Dataset.FromArrays<double>([1, 2, 3, 4], 1, ["a", "b", "c", "a"]),
    };
}
