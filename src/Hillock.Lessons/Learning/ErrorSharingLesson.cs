using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class ErrorSharingLesson() : Lesson("D6", "An older picture: sharing out the error")
{
    private static readonly double[] Input = [0.9, 0.1], Target = [0.8, 1];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("Before the chain rule, one can argue like this: an output's error $E = y - o$ was made by the hidden units behind it, so share it out among them in proportion to their weights. Later the division is dropped, as if it only scaled, and what is left is a product with the transposed weights.");
        yield return new Formulas(@"& \text{shared:} \quad & E_{h_j} &= \sum_k \frac{w_{jk}}{\sum_i w_{ik}} \cdot E_k", @"& \text{simplified:} \quad & E_h &= W \cdot E \quad \text{(W is [hidden][output])}", @"& \text{gradient:} \quad & -\frac{\partial C}{\partial h} &= W \cdot (E \odot \sigma'(z)) \quad \text{for } C = \tfrac{1}{2} \| y - o \|^2");
        Model model = Network("sigmoid");
        var trace = Trace.Run(model, TraceSamples.Encode(model, Input, Target));
        Matrix w = trace.Layers[1].Weights!;
        double[] error = [.. Target.Select((y, k) => y - trace.Output[0, k])];
        double[] column = [w[0, 0] + w[1, 0], w[0, 1] + w[1, 1]];
        double[] shared = [.. Units(j => (w[j, 0] / column[0] * error[0]) + (w[j, 1] / column[1] * error[1]))];
        double[] simplified = [.. Units(j => (w[j, 0] * error[0]) + (w[j, 1] * error[1]))];
        double[] gradient = [.. Units(j => -trace.Layers[0].OutputGradient![0, j])];
        double[] slope = trace.Layers[1].ActivationDerivative!.Row(0).ToArray();
        double[] corrected = [.. Units(j => (w[j, 0] * error[0] * slope[0]) + (w[j, 1] * error[1] * slope[1]))];

        yield return new NumberTable(["output", "o", "y", "E = y − o", "σ′(z)"], [.. error.Select((e, k) => (string[])[$"{k + 1}", Figures.Number(trace.Output[0, k]), $"{Target[k]}", Figures.Number(e), Figures.Number(slope[k])])]);
        yield return new NumberTable(
            ["hidden unit", "shared", "simplified W·E", "true −∂C/∂h", "W·(E ⊙ σ′)"],
            [.. Units(j => (string[])[$"{j + 1}", Figures.Number(shared[j]), Figures.Number(simplified[j]), Figures.Number(gradient[j]), Figures.Number(corrected[j])])]);
        yield return new Check("Shared out, the hidden errors add up to those of the outputs; simplified they do not.", Math.Abs(shared.Sum() - error.Sum()) < 1e-12 && Math.Abs(simplified.Sum() - error.Sum()) > 1e-3);
        yield return new Check("With the outputs' slopes put back, $W \\cdot (E \\odot \\sigma')$ is the true gradient, to 1e-12.", corrected.Zip(gradient, (c, g) => Math.Abs(c - g)).Max() < 1e-12);
        yield return new Check("Without them neither picture is.", shared.Zip(gradient, (s, g) => Math.Abs(s - g)).Max() > 1e-3 && simplified.Zip(gradient, (s, g) => Math.Abs(s - g)).Max() > 1e-3);
        yield return new Prose("What differs is the weight of each output's error: an output that is sure of itself has a small slope $\\sigma'$, and the true gradient hears little of it. Here the first output is sure and a little too large, the second unsure and too small:");
        yield return new Check("$W \\cdot E$ and the true gradient even have opposite signs: the simplified picture would move both hidden units the wrong way.", simplified.Zip(gradient, (s, g) => s * g).All(product => product < 0));
        yield return new Prose("With linear outputs, $\\sigma' = 1$, the simplified picture is exact:");
        Model linear = Network("linear");
        var exact = Trace.Run(linear, TraceSamples.Encode(linear, Input, Target));
        double largest = Units(j => Math.Abs(Enumerable.Range(0, 2).Sum(k => w[j, k] * (Target[k] - exact.Output[0, k])) + exact.Layers[0].OutputGradient![0, j])).Max();
        yield return new Check("Linear outputs: $W \\cdot E$ is $-\\partial C/\\partial h$, to 1e-12.", largest < 1e-12);
        yield return new Try("Sure and unsure outputs", "Open the network and make the first output less sure by smaller weights: when do both pictures point the same way?", "hillock trace model.json --input 0.9,0.1 --target 0.8,1", new TraceSetup(NetworkJson("sigmoid"), Input, Target)).Guided(
            new("Open the sample: click the first output.", Goal.To(Act.OpenMicroscope), "Its slope $\\sigma'$ is the factor that the picture of shared errors leaves out."),
            new("Make a weight on the way to it smaller.", Goal.To(Act.SetParameter), "The output is less sure, its slope larger: the two pictures come closer."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Share];

    private static Exercise Share(Draw draw)
    {
        int[] w = [draw.Integer(1, 3), draw.Integer(1, 3)], v = [draw.Integer(1, 3), draw.Integer(1, 3)];
        double[] error = [draw.Signed(0.2m, 1.2m, 0.2m), draw.Signed(0.2m, 1.2m, 0.2m)];
        double shared = ((double)w[0] / (w[0] + v[0]) * error[0]) + ((double)w[1] / (w[1] + v[1]) * error[1]), simplified = (w[0] * error[0]) + (w[1] * error[1]);
        return new Exercise(
            [
                new Prose($"Two outputs have the errors $E = ({error[0]}, {error[1]})$. What is the error of hidden unit 1, once shared out in proportion to the weights (to 3 decimals), and once by the simplified $W \\cdot E$?"),
                new NumberTable(["from", "to output 1", "to output 2"], [["hidden 1", $"{w[0]}", $"{w[1]}"], ["hidden 2", $"{v[0]}", $"{v[1]}"]]),
            ],
            new NumberAnswer(
                new Quantity(@"\text{shared}", shared, 3) { Slips = [new Slip(((double)w[0] / w.Sum() * error[0]) + ((double)w[1] / w.Sum() * error[1]), "Each output's error is divided among the weights that lead to that output: the sum of a column.")] },
                Quantity.Exactly(@"\text{simplified}", simplified)),
            "For each output: the weight's part of all weights that lead there. The simplified picture leaves the division out.",
            [
                new Formulas(
                    $@"\text{{shared}} &= \frac{{{w[0]}}}{{{w[0] + v[0]}}} \cdot {Numeral.Factor(error[0])} + \frac{{{w[1]}}}{{{w[1] + v[1]}}} \cdot {Numeral.Factor(error[1])} = {Numeral.Of(shared)}",
                    $@"\text{{simplified}} &= {w[0]} \cdot {Numeral.Factor(error[0])} + {w[1]} \cdot {Numeral.Factor(error[1])} = {Numeral.Of(simplified)}"),
            ])
        { Given = new Dictionary<string, double> { ["w1"] = w[0], ["w2"] = w[1], ["v1"] = v[0], ["v2"] = v[1], ["e1"] = error[0], ["e2"] = error[1] } };
    }

    private static Model Network(string output) => HandWritten.Load(NetworkJson(output));

    private static string NetworkJson(string output) => $$"""
        { "hillock": 1, "input": 2, "loss": "half_squared_error", "layers": [
          { "type": "dense", "units": 2, "activation": "sigmoid", "weights": [[0.6, -0.4], [0.5, 0.7]], "bias": null },
          { "type": "dense", "units": 2, "activation": "{{output}}", "weights": [[3.0, 0.4], [2.5, 0.3]], "bias": null } ] }
        """;

    private static IEnumerable<T> Units<T>(Func<int, T> each) => Enumerable.Range(0, 2).Select(each);
}
