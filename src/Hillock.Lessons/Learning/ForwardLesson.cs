using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class ForwardLesson() : Lesson("D1", "Forward: two products and two activations")
{
    private const double Exact = 1e-12;

    private static readonly double[] X = [0, 0, 0, 1, 1, 0, 1, 1];

    private static readonly (Notation Notation, string Name)[] Notations =
    [
        (Notation.Rows, "samples as rows"), (Notation.Layers, "layers by number, w from k to j"), (Notation.Div, "layers in brackets, w from i to j"),
    ];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A network with one hidden layer is computed in four lines. The samples are the rows of $X$; the weights of each layer are a matrix with a row for each input and a column for each unit.");
        yield return new Formulas(@"H_{\text{in}} &= X W_1", @"H_{\text{out}} &= f(H_{\text{in}})", @"O_{\text{in}} &= H_{\text{out}} W_2", @"O_{\text{out}} &= f(O_{\text{in}})");
        yield return new Prose("First $f$ is the step. A bias is the weight of an input that is always 1, here written beside the products. These weights are XOR (lesson B1):");
        Trace step = Run("step"), sigmoid = Run("sigmoid");
        yield return Show(step);
        yield return new Check("The four answers are XOR.", step.Output.Values.SequenceEqual([0, 1, 1, 0]));
        yield return new Prose("The step cannot be differentiated: its slope is 0 wherever it has one, so no learning by slopes can start from it. Put the sigmoid in its place, and the same weights answer less surely:");
        yield return Show(sigmoid);
        yield return new Check("By hand, with plain arithmetic, every number of both comes out the same, to 1e-12.", Largest(step, z => z >= 0 ? 1 : 0) < Exact && Largest(sigmoid, z => 1 / (1 + Math.Exp(-z))) < Exact);
        yield return new Check("Rounded, the sigmoid's answers are still XOR's.", sigmoid.Output.Values.ToArray().Select(answer => Math.Round(answer)).SequenceEqual([0, 1, 1, 0]));

        yield return new Prose("The lectures write the same in three ways. Here is the second hidden unit's sum for the sample (0, 1) in each; in the library's arrays, [in][out], the weight from input $i$ to unit $j$ is the entry in row $i$, column $j$:");
        Explanation[] explained = [.. Notations.Select(each => new Explanation(sigmoid, each.Notation, sample: 1))];
        for (int i = 0; i < explained.Length; i++)
        {
            yield return new Prose($"{Notations[i].Name}:");
            yield return new Formulas(explained[i].ForwardLatex(0));
            yield return new Formulas(explained[i].PreActivation(0, 1).ToLatex());
        }

        yield return new Check("All three name the same number.", explained.All(each => each.PreActivation(0, 1).Value == sigmoid.Layers[0].PreActivation[1, 1] && each.PreActivation(0, 1).Difference < Exact));
        yield return new Try("Follow a sample", "Open the sigmoid network and click a unit: its formula stands beside it, in the notation of your lecture.", "hillock trace model.json --input 0,1 --target 1", new TraceSetup(Network("sigmoid"), [0, 1], [1])).Guided(
            new("Click a hidden unit.", Goal.To(Act.OpenMicroscope), "Its sum and its activation, with the numbers in the formula."),
            new("Choose another notation.", Goal.To(Act.OpenMicroscope), "Other letters, the same numbers."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [ByHand, Sizes];

    private static Exercise ByHand(Draw draw)
    {
        int[] x = [draw.Integer(0, 2), draw.Integer(1, 2)];
        int[] w1 = [draw.Integer(-2, 2), draw.Integer(-2, 2), draw.Integer(-2, 2), draw.Integer(1, 2)], w2 = [draw.Pick(-2, -1, 1, 2), draw.Pick(-3, -1, 1, 3)];
        Model model = HandWritten.Load($$"""
            { "hillock": 1, "input": 2, "layers": [
              { "type": "dense", "units": 2, "activation": "relu", "weights": [[{{w1[0]}}, {{w1[1]}}], [{{w1[2]}}, {{w1[3]}}]], "bias": null },
              { "type": "dense", "units": 1, "activation": "step", "weights": [[{{w2[0]}}], [{{w2[1]}}]], "bias": null } ] }
            """);
        var trace = Trace.Run(model, TraceSamples.Encode(model, [x[0], x[1]]));
        LayerTrace hidden = trace.Layers[0], output = trace.Layers[1];
        double[] sums = [hidden.PreActivation[0, 0], hidden.PreActivation[0, 1]], h = [hidden.Output[0, 0], hidden.Output[0, 1]];
        return new Exercise(
            [
                new Prose("A network has two relu units and a step unit, no biases. Compute the hidden sums, the output's sum and the answer for the sample."),
                new NumberTable(["from", "to hidden 1", "to hidden 2"], [[$"input 1: {x[0]}", $"{w1[0]}", $"{w1[1]}"], [$"input 2: {x[1]}", $"{w1[2]}", $"{w1[3]}"]]),
                new NumberTable(["from", "to the output"], [["hidden 1", $"{w2[0]}"], ["hidden 2", $"{w2[1]}"]]),
            ],
            new NumberAnswer(
                new Quantity(@"H_{\text{in},1}", sums[0]) { Slips = [new Slip((x[0] * w1[0]) + (x[1] * w1[1]), "A unit's weights are a column of the matrix, not a row.")] },
                new Quantity(@"H_{\text{in},2}", sums[1]),
                new Quantity(@"O_{\text{in}}", output.PreActivation[0, 0]) { Slips = [new Slip((sums[0] * w2[0]) + (sums[1] * w2[1]), "The hidden sums go through relu first.")] },
                new Quantity(@"O_{\text{out}}", output.Output[0, 0])),
            "Sums of products, column by column; relu makes negative numbers 0; then the same once more.",
            [
                new Formulas(
                    $@"H_{{\text{{in}}}} &= ({sums[0]}, {sums[1]})",
                    $@"H_{{\text{{out}}}} &= ({h[0]}, {h[1]})",
                    $@"O_{{\text{{in}}}} &= {h[0]} \cdot {Numeral.Factor(w2[0])} + {h[1]} \cdot {Numeral.Factor(w2[1])} = {output.PreActivation[0, 0]}",
                    $@"O_{{\text{{out}}}} &= {output.Output[0, 0]}"),
            ])
        { Given = new Dictionary<string, double> { ["x1"] = x[0], ["x2"] = x[1], ["w11"] = w1[0], ["w12"] = w1[1], ["w21"] = w1[2], ["w22"] = w1[3], ["v1"] = w2[0], ["v2"] = w2[1] } };
    }

    private static Exercise Sizes(Draw draw)
    {
        int rows = draw.Integer(3, 50), inputs = draw.Integer(2, 9), hidden = draw.Integer(2, 9), outputs = draw.Integer(1, 5);
        Model model = HandWritten.Load($$"""
            { "hillock": 1, "input": {{inputs}}, "seed": 1, "layers": [ { "type": "dense", "units": {{hidden}}, "activation": "sigmoid" }, { "type": "dense", "units": {{outputs}}, "activation": "sigmoid" } ] }
            """);
        int weights = model.Definition.Parameters.Where(slice => slice.Role == Tensors.ParameterRole.Weight).Sum(slice => slice.Length);
        return new Exercise(
            [new Prose($"{rows} samples of {inputs} numbers go through {hidden} hidden units to {outputs} output{(outputs == 1 ? "" : "s")}. How many numbers are in $H_{{\\text{{in}}}}$, how many in $O_{{\\text{{out}}}}$, how many weights are in $W_1$ and $W_2$ together, and how many parameters has the network with its biases?")],
            new NumberAnswer(
                new Quantity(@"H_{\text{in}}", rows * model.Definition.OutputShapes[0].Size),
                new Quantity(@"O_{\text{out}}", rows * model.Definition.Output.Size),
                new Quantity(@"\text{weights}", weights) { Slips = [new Slip(weights * rows, "All samples go through the same weights.")] },
                new Quantity(@"\text{parameters}", model.Definition.ParameterCount)),
            "Write the shape of each matrix: samples × inputs, inputs × hidden, hidden × outputs. Each unit has one bias.",
            [
                new Formulas(
                    $@"H_{{\text{{in}}}} &: {rows} \times {hidden} = {rows * hidden}",
                    $@"O_{{\text{{out}}}} &: {rows} \times {outputs} = {rows * outputs}",
                    $@"W_1, W_2 &: {inputs} \times {hidden} + {hidden} \times {outputs} = {weights}",
                    $@"\text{{biases}} &: {hidden} + {outputs} = {hidden + outputs}"),
            ])
        { Given = new Dictionary<string, double> { ["N"] = rows, ["n"] = inputs, ["h"] = hidden, ["m"] = outputs } };
    }

    private static Trace Run(string activation)
    {
        Model model = HandWritten.Load(Network(activation));
        return Trace.Run(model, TraceSamples.Of(model, Dataset.FromArrays<double>(X, 2, [0, 1, 1, 0], 1, LearningTask.Regression), 0, 1, 2, 3));
    }

    private static string Network(string activation) => $$"""
        { "hillock": 1, "input": 2, "loss": "half_squared_error", "layers": [
          { "type": "dense", "units": 2, "activation": "{{activation}}", "weights": [[6, -6], [6, -6]], "bias": [-3, 9] },
          { "type": "dense", "units": 1, "activation": "{{activation}}", "weights": [[6], [6]], "bias": [-9] } ] }
        """;

    private static NumberTable Show(Trace trace) => new(
        ["X", "H_in", "", "H_out", "", "O_in", "O_out"],
        [.. Enumerable.Range(0, 4).Select(row => (string[])[
            $"{X[2 * row]} {X[(2 * row) + 1]}", .. trace.Layers[0].PreActivation.Row(row).ToArray().Select(Figures.Number), .. trace.Layers[0].Output.Row(row).ToArray().Select(Figures.Number),
            Figures.Number(trace.Layers[1].PreActivation[row, 0]), Figures.Number(trace.Output[row, 0])])]);

    private static double Largest(Trace trace, Func<double, double> f) => Enumerable.Range(0, 4).Max(row =>
    {
        (double x1, double x2) = (X[2 * row], X[(2 * row) + 1]);
        double[] h = [f((6 * x1) + (6 * x2) - 3), f((-6 * x1) - (6 * x2) + 9)];
        double o = f((6 * h[0]) + (6 * h[1]) - 9);
        return Math.Max(Math.Abs(o - trace.Output[row, 0]), Math.Max(Math.Abs(h[0] - trace.Layers[0].Output[row, 0]), Math.Abs(h[1] - trace.Layers[0].Output[row, 1])));
    });
}
