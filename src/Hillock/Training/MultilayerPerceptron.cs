using Hillock.Activations;
using Hillock.Data;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>The usual network, by what a person chooses of it; task, loss and optimizer decide how it ends.</summary>
/// <remarks>
/// Images are flattened; then come the hidden layers, each followed by dropout if there is any; then one output for the probability of
/// the second of two classes, one for each of more classes, or one for each number to predict.
/// </remarks>
public sealed record MultilayerPerceptron
{
    /// <summary>Describes the network.</summary>
    /// <param name="hidden">Units of the hidden layers, first to last; none: the inputs lead straight to the outputs.</param>
    /// <param name="activations">One for all hidden layers or one for each; none: <c>relu</c>.</param>
    /// <exception cref="ArgumentException">There is neither one activation nor one for each layer, or a layer has an impossible number of units.</exception>
    public MultilayerPerceptron(IReadOnlyList<int> hidden, params IReadOnlyList<Activation> activations)
    {
        if (activations.Count > 1 && activations.Count != hidden.Count)
            throw new ArgumentException($"There are {activations.Count} activations for {hidden.Count} hidden layers: give one for all, or one for each.");
        Hidden = [.. hidden.Select((units, i) => new Dense(units, activations.Count switch
        {
            0 => Activation.ReLU,
            1 => activations[0],
            _ => activations[i],
        }))];
    }

    /// <summary>The network to begin with: two hidden layers of relu units, 64 and 32.</summary>
    public static MultilayerPerceptron Default { get; } = new([64, 32]);

    /// <summary>The hidden layers, first to last.</summary>
    public ValueList<Dense> Hidden { get; }

    /// <summary>The share of each hidden layer's outputs that training drops.</summary>
    public double Dropout { get; init => field = Require.Fraction(value, "dropout rate"); }

    /// <summary>The activation of the outputs; null: softmax, sigmoid, linear or step, whatever task, loss and optimizer ask for.</summary>
    public Activation? Output { get; init; }

    /// <summary>Where weights start. <c>normal</c> sets the biases too; with the others they start at 0.</summary>
    public Initializer Initializer { get; init; } = Initializer.Auto;

    /// <summary>The layers for these data.</summary>
    /// <param name="data">What is to be learned.</param>
    /// <param name="loss">The experiment's loss; null: it follows from the output.</param>
    /// <param name="optimizer">The experiment's optimizer; null: one that takes any network.</param>
    /// <exception cref="HillockException">The loss does not suit the task.</exception>
    public ValueList<Layer> Layers(Dataset data, Loss? loss = null, Optimizer? optimizer = null)
    {
        int outputs = data.Task switch
        {
            LearningTask.Binary => 1,
            LearningTask.Multiclass => data.Labels.Count,
            _ => data.TargetNames.Count,
        };
        var layers = new List<Layer>();
        if (data is ImageDataset) layers.Add(new Flatten());
        foreach (Dense dense in Hidden)
        {
            layers.Add(Initialized(dense));
            if (Dropout > 0) layers.Add(new Dropout(Dropout));
        }

        layers.Add(Initialized(new Dense(outputs, Output ?? OutputFor(data.Task, loss, optimizer))));
        return [.. layers];
    }

    private Dense Initialized(Dense dense) => dense with
    {
        WeightInitializer = Initializer,
        BiasInitializer = Initializer is Normal ? Initializer : Initializer.Zeros,
    };

    private static Activation OutputFor(LearningTask task, Loss? loss, Optimizer? optimizer)
    {
        if (optimizer is Perceptron) return Activation.Step;
        if (optimizer is LeastSquares) return Activation.Linear;
        if (loss is CrossEntropy or KLDivergence && task != LearningTask.Multiclass)
        {
            string advice = task == LearningTask.Binary ? "use binary_cross_entropy, or --task multiclass" : "use mean_squared_error";
            throw new HillockException($"The loss '{loss.Name}' compares one output for each class; this task is {Names.Of(task)}: {advice}.");
        }

        return loss switch
        {
            CrossEntropy or KLDivergence => Activation.Softmax,
            BinaryCrossEntropy => Activation.Sigmoid,
            Poisson => Activation.Exponential,
            Hinge => Activation.Linear,
            _ => task switch
            {
                LearningTask.Multiclass => Activation.Softmax,
                LearningTask.Binary => Activation.Sigmoid,
                _ => Activation.Linear,
            },
        };
    }
}
