using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class NewGradientsLesson() : Lesson("D11", "Exercise: how many new gradients does w₂ need?")
{
    public override IEnumerable<Block> Blocks()
    {
        yield return new Prose("A neuron with two inputs (lesson D7) has learned how its loss changes with w₁. How many factors have to be computed anew for w₂? Think before you read on.");
        yield return new Formulas("∂J/∂w₁ = ∂J/∂ŷ · ∂ŷ/∂Σ · ∂Σ/∂w₁", "∂J/∂w₂ = ?");
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
        yield return new Check("One: the first two factors are known from w₁, only ∂Σ/∂w₂ = x₂ is new.", fresh.SequenceEqual([3, 1]));

        yield return new Prose("What if another layer came before? Let a hidden unit h = σ(Σ_h) with weights u₁ and u₂ stand between the inputs and the neuron, which keeps one weight w.");
        Model deep = HandWritten.Load("""
            { "hillock": 1, "input": 2, "loss": "half_squared_error", "layers": [
              { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null },
              { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.30]], "bias": null } ] }
            """);
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
