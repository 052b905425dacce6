using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class NewGradientsLesson() : Lesson("D11", "Exercise: how many new gradients does w₂ need?")
{
    private const string Deep = """
        { "hillock": 1, "input": 2, "loss": "half_squared_error", "layers": [
          { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null },
          { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.30]], "bias": null } ] }
        """;

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A neuron with two inputs (lesson D7) has learned how its loss changes with $w_1$. How many factors have to be computed anew for $w_2$? Think before you read on.");
        yield return new Formulas(@"\frac{\partial J}{\partial w_1} &= \frac{\partial J}{\partial \hat{y}} \cdot \frac{\partial \hat{y}}{\partial \Sigma} \cdot \frac{\partial \Sigma}{\partial w_1}", @"\frac{\partial J}{\partial w_2} &= \text{?}");
        Model neuron = HandWritten.Load("""
            { "hillock": 1, "input": 2, "inputs": ["x1", "x2"], "loss": "half_squared_error",
              "layers": [ { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null } ] }
            """);
        var trace = Trace.Run(neuron, TraceSamples.Encode(neuron, [0.50, 0.51], 0.10));
        LayerTrace output = trace.Layers[0];
        Weight[] two =
        [
            new("w₁", output.WeightGradients![0, 0], [("∂J/∂ŷ", trace.LossGradient![0, 0]), ("∂ŷ/∂Σ", output.ActivationDerivative![0, 0]), ("∂Σ/∂w₁", trace.Samples.Inputs[0, 0])]),
            new("w₂", output.WeightGradients[1, 0], [("∂J/∂ŷ", trace.LossGradient[0, 0]), ("∂ŷ/∂Σ", output.ActivationDerivative[0, 0]), ("∂Σ/∂w₂", trace.Samples.Inputs[0, 1])]),
        ];
        int[] fresh = CountNew(two);
        yield return Show(two, fresh);
        yield return new Check("One: the first two factors are known from $w_1$, only $\\partial\\Sigma/\\partial w_2 = x_2$ is new.", fresh.SequenceEqual([3, 1]));

        yield return new Prose("What if another layer came before? Let a hidden unit $h = \\sigma(\\Sigma_h)$ with weights $u_1$ and $u_2$ stand between the inputs and the neuron, which keeps one weight $w$.");
        Model deep = HandWritten.Load(Deep);
        var passes = Trace.Run(deep, TraceSamples.Encode(deep, [0.50, 0.51], 0.10));
        LayerTrace hidden = passes.Layers[0], last = passes.Layers[1];
        (string, double)[] shared = [("∂J/∂ŷ", passes.LossGradient![0, 0]), ("∂ŷ/∂Σ", last.ActivationDerivative![0, 0])];
        (string, double)[] further = [.. shared, ("∂Σ/∂h", last.Weights![0, 0]), ("∂h/∂Σ_h", hidden.ActivationDerivative![0, 0])];
        Weight[] three =
        [
            new("w", last.WeightGradients![0, 0], [.. shared, ("∂Σ/∂w", hidden.Output[0, 0])]),
            new("u₁", hidden.WeightGradients![0, 0], [.. further, ("∂Σ_h/∂u₁", passes.Samples.Inputs[0, 0])]),
            new("u₂", hidden.WeightGradients[1, 0], [.. further, ("∂Σ_h/∂u₂", passes.Samples.Inputs[0, 1])]),
        ];
        int[] freshDeep = CountNew(three);
        yield return Show(three, freshDeep);
        yield return new Check("The first weight of the new layer needs three new factors, the second again only one.", freshDeep.SequenceEqual([3, 3, 1]));
        yield return new Check("The factors of each weight, multiplied, are the engine's gradient, to 1e-12.", two.Concat(three).All(weight => Math.Abs(weight.Product - weight.Gradient) < 1e-12));
        yield return new Prose("So a layer costs two factors that all its weights share, and each weight one of its own, which is known from the forward pass. That is why all gradients together cost about as much as two forward passes (lesson D13).");
        yield return new Try("Count them yourself", "Open the network with the hidden unit and click its weights one after the other: which factors come back?", "hillock trace model.json --input 0.50,0.51 --target 0.10", new TraceSetup(Deep, [0.50, 0.51], [0.10])).Guided(
            new("Click the link of the first weight into the hidden unit.", Goal.To(Act.OpenMicroscope), "Its chain, factor by factor."),
            new("Click the link of the second weight.", Goal.To(Act.OpenMicroscope), "All factors but the last are the same: one is new."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [SecondWeight, AnotherLayer];

    private static Exercise SecondWeight(Draw draw)
    {
        int n = draw.Integer(3, 9);
        int[] fresh = CountNew([.. Enumerable.Range(1, n).Select(i => new Weight($"w_{i}", 0, [("∂J/∂ŷ", 0), ("∂ŷ/∂Σ", 0), ($"∂Σ/∂w_{i}", 0)]))]);
        return new Exercise(
            [new Prose($"A neuron has the weights $w_1$ to $w_{n}$, no bias, an activation and a loss $J$. The factors of $\\partial J/\\partial w_1$ are computed already. How many new factors does $\\partial J/\\partial w_2$ need? And how many do $w_2$ to $w_{n}$ need together?")],
            new NumberAnswer(
                new Quantity(@"\text{new for } w_2", fresh[1]) { Slips = [new Slip(3, "Three factors make the product, but two of them are known from $w_1$.")] },
                new Quantity(@"\text{new for all of them}", fresh[1..].Sum()) { Slips = [new Slip(n, $"$w_1$ is done already: {n - 1} weights are left.")] }),
            @"Write the three factors of $\partial J/\partial w_1$ and of $\partial J/\partial w_2$ below each other. Which ones are the same?",
            [new Formulas(@"\frac{\partial J}{\partial w_2} = \frac{\partial J}{\partial \hat{y}} \cdot \frac{\partial \hat{y}}{\partial \Sigma} \cdot \frac{\partial \Sigma}{\partial w_2}"), new Prose($"The first two factors are those of $w_1$. Only $\\partial\\Sigma/\\partial w_2 = x_2$ is new, and so it is for every further weight: one each, {n - 1} together.")])
        { Given = new Dictionary<string, double> { ["n"] = n } };
    }

    private static Exercise AnotherLayer(Draw draw)
    {
        int n = draw.Integer(2, 6), layers = draw.Integer(1, 4);
        List<Weight> weights = [];
        List<(string, double)> shared = [("∂J/∂ŷ", 0), ("∂ŷ/∂Σ", 0)];
        for (int layer = layers; layer >= 0; layer--)
        {
            for (int i = 0; i < (layer == 0 ? n : 1); i++) weights.Add(new Weight($"{layer}, {i}", 0, [.. shared, ($"∂Σ{layer}/∂w{i}", 0)]));
            shared.AddRange([($"∂Σ{layer}/∂h{layer}", 0), ($"∂h{layer}/∂Σ{layer - 1}", 0)]);
        }

        int[] fresh = CountNew([.. weights]);
        string before = layers == 1 ? "another layer of a single unit comes" : $"{layers} more layers of a single unit each come";
        return new Exercise(
            [
                new Prose($"Now {before} before the neuron, which keeps one weight; the first layer reads {n} inputs. There are no biases. The output neuron's factors are computed, then those of the layers before it, each factor once. How many new factors does the first weight of the first layer need, how many its second, and how many different factors are there in the whole network?"),
            ],
            new NumberAnswer(
                new Quantity(@"\text{first weight}", fresh[layers]) { Slips = [new Slip(1, "It is the first weight of its layer: what leads back into the layer is new, too.")] },
                new Quantity(@"\text{second weight}", fresh[layers + 1]) { Slips = [new Slip(3, "The way into the layer is known from its first weight.")] },
                new Quantity(@"\text{in all}", fresh.Sum())),
            "A layer further back adds two factors that all its weights share: through the weight after it, and through its activation.",
            [
                new Formulas(@"\frac{\partial J}{\partial u_1} = \frac{\partial J}{\partial \hat{y}} \cdot \frac{\partial \hat{y}}{\partial \Sigma} \cdot \frac{\partial \Sigma}{\partial h} \cdot \frac{\partial h}{\partial \Sigma_h} \cdot \frac{\partial \Sigma_h}{\partial u_1}"),
                new Prose($"The output neuron has three factors. {(layers == 1 ? "The layer before it" : $"Each of the {layers} layers before it")} adds two that are shared and one for each of its weights: {string.Join(" + ", fresh)} = {fresh.Sum()}. The first weight of a layer needs three new factors, every further one only its own."),
            ])
        { Given = new Dictionary<string, double> { ["n"] = n, ["layers"] = layers } };
    }

    private static int[] CountNew(Weight[] weights)
    {
        HashSet<string> known = [];
        return [.. weights.Select(weight => weight.Factors.Count(factor => known.Add(factor.Name)))];
    }

    private static NumberTable Show(Weight[] weights, int[] fresh) => new(
        ["weight", "factors", "gradient", "new"],
        [.. weights.Select((weight, i) => (string[])[weight.Name, string.Join(" · ", weight.Factors.Select(factor => Figures.Number(factor.Value))), Figures.Number(weight.Gradient), $"{fresh[i]}"])]);

    private sealed record Weight(string Name, double Gradient, (string Name, double Value)[] Factors)
    {
        public double Product => Factors.Aggregate(1.0, (product, factor) => product * factor.Value);
    }
}
