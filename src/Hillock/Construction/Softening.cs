using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;

namespace Hillock.Construction;

/// <summary>Replaces steps by steep sigmoids, so that training can start from a network that was built: a step has no slope to follow.</summary>
/// <remarks>
/// Over signals of 0 and 1 with whole weights z is 0 or more, or −1 or less: σ(s·(z + ½)) is as sure of both. Steep enough are
/// s = 4·ln(4·Σ|w|), with the largest sum of a unit of the next layer: there the signals then stray by ¼ at most in all, where ½ would be
/// needed to change the answer. Over other inputs an edge becomes a slope of a given width, σ(z / (width·‖w‖)).
/// </remarks>
public static class Softening
{
    // How far an output may stray: from 0 and 1, or as a number, in parts of its largest weight.
    private const double OutputError = 0.01;

    // How often edges may be made sharper, and how many answers of a hundred may change before they are.
    private const int MostHalvings = 20;
    private const double Changed = 0.01;

    /// <summary>The softened network. Its edges blur only as far as the finest parts bear: they get sharper until 99 % of the answers stay.</summary>
    /// <param name="model">A network of dense layers, some of them with steps.</param>
    /// <param name="width">The most that an edge may blur: see <see cref="Soften(Model, double)"/>.</param>
    /// <param name="samples">Samples for which the answers should stay; for numbers the width is taken as it is.</param>
    /// <exception cref="ArgumentException">There is no step in the network, or a layer that is not dense.</exception>
    public static Model Soften(Model model, double width, Dataset samples)
    {
        Model soft = Soften(model, width);
        if (samples.Task == LearningTask.Regression) return soft;
        string?[] answers = Labels(model);
        for (int halvings = 0; halvings < MostHalvings && Labels(soft).Zip(answers).Count(pair => pair.First != pair.Second) > Changed * samples.Count; halvings++)
            soft = Soften(model, width /= 2);
        return soft;

        string?[] Labels(Model network) => [.. network.Predict(samples).Select(answer => answer.Label)];
    }

    /// <summary>The softened network.</summary>
    /// <param name="model">A network of dense layers, some of them with steps.</param>
    /// <param name="width">The distance from an edge, in inputs that are not 0 or 1, at which the slope has reached σ(1) = 0.73.</param>
    /// <exception cref="ArgumentException">There is no step in the network, or a layer that is not dense.</exception>
    public static Model Soften(Model model, double width)
    {
        Require.Positive(width, "width of an edge");
        if (model.Definition.Layers.FirstOrDefault(layer => layer is not Dense) is { } other)
            throw new ArgumentException($"Networks of dense layers are softened; this one has a layer of type {other.Type}.");
        Dense[] layers = [.. model.Definition.Layers.Cast<Dense>()];
        if (!Array.Exists(layers, layer => layer.Activation is Step)) throw new ArgumentException("There is no step to soften in this network.");

        double[][] weights = [.. model.Definition.LayerNames.Select(name => model.Parameter($"{name}.weights"))];
        List<double> parameters = [];
        bool isBinary = model.Preprocessing.Columns.Count > 0 && model.Preprocessing.Columns.All(column => column is BooleanInput);
        for (int i = 0; i < layers.Length; i++)
        {
            int units = layers[i].Units;
            double[] bias = layers[i].HasBias ? model.Parameter($"{model.Definition.LayerNames[i]}.bias") : new double[units], softened = [.. weights[i]];
            if (layers[i].Activation is Step step)
            {
                double steepness = 4 * Math.Log(i + 1 < layers.Length ? Reach(weights[i + 1], layers[i + 1]) : 1 / OutputError);
                for (int unit = 0; unit < units; unit++)
                {
                    double[] own = OfUnit(weights[i], unit, units);
                    double z = bias[unit] - step.Threshold;
                    bool isWhole = double.IsInteger(z) && Array.TrueForAll(own, double.IsInteger);
                    double factor = isBinary ? steepness / Size(own) : 1 / (width * Math.Max(Norm(own), double.Epsilon));
                    for (int input = 0; input < own.Length; input++) softened[(input * units) + unit] *= factor;
                    bias[unit] = factor * (isBinary && isWhole ? z + 0.5 : z);
                }
            }

            parameters.AddRange(softened);
            parameters.AddRange(bias);
            isBinary = layers[i].Activation is Step;
        }

        bool decides = model.Preprocessing.Task == LearningTask.Binary && layers[^1].Activation is Step;
        var definition = new ModelDefinition(
            model.Definition.Input,
            layers.Select(layer => new Dense(layer.Units, layer.Activation is Step ? Activation.Sigmoid : layer.Activation)),
            decides ? Loss.BinaryCrossEntropy : model.Definition.Loss);
        return new Model(definition, [.. parameters], model.Preprocessing);
    }

    // By how much a layer's units read: the largest Σ|w| in parts of what decides, four times for the quarter; of numbers, of the largest weight.
    private static double Reach(double[] weights, Dense layer)
    {
        double[][] units = [.. Enumerable.Range(0, layer.Units).Select(unit => OfUnit(weights, unit, layer.Units))];
        return layer.Activation is Step
            ? 4 * Math.Max(1, units.Max(own => own.Sum(Math.Abs) / Size(own)))
            : Math.Max(1, units.Max(own => own.Sum(Math.Abs) / Math.Max(own.Max(Math.Abs), double.Epsilon))) / OutputError;
    }

    private static double[] OfUnit(double[] weights, int unit, int units) => [.. Enumerable.Range(0, weights.Length / units).Select(input => weights[(input * units) + unit])];

    // Whole weights decide by 1; others by as much as one of them does on average.
    private static double Size(double[] weights)
    {
        if (Array.TrueForAll(weights, double.IsInteger)) return 1;
        return weights.Sum(Math.Abs) / weights.Count(weight => weight != 0);
    }

    private static double Norm(double[] weights) => Math.Sqrt(weights.Sum(weight => weight * weight));
}
