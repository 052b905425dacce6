using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Initializers;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tensors;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;

namespace Hillock.Tests.Tracing.Diagnosis;

/// <summary>A fault put into a network, its data or its training, and what must be said of it.</summary>
/// <param name="Code">The finding's code.</param>
/// <param name="Layer">Its layer; null: none.</param>
/// <param name="Words">Words of the message.</param>
/// <param name="Experiment">The training.</param>
/// <param name="Data">What is learned from.</param>
internal sealed record Planted(string Code, string? Layer, string Words, Experiment Experiment, Dataset Data)
{
    private static readonly Dataset Iris = Catalog.Load("iris").Train;
    private static readonly Dataset Circle = Catalog.Load("circle").Train;

    /// <summary>The faults, by a name for each.</summary>
    public static IReadOnlyDictionary<string, Planted> All { get; } = new Dictionary<string, Planted>(StringComparer.Ordinal)
    {
        ["six layers of sigmoid units with small weights"] = new(
            "vanishing_gradient",
            "dense_1",
            "steps of plain descent",
            Short([.. Enumerable.Range(0, 6).Select(_ => new Dense(8, Activation.Sigmoid)), Answer]),
            Iris),
        ["large weights through five layers"] = new(
            "exploding_gradient", "dense_1", "grows", Short([.. Enumerable.Range(0, 5).Select(_ => Wide(Activation.ReLU, 2)), Answer]), Iris),
        ["tanh units with very large weights"] = new("saturated_units", "dense_1", "flat ends", Short([Wide(Activation.Tanh, 60), Answer]), Iris),
        ["relu units far below 0"] = new(
            "dead_units", "dense_1", "20 of the 20 units", Short([new Dense(20, Activation.ReLU) { BiasInitializer = new Constant(-100) }, Answer]), Iris),
        ["hidden layers without an activation"] = new(
            "linear_collapse", "dense_1", "Between 'dense_1' and 'dense_2'", Short([new Dense(10), new Dropout(0.1), new Dense(5, Activation.Tanh), Answer]), Iris),
        ["all weights the same"] = new(
            "equal_units",
            "dense_1",
            "All 10 units",
            Short([new Dense(10, Activation.Tanh) { WeightInitializer = new Constant(0.1) }, new Dense(3, Activation.Softmax) { WeightInitializer = new Constant(0.1) }]),
            Iris),
        ["a column that never changes"] = new("constant_input", null, "Column 'same'", Short(Small(2)), Table(100, row => [row % 7, 3], row => row % 7 > 3 ? "a" : "b", "x", "same")),
        ["the target under another name"] = new("leakage", null, "Column 'copy' alone", Short(Small(2)), Table(200, row => [Noise(row), row % 2], row => row % 2 == 1 ? "a" : "b", "x", "copy")),
        ["the target under another name, beside a column that tells it too"] = new(
            "leakage", null, "Column 'copy' alone", Short(Small(2)), Table(200, row => [Noise(row) + (row % 2 * 20), 5 - (row % 2)], row => row % 2 == 1 ? "a" : "b", "x", "copy")),
        ["the number to predict under another name"] = new(
            "leakage", null, "R² of", new Experiment(new Dense(8, Activation.Tanh), new Dense(1)) { Epochs = 3, Patience = 0 }, Numbers(200, row => [Noise(row), 7 * Noise(row + 1000)], row => Noise(row + 1000))),
        ["a rate that throws the weights about"] = new(
            "rate_too_high", null, "no lower than that of guessing", new Experiment(new Dense(16, Activation.ReLU), Answer) { Optimizer = new Adam(20), Epochs = 8, Patience = 0 }, Iris),
        ["a rate that leads nowhere"] = new(
            "rate_too_low", null, "times as long would bring it", new Experiment(new Dense(16, Activation.ReLU), Answer) { Optimizer = new Sgd(1e-6), Epochs = 8, Patience = 0 }, Iris),
        ["labels by chance, learned by heart"] = new(
            "overfitting",
            null,
            "by heart",
            new Experiment(new Dense(128, Activation.ReLU), new Dense(64, Activation.ReLU), new Dense(1, Activation.Sigmoid)) { Epochs = 150, Patience = 0, Optimizer = new Adam(0.01) },
            Table(120, row => [Noise(row), Noise(row + 500), Noise(row + 900)], row => Noise(row + 3000) > 0 ? "a" : "b", "x", "y", "z")),
        ["a straight line around a circle"] = new("underfitting", null, "five others most like it", new Experiment(new Dense(1, Activation.Sigmoid)) { Epochs = 30 }, Circle),
        ["nothing in the columns"] = new(
            "no_better_than_guessing",
            null,
            "learned nothing of use",
            new Experiment(new Dense(8, Activation.Tanh), new Dense(1, Activation.Sigmoid)) { Epochs = 30 },
            Table(300, row => [Noise(row), Noise(row + 500)], row => Noise(row + 3000) > -0.9 ? "a" : "b", "x", "y")),
        ["a rare class that is forgotten"] = new(
            "class_imbalance",
            null,
            "Class 'rare' has ",
            new Experiment(new Dense(8, Activation.Tanh), new Dense(1, Activation.Sigmoid)) { Epochs = 10 },
            Table(300, row => [Noise(row), Noise(row + 500)], row => row % 30 == 7 ? "rare" : "usual", "x", "y")),
    };

    /// <summary>Numbers around 0 with deviation 1.</summary>
    public static double Noise(int i) => new RandomStream(11, RandomPurpose.Generation).Normal(i);

    /// <summary>A model that takes numbers as they are.</summary>
    public static Model Raw(Layer[] layers, double factor = 1)
    {
        var definition = new ModelDefinition(new Shape(2), layers);
        double[] parameters = definition.Layout.Initialize(1);
        for (int i = 0; i < parameters.Length; i++) parameters[i] *= factor;
        return new Model(definition, parameters, Preprocessing.None(new Shape(2), TargetEncoding.Numbers([0], [1])));
    }

    /// <summary>Rows of numbers and a number to predict.</summary>
    public static Dataset Numbers(int rows, Func<int, double[]> inputs, Func<int, double> target)
    {
        double[][] all = [.. Enumerable.Range(0, rows).Select(inputs)];
        return Dataset.FromArrays<double>([.. all.SelectMany(row => row)], all[0].Length, [.. Enumerable.Range(0, rows).Select(target)], task: LearningTask.Regression);
    }

    private static Dense Answer => new(3, Activation.Softmax);

    private static Layer[] Small(int labels) => labels == 2 ? [new Dense(8, Activation.Tanh), new Dense(1, Activation.Sigmoid)] : [new Dense(8, Activation.Tanh), Answer];

    private static Dense Wide(Activation activation, double deviation) => new(30, activation) { WeightInitializer = new Normal(deviation) };

    private static Experiment Short(IEnumerable<Layer> layers) => new(layers) { Epochs = 1, Optimizer = new Sgd(1e-4), Patience = 0 };

    private static TableDataset Table(int rows, Func<int, double[]> inputs, Func<int, string> label, params string[] names)
    {
        double[][] all = [.. Enumerable.Range(0, rows).Select(inputs)];
        return Dataset.FromArrays<double>([.. all.SelectMany(row => row)], names.Length, [.. Enumerable.Range(0, rows).Select(label)], names);
    }
}
