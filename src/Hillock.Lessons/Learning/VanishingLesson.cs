using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Lessons.Learning;

internal sealed class VanishingLesson() : Lesson("D9", "The vanishing gradient")
{
    private const int MostLayers = 10;

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("The slope of a sigmoid is never more than 1/4. Through $N$ sigmoid layers a gradient is multiplied $N$ times by such a slope and by a weight; with weights about 1/2 hardly more than a tenth is left each time: $O(10^{-N})$. Here are chains of one unit per layer, all weights 0.5, $x = 1$, target 0, $C = \\tfrac{1}{2} (a - y)^2$:");
        double[] gradients = [.. Enumerable.Range(1, MostLayers).Select(layers => First(Chain(layers, "sigmoid", 0.5)))];
        yield return new NumberTable(
            ["layers N", "∂C/∂w₁", "as a power of ten", "steps for w₁ from 0.5 to −0.2 at η = 1"],
            [.. gradients.Select((gradient, i) => (string[])[$"{i + 1}", $"{gradient:0.000e0}", $"10^{Math.Log10(gradient):F1}", Figures.Count((long)Math.Ceiling(0.7 / gradient))])]);
        double rate = Math.Pow(gradients[^1] / gradients[0], 1.0 / (MostLayers - 1));
        yield return new Check($"Each layer more leaves {rate:F3} of the gradient: about a tenth.", rate is > 0.05 and < 0.2);
        yield return new Check($"Through 5 layers it is of the order of 0.00001: {gradients[4]:0.0e0}.", Math.Abs(Math.Log10(gradients[4]) + 5) < 0.5);
        yield return new Prose($"The lecture counts with 10⁻⁵ for 5 layers: to bring w₁ from 0.5 to −0.2 takes 0.7 / (1 · 10⁻⁵) = {0.7 / (1 * 1e-5):N0} steps, if the gradient stays as it is. With the gradient measured here it is {Math.Ceiling(0.7 / gradients[4]):N0}.");
        yield return new Check("0.7 / (η · 10⁻⁵) is 70,000 steps at η = 1.", Math.Round(0.7 / (1 * 1e-5)) == 70_000);
        double[] relu = [.. Enumerable.Range(1, MostLayers).Select(layers => First(Chain(layers, "relu", 1)))];
        yield return new Plot("The first weight's gradient", "layers", "∂C/∂w₁", Line("sigmoid, w = 0.5", gradients), Line("relu, w = 1", relu)) { LogarithmicY = true };

        yield return new Prose("The same in networks of ten hidden layers of 30 units, weights by chance, over 8 inputs: the mean size of $\\partial C/\\partial w$ in each layer. Sigmoid loses it on the way back; tanh, and relu with He's initialization, keep it.");
        Model[] wide = [Wide("sigmoid", "glorot"), Wide("tanh", "glorot"), Wide("relu", "he")];
        double[][] sizes = [.. wide.Select(Sizes)];
        yield return new NumberTable(
            ["layer", "sigmoid, Glorot", "tanh, Glorot", "relu, He"],
            [.. Enumerable.Range(0, sizes[0].Length).Select(layer => (string[])[$"{layer + 1}", .. sizes.Select(size => $"{size[layer]:0.0e0}")])]);
        yield return new Plot("Mean |∂C/∂w| by layer", "layer", "gradient", Line("sigmoid", sizes[0]), Line("tanh", sizes[1]), Line("relu", sizes[2])) { LogarithmicY = true };
        yield return new Check("Sigmoid: the first layer's gradients are less than a ten thousandth of the last one's.", sizes[0][0] < 1e-4 * sizes[0][^1]);
        yield return new Check("Relu with He: they are more than a hundredth.", sizes[2][0] > 0.01 * sizes[2][^1]);
        yield return new Prose("On a model of your own, `hillock doctor` measures this for every layer.");
        yield return Try.Of("Watch it vanish", "Eight layers of sigmoid units on a set of two clouds: look at the gradients of each layer, and how long nothing happens.", Deep("sigmoid")).Guided(
            new("Press Play and wait for the end of epoch 10.", Goal.Epoch(10), "Nothing happens to the picture."),
            new("Look at the gradients of the layers, on their log axis.", Goal.Look, "From the last layer to the first they fall by powers of ten: the first learns as good as nothing."),
            new("Choose tanh as the activation of a hidden layer.", Goal.Choose(Setting.Activation), "Its slope at 0 is 1, not 1/4."));
        yield return Try.Of("Watch it stay", "The same network with tanh: it learns at once.", Deep("tanh")).Guided(
            new("Press Play until the loss is below 0.1.", Goal.TrainLossTo(0.1), "The same depth, and it learns at once."),
            new("Look at the gradients of the layers.", Goal.Look, "They stay within a few powers of ten of each other, all the way to the first layer."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Crawl, Chained];

    private static Exercise Crawl(Draw draw)
    {
        int layers = draw.Integer(2, 6);
        double from = draw.Number(0.1m, 1, 0.1m), to = -draw.Number(0.1m, 1, 0.1m), rate = draw.Pick(0.1, 0.5, 1.0, 2.0);
        double steps = Math.Round((from - to) / (rate * Math.Pow(10, -layers)));
        return new Exercise(
            [new Prose($"Each layer leaves a tenth of the gradient, so that {layers} layers leave $10^{{-{layers}}}$. How many steps with the rate $\\eta = {rate}$ does it take to bring $w_1$ from ${from}$ to ${to}$, if the gradient stays as it is?")],
            new NumberAnswer(new Quantity(@"\text{steps}", steps) { Slips = [new Slip(Math.Round(Math.Abs(from + to) / (rate * Math.Pow(10, -layers))), $"The way from ${from}$ to ${to}$ leads through 0.")] }),
            "Each step moves the weight by the rate times the gradient.",
            [new Formulas($@"\frac{{{from} - ({to})}}{{{rate} \cdot 10^{{-{layers}}}}} = {steps:0}")])
        { Given = new Dictionary<string, double> { ["layers"] = layers, ["from"] = from, ["to"] = to, ["eta"] = rate } };
    }

    private static Exercise Chained(Draw draw)
    {
        int layers = draw.Integer(2, 4);
        double weight = draw.Pick(0.5, 1.0, 2.0, 4.0);
        string activation = draw.Pick("sigmoid", "relu");
        double factor = weight * (activation == "relu" ? 1 : 0.25), left = Math.Pow(factor, layers);
        return new Exercise(
            [new Prose($"A gradient goes back through {layers} layers of one {activation} unit each. All weights are {weight}, and every slope is as large as a {activation} can have. What is it multiplied by in all?")],
            new NumberAnswer(Quantity.Exactly(@"\text{factor}", left) with { Tolerance = left * 0.01, Slips = [new Slip(Math.Pow(weight, layers), "The slopes are factors, too.")] }),
            activation == "relu" ? "relu's slope is 1 where it fires." : "The largest slope of a sigmoid is 1/4, at 0.",
            [new Formulas($@"({Numeral.Of(activation == "relu" ? 1 : 0.25)} \cdot {weight})^{layers} = {Numeral.Of(left)}"), new Prose(factor < 1 ? "Below 1: it vanishes with depth." : factor > 1 ? "Above 1: it explodes with depth." : "Just 1: it stays.")])
        { Given = new Dictionary<string, double> { ["layers"] = layers, ["w"] = weight, ["slope"] = activation == "relu" ? 1 : 0.25 } };
    }

    private static Experiment Deep(string activation) => Experiments.Of("gauss", [.. Enumerable.Repeat(6, 8)], activation, new Sgd(0.1), epochs: 60);

    // x → w₁ → … → w_N, a unit each.
    private static Model Chain(int layers, string activation, double weight) => HandWritten.Load($$"""
        { "hillock": 1, "input": 1, "loss": "half_squared_error", "layers": [
          {{string.Join(", ", Enumerable.Repeat($$"""{ "type": "dense", "units": 1, "activation": "{{activation}}", "weights": [[{{weight}}]], "bias": null }""", layers))}} ] }
        """);

    private static double First(Model chain) => Trace.Run(chain, TraceSamples.Encode(chain, [1], 0)).Layers[0].WeightGradients![0, 0];

    private static Model Wide(string activation, string initializer) => HandWritten.Load($$"""
        { "hillock": 1, "input": 8, "seed": 1, "loss": "half_squared_error", "layers": [
          {{string.Join(", ", Enumerable.Repeat($$"""{ "type": "dense", "units": 30, "activation": "{{activation}}", "init": "{{initializer}}" }""", MostLayers))}},
          { "type": "dense", "units": 1, "activation": "linear", "init": "glorot" } ] }
        """);

    private static double[] Sizes(Model model)
    {
        double[] input = [1, -0.5, 0.3, 0.8, -1.2, 0.6, -0.1, 0.9];
        return [.. Trace.Run(model, TraceSamples.Encode(model, input, 1)).Layers.Select(Size)];
    }

    private static double Size(LayerTrace layer)
    {
        double sum = 0;
        foreach (double gradient in layer.WeightGradients!.Values) sum += Math.Abs(gradient);
        return sum / layer.WeightGradients.Values.Length;
    }

    private static Curve Line(string name, double[] values) => new(name, [.. values.Select((value, i) => (i + 1.0, value))]);
}
