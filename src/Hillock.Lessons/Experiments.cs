using Hillock.Activations;
using Hillock.Data;
using Hillock.Initializers;
using Hillock.Losses;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Lessons;

/// <summary>Small experiments to watch: sets that are made by chance, no validation, no early end.</summary>
internal static class Experiments
{
    public static Experiment Of(string data, IReadOnlyList<int> hidden, string activation, Optimizer optimizer, int epochs, string initializer = "auto", Loss? loss = null, double l2 = 0, double? test = null, double? noise = null, int? samples = null, long seed = 1)
    {
        var network = new MultilayerPerceptron(hidden, Activation.Parse(activation)) { Initializer = Initializer.Parse(initializer) };
        return new Experiment(network.Layers(Catalog.Load(data).Train, loss, optimizer))
        {
            Data = new DataSource(data) { Test = test, Noise = noise, Samples = samples },
            Loss = loss,
            Optimizer = optimizer,
            Epochs = epochs,
            BatchSize = optimizer is GradientOptimizer ? 10 : null,
            L2 = l2,
            Validation = 0,
            Patience = 0,
            Seed = seed,
        };
    }
}
