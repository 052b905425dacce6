using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class EquationsLesson() : Lesson("D5", "The four equations of backpropagation")
{
    private static readonly double[] Input = [0.8, -0.4, 0.3], Target = [1, 0];

    private const string Network = """
        { "hillock": 1, "input": 3, "seed": 3, "loss": "half_squared_error", "layers": [
          { "type": "dense", "units": 4, "activation": "sigmoid", "init": "normal", "bias_init": "normal" },
          { "type": "dense", "units": 3, "activation": "sigmoid", "init": "normal", "bias_init": "normal" },
          { "type": "dense", "units": 2, "activation": "sigmoid", "init": "normal", "bias_init": "normal" } ] }
        """;

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("$\\delta$ is how the cost changes with a unit's weighted sum $z$. Four equations are all of backpropagation:");
        yield return new Formulas(@"& (1) \quad & \delta^L &= \nabla_a C \odot \sigma'(z^L)", @"& (2) \quad & \delta^l &= ((W^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)", @"& (3) \quad & \frac{\partial C}{\partial b_j} &= \delta_j", @"& (4) \quad & \frac{\partial C}{\partial w_{jk}} &= a_k\,\delta_j");
        yield return new Prose("$\\odot$ multiplies number by number; $w_{jk}$ leads from unit $k$ to unit $j$, which in the library's arrays, [in][out], is the entry [k][j]. Here is each of them on a network of 3, 4, 3 and 2 sigmoid units with the cost $C = \\tfrac{1}{2} \\|a - y\\|^2$, weights by chance:");
        Model model = HandWritten.Load(Network);
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
        yield return new Try("Every δ of this network", "Open it and go back layer by layer: each number names the equation that it comes from.", "hillock trace model.json --input 0.8,-0.4,0.3 --target 1,0", new TraceSetup(Network, Input, Target)).Guided(
            new("Click an output unit.", Goal.To(Act.OpenMicroscope), "Equation (1): its $\\delta$ comes from the loss."),
            new("Click a hidden unit.", Goal.To(Act.OpenMicroscope), "Equation (2): its $\\delta$ comes from those of the layer after, through the weights."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Back];

    private static Exercise Back(Draw draw)
    {
        int[] x = [draw.Integer(1, 3), draw.Integer(-2, 3)], w = [draw.Integer(-2, 2), draw.Integer(-2, 2), draw.Integer(-2, 2), draw.Integer(-2, 2)], v = [draw.Pick(-2, -1, 1, 2), draw.Pick(-2, -1, 1, 2), draw.Pick(-2, -1, 1, 2), draw.Pick(-2, -1, 1, 2)], y = [draw.Integer(-2, 2), draw.Integer(-2, 2)];
        // A sum of exactly 0 lies on relu's corner.
        if ((x[0] * w[0]) + (x[1] * w[2]) == 0) w[0]++;
        if ((x[0] * w[1]) + (x[1] * w[3]) == 0) w[1]++;
        Model model = HandWritten.Load($$"""
            { "hillock": 1, "input": 2, "loss": "half_squared_error", "layers": [
              { "type": "dense", "units": 2, "activation": "relu", "weights": [[{{w[0]}}, {{w[1]}}], [{{w[2]}}, {{w[3]}}]], "bias": null },
              { "type": "dense", "units": 2, "activation": "linear", "weights": [[{{v[0]}}, {{v[1]}}], [{{v[2]}}, {{v[3]}}]], "bias": null } ] }
            """);
        var trace = Trace.Run(model, TraceSamples.Encode(model, [x[0], x[1]], y[0], y[1]));
        LayerTrace hidden = trace.Layers[0], output = trace.Layers[1];
        double[] last = output.Delta!.Row(0).ToArray(), delta = hidden.Delta!.Row(0).ToArray(), z = hidden.PreActivation.Row(0).ToArray();
        return new Exercise(
            [
                new Prose($"Two relu units have the sums $z = ({z[0]}, {z[1]})$. Behind them are two linear outputs whose errors are $\\delta = ({last[0]}, {last[1]})$; the weights between are the table. The first input is $x_1 = {x[0]}$. What are $\\delta_1$ and $\\delta_2$ of the relu units, and $\\partial C/\\partial w$ of the weight from $x_1$ to the first of them?"),
                new NumberTable(["from", "to output 1", "to output 2"], [["relu 1", $"{v[0]}", $"{v[1]}"], ["relu 2", $"{v[2]}", $"{v[3]}"]]),
            ],
            new NumberAnswer(
                new Quantity(@"\delta_1", delta[0]) { Slips = z[0] > 0 ? [new Slip((v[0] * last[0]) + (v[2] * last[1]), "That is a column: the error comes back along the weights that leave the unit, its row.")] : [new Slip((v[0] * last[0]) + (v[1] * last[1]), "The unit's sum is below 0: relu's slope is 0 there.")] },
                new Quantity(@"\delta_2", delta[1]),
                new Quantity(@"\partial C/\partial w", hidden.WeightGradients![0, 0])),
            "Equation (2): errors times the weights that leave the unit, then times its slope, which is 1 or 0. Then equation (4).",
            [
                new Formulas(
                    $@"\delta_1 &= ({Numeral.Factor(v[0])} \cdot {Numeral.Factor(last[0])} + {Numeral.Factor(v[1])} \cdot {Numeral.Factor(last[1])}) \cdot {(z[0] > 0 ? 1 : 0)} = {delta[0]}",
                    $@"\delta_2 &= ({Numeral.Factor(v[2])} \cdot {Numeral.Factor(last[0])} + {Numeral.Factor(v[3])} \cdot {Numeral.Factor(last[1])}) \cdot {(z[1] > 0 ? 1 : 0)} = {delta[1]}",
                    $@"\frac{{\partial C}}{{\partial w}} &= {x[0]} \cdot {Numeral.Factor(delta[0])} = {hidden.WeightGradients[0, 0]}"),
            ])
        { Given = new Dictionary<string, double> { ["x1"] = x[0], ["z1"] = z[0], ["z2"] = z[1], ["d1"] = last[0], ["d2"] = last[1], ["v11"] = v[0], ["v12"] = v[1], ["v21"] = v[2], ["v22"] = v[3] } };
    }

    private static double Largest(double[] own, Matrix engine) => own.Select((value, i) => Math.Abs(value - engine.Values[i])).Max();
}
