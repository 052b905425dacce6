using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class EquationsLesson() : Lesson("D5", "The four equations of backpropagation")
{
    private static readonly double[] Input = [0.8, -0.4, 0.3], Target = [1, 0];

    public override IEnumerable<Block> Blocks()
    {
        yield return new Prose("$\\delta$ is how the cost changes with a unit's weighted sum $z$. Four equations are all of backpropagation:");
        yield return new Formulas(@"& (1) \quad & \delta^L &= \nabla_a C \odot \sigma'(z^L)", @"& (2) \quad & \delta^l &= ((W^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)", @"& (3) \quad & \frac{\partial C}{\partial b_j} &= \delta_j", @"& (4) \quad & \frac{\partial C}{\partial w_{jk}} &= a_k\,\delta_j");
        yield return new Prose("$\\odot$ multiplies number by number; $w_{jk}$ leads from unit $k$ to unit $j$, which in the library's arrays, [in][out], is the entry [k][j]. Here is each of them on a network of 3, 4, 3 and 2 sigmoid units with the cost $C = \\tfrac{1}{2} \\|a - y\\|^2$, weights by chance:");
        Model model = HandWritten.Load("""
            { "hillock": 1, "input": 3, "seed": 3, "loss": "half_squared_error", "layers": [
              { "type": "dense", "units": 4, "activation": "sigmoid", "init": "normal", "bias_init": "normal" },
              { "type": "dense", "units": 3, "activation": "sigmoid", "init": "normal", "bias_init": "normal" },
              { "type": "dense", "units": 2, "activation": "sigmoid", "init": "normal", "bias_init": "normal" } ] }
            """);
        var trace = Trace.Run(model, TraceSamples.Encode(model, Input, Target));
        IReadOnlyList<LayerTrace> layers = trace.Layers;
        double[][] a = [Input, .. layers.Select(layer => layer.Output.Row(0).ToArray())];
        double[] last = [.. a[^1].Select((value, j) => (value - Target[j]) * value * (1 - value))];
        double[][] delta = new double[layers.Count][];
        delta[^1] = last;
        for (int l = layers.Count - 2; l >= 0; l--)
        {
            LayerTrace next = layers[l + 1];
            delta[l] = [.. a[l + 1].Select((value, k) => delta[l + 1].Select((d, j) => next.Weights![k, j] * d).Sum() * value * (1 - value))];
        }

        for (int l = layers.Count; l-- > 0;)
        {
            double[] engine = layers[l].Delta!.Row(0).ToArray();
            string equation = l == layers.Count - 1 ? "(1)" : "(2)";
            yield return new NumberTable(
                [$"layer {l + 1}, unit", "z", "a", "σ′(z)", $"δ by {equation}", "δ, engine"],
                [.. engine.Select((d, j) => (string[])[
                    $"{j + 1}", Figures.Number(layers[l].PreActivation[0, j]), Figures.Number(a[l + 1][j]), Figures.Number(layers[l].ActivationDerivative![0, j]), $"{delta[l][j]:F10}", $"{d:F10}"])]);
        }

        yield return new Check("(1) and (2) give the engine's $\\delta$ of every unit, to 1e-12.", Enumerable.Range(0, layers.Count).All(l => Largest(delta[l], layers[l].Delta!) < 1e-12));
        yield return new Check("(3): the gradient of every bias is its unit's $\\delta$.", layers.Select((layer, l) => Largest(delta[l], layer.BiasGradients!)).Max() < 1e-12);
        double weights = layers.Select((layer, l) => Largest([.. a[l].SelectMany(from => delta[l].Select(d => from * d))], layer.WeightGradients!)).Max();
        yield return new Check("(4): the gradient of every weight is what comes in times the $\\delta$ it leads to, to 1e-12.", weights < 1e-12);
        yield return new Prose("Equation (2) needs only the $\\delta$ of the layer after: that is why one backward pass is enough for all (lesson D13).");
    }

    private static double Largest(double[] own, Matrix engine) => own.Select((value, i) => Math.Abs(value - engine.Values[i])).Max();
}
