using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;

namespace Hillock.Construction;

/// <summary>A network without the depth that does nothing: layers without activation are multiplied together.</summary>
/// <remarks>
/// (xW₁ + b₁)W₂ + b₂ = x(W₁W₂) + (b₁W₂ + b₂): however deep, a network without activations is one linear map. A dense layer that ends
/// linear goes into the next dense layer; dropout between the two, which is for training, is left out. The rest stays as it is.
/// </remarks>
public sealed class LinearCollapse
{
    private const int Samples = 10_000;

    private LinearCollapse(Model original, Model model) => (Original, Model) = (original, model);

    /// <summary>The network as it was.</summary>
    public Model Original { get; }

    /// <summary>The same function with fewer layers, in double precision.</summary>
    public Model Model { get; }

    /// <summary>Layers saved.</summary>
    public int LayersSaved => Original.Definition.Layers.Count - Model.Definition.Layers.Count;

    /// <summary>Multiplies out what can be.</summary>
    public static LinearCollapse Of(Model network)
    {
        var stack = new Stack(network.Definition.Input.Size);
        foreach ((Layer layer, string name) in network.Definition.Layers.Zip(network.Definition.LayerNames))
        {
            if (layer is Dense dense) stack.Add(dense, network.Parameter($"{name}.weights"), dense.HasBias ? network.Parameter($"{name}.bias") : new double[dense.Units]);
            else stack.Add(layer);
        }

        ModelDefinition definition = stack.Define(network.Definition);
        var model = new Model(definition, stack.Parameters, network.Preprocessing);
        return new LinearCollapse(network, model.DecisionThreshold == network.DecisionThreshold ? model : model.WithDecisionThreshold(network.DecisionThreshold));
    }

    /// <summary>The largest absolute difference between the outputs of the two, over inputs of mean 0 and deviation 1 by chance.</summary>
    public double LargestDifference()
    {
        int width = Original.Definition.Input.Size, outputs = Original.Definition.Output.Size;
        int rows = Math.Clamp((1 << 22) / width, 1, Samples);
        var random = new RandomStream(0, RandomPurpose.Generation);
        double[] inputs = [.. Enumerable.Range(0, rows * width).Select(i => random.Normal(i))];
        double[] before = Outputs(Original), after = Outputs(Model);
        return before.Zip(after, (a, b) => Math.Abs(a - b)).Max();

        double[] Outputs(Model model)
        {
            double[] result = new double[rows * outputs];
            Bare(model).Predict(inputs, result);
            return result;
        }
    }

    // The network alone: numbers in, numbers out.
    private static Model Bare(Model model) => new(
        model.Definition,
        model.AllParameters(),
        Data.Preprocessing.None(model.Definition.Input, Data.TargetEncoding.Numbers(new double[model.Definition.Output.Size], [.. Enumerable.Repeat(1.0, model.Definition.Output.Size)])));

    /// <summary>Layers that grow from the input on; the last may be a linear one that waits for the next.</summary>
    private sealed class Stack(int inputs)
    {
        private readonly List<Layer> layers = [];
        private readonly List<double> parameters = [];
        private Dense? waiting;
        private double[] weights = []; // [inputs, units] of the layer that waits
        private double[] bias = [];
        private int width = inputs;

        public double[] Parameters => [.. parameters];

        public ModelDefinition Define(ModelDefinition original)
        {
            Release();
            return new ModelDefinition(original.Input, layers, original.Loss);
        }

        public void Add(Layer layer)
        {
            bool doesNothing = layer is Dropout or Flatten || (layer is ActivationLayer { Activation: Linear });
            if (waiting is not null && doesNothing) return;
            Release();
            layers.Add(layer);
        }

        public void Add(Dense dense, double[] ownWeights, double[] ownBias)
        {
            (weights, bias) = waiting is null ? (ownWeights, ownBias) : (Multiply(weights, ownWeights, dense.Units), Sum(Multiply(bias, ownWeights, dense.Units), ownBias));
            waiting = new Dense(dense.Units, dense.Activation);
            if (dense.Activation is not Linear) Release();
        }

        private void Release()
        {
            if (waiting is null) return;
            layers.Add(waiting);
            parameters.AddRange(weights);
            parameters.AddRange(bias);
            width = waiting.Units;
            waiting = null;
        }

        // [rows, n]·[n, units].
        private static double[] Multiply(double[] a, double[] b, int units)
        {
            int n = b.Length / units, rows = a.Length / n;
            double[] product = new double[rows * units];
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < n; i++)
                {
                    for (int unit = 0; unit < units; unit++) product[(row * units) + unit] += a[(row * n) + i] * b[(i * units) + unit];
                }
            }

            return product;
        }

        private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
    }
}
