using Hillock.Activations;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Versus;

/// <summary>One piece of work that every peer does: a network trained on MNIST for one epoch or a part of it.</summary>
/// <param name="Name">What it is called in tables and by the peers.</param>
/// <param name="Sizes">Units of each layer, the input first.</param>
/// <param name="IsClassic">Sigmoid, half squared error and plain SGD as in the lectures; else ReLU and cross-entropy.</param>
/// <param name="Batch">Samples per step.</param>
/// <param name="UsesAdam">Adam, else plain SGD.</param>
/// <param name="Samples">Training samples of one measurement.</param>
internal sealed record Workload(string Name, int[] Sizes, bool IsClassic, int Batch, bool UsesAdam, int Samples)
{
    public static readonly Workload[] All =
    [
        new("784-30-10 sigmoid, squared error, batch 10, SGD", [784, 30, 10], true, 10, false, 30_000),
        new("784-128-64-10 ReLU, cross-entropy, batch 64, Adam", [784, 128, 64, 10], false, 64, true, 30_000),
        new("784-512-512-10 ReLU, cross-entropy, batch 128, SGD", [784, 512, 512, 10], false, 128, false, 12_800),
    ];

    public Experiment Experiment
    {
        get
        {
            var layers = new List<Layer> { new Flatten() };
            for (int i = 1; i < Sizes.Length; i++)
            {
                bool last = i == Sizes.Length - 1;
                Activation activation = IsClassic ? Activation.Sigmoid : last ? Activation.Softmax : Activation.ReLU;
                layers.Add(IsClassic
                    ? new Dense(Sizes[i], activation) { WeightInitializer = new Normal(1), BiasInitializer = new Normal(1) }
                    : new Dense(Sizes[i], activation));
            }

            return new Experiment(layers)
            {
                Loss = IsClassic ? Loss.HalfSquaredError : Loss.CrossEntropy,
                Optimizer = UsesAdam ? new Adam(0.001) : new Sgd(IsClassic ? 3.0 : 0.1),
                BatchSize = Batch,
                Epochs = 10_000,
                Validation = 0,
                Patience = 0,
            };
        }
    }
}
