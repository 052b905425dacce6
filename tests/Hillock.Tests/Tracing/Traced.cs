using System.Text;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Tensors;
using Hillock.Tests.Layers;
using Hillock.Tracing;

namespace Hillock.Tests.Tracing;

/// <summary>Models and samples to trace.</summary>
internal static class Traced
{
    /// <summary>The lectures' worked example; x = (0.50, 0.51), y = 0.10.</summary>
    public const string Lecture = """
        { "hillock": 1, "input": 2, "loss": "half_squared_error",
          "layers": [ { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null } ] }
        """;

    /// <summary>The larger example that the lectures link to (Mazur 2015); x = (0.05, 0.10), y = (0.01, 0.99). Its biases never move.</summary>
    public const string Larger = """
        { "hillock": 1, "input": 2, "loss": "half_squared_error",
          "layers": [
            { "type": "dense", "units": 2, "activation": "sigmoid", "weights": [[0.15, 0.25], [0.20, 0.30]], "bias": [0.35, 0.35], "bias_frozen": true },
            { "type": "dense", "units": 2, "activation": "sigmoid", "weights": [[0.40, 0.50], [0.45, 0.55]], "bias": [0.60, 0.60], "bias_frozen": true } ] }
        """;

    /// <summary>Every kind of layer with every activation and every loss that go together.</summary>
    public static IEnumerable<ModelDefinition> Networks(string layer, string activation)
    {
        foreach (Loss loss in Loss.Names.Select(Loss.Parse).Append(new CrossEntropy(0.1)).Append(new Huber(0.3)))
        {
            if (LayerSpecimens.All[layer].Network(Activation.Parse(activation), loss) is not var (input, layers)) continue;
            var definition = new ModelDefinition(input, layers, LayerSpecimens.Fits(loss, layers[^1].OutputActivation ?? Activation.Linear) ? loss : null);
            if (definition.Loss == loss) yield return definition;
        }
    }

    public static Model Read(string json) => Model.Load(Encoding.UTF8.GetBytes(json));

    /// <summary>A network of random parameters that takes and gives numbers as they are.</summary>
    public static Model Random(ModelDefinition definition, Precision precision = Precision.Double, int seed = 1)
    {
        var random = new RandomStream(seed, RandomPurpose.Generation);
        double[] parameters = [.. Enumerable.Range(0, definition.ParameterCount).Select(i => 0.6 * random.Normal(i))];
        int width = definition.Output.Size;
        var target = TargetEncoding.Numbers(new double[width], [.. Enumerable.Repeat(1.0, width)]);
        return new Model(definition, parameters, Preprocessing.None(definition.Input, target)).WithPrecision(precision);
    }

    /// <summary>Random samples with targets that belong to the loss.</summary>
    public static TraceSamples Samples(Model model, int rows = 1, int seed = 2)
    {
        var random = new RandomStream(seed, RandomPurpose.Generation);
        (int inputs, int width) = (model.Definition.Input.Size, model.Definition.Output.Size);
        double[] x = [.. Enumerable.Range(0, rows * inputs).Select(i => random.Normal(i))];
        double[] y = [.. Enumerable.Range(0, rows * width).Select(i => Target(model.Definition.Loss, i / width, i % width, width, random.Normal(i + 100_000)))];
        return Samples(model, x, y);
    }

    /// <summary>Samples of given numbers, rounded to the model's precision.</summary>
    public static TraceSamples Samples(Model model, double[] x, double[] y)
    {
        (int inputs, int width) = (model.Definition.Input.Size, model.Definition.Output.Size);
        return new TraceSamples(new Matrix(x.Length / inputs, inputs, Round(x)), new Matrix(y.Length / width, width, Round(y)));

        double[] Round(double[] values) => model.Precision == Precision.Double ? values : [.. values.Select(value => (double)(float)value)];
    }

    private static double Target(Loss loss, int row, int k, int width, double other) => loss switch
    {
        CrossEntropy => k == ((row * 7) + 1) % width ? 1 : 0,
        KLDivergence => (k + 1) / (0.5 * width * (width + 1)),
        BinaryCrossEntropy or Hinge => (row + k) % 2,
        Poisson => (row + (2 * k)) % 5,
        _ => other,
    };

    public static Shape Vector(int length) => new(length);
}
