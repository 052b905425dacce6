using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;

namespace Hillock.Lessons.Neurons;

internal sealed class LinearCollapseLesson() : Lesson("A7", "Without activations, depth is nothing")
{
    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("One input $x$ goes to four units without an activation, and their sum, each times its weight, is the output:");
        yield return new Formulas(@"y_i &= w_i \cdot x + b_i \quad (i = 1 \dots 4)", @"y &= \sum v_i y_i = (\sum v_i w_i) \cdot x + \sum v_i b_i");
        Model four = HandWritten.Load("""
            { "hillock": 1, "input": 1, "layers": [
              { "type": "dense", "units": 4, "activation": "linear", "weights": [[0.5, -1.5, 2, 0.25]], "bias": [1, 0.5, -1, 3] },
              { "type": "dense", "units": 1, "activation": "linear", "weights": [[2], [1], [-0.5], [4]], "bias": null } ] }
            """);
        var line = LinearCollapse.Of(four);
        double[] w = four.Parameter("dense_1.weights"), b = four.Parameter("dense_1.bias"), v = four.Parameter("dense_2.weights");
        double slope = line.Model.Parameter("dense_1.weights")[0], offset = line.Model.Parameter("dense_1.bias")[0];
        yield return new NumberTable(["unit", "wᵢ", "bᵢ", "vᵢ", "vᵢwᵢ", "vᵢbᵢ"], [.. w.Select((_, i) => (string[])[$"{i + 1}", $"{w[i]}", $"{b[i]}", $"{v[i]}", $"{v[i] * w[i]}", $"{v[i] * b[i]}"])]);
        yield return new Formulas($@"y = {slope} \cdot x + {offset}");
        yield return new Check($"The five units are one line: y({3}) is {four.Output(3)[0]} by the network and {(slope * 3) + offset} by the line.", Math.Abs(four.Output(3)[0] - ((slope * 3) + offset)) < 1e-12);

        yield return new Prose("The same holds for any width and depth: $x W_1 + b_1$ into $W_2$ and $b_2$ is $x (W_1 W_2) + (b_1 W_2 + b_2)$. Here is a network of five layers without activations, the weights by chance:");
        Model deep = HandWritten.Load("""
            { "hillock": 1, "input": 6, "seed": 7, "layers": [
              { "type": "dense", "units": 20, "init": "normal:0.4", "bias_init": "normal" }, { "type": "dense", "units": 30, "init": "normal:0.3", "bias_init": "normal" },
              { "type": "dense", "units": 20, "init": "normal:0.3", "bias_init": "normal" }, { "type": "dense", "units": 10, "init": "normal:0.3", "bias_init": "normal" },
              { "type": "dense", "units": 2, "init": "normal:0.4", "bias_init": "normal" } ] }
            """);
        var collapsed = LinearCollapse.Of(deep);
        double difference = collapsed.LargestDifference();
        yield return new NumberTable(
            ["network", "layers", "parameters"],
            [Row("as it was", deep), Row("multiplied out", collapsed.Model)]);
        yield return new Check($"Over 10,000 inputs by chance the outputs of the two differ by {difference:0.##e0} at most: less than 1e-12.", difference < 1e-12);

        Model bent = HandWritten.Load("""
            { "hillock": 1, "input": 1, "layers": [
              { "type": "dense", "units": 4, "activation": "relu", "weights": [[0.5, -1.5, 2, 0.25]], "bias": [1, 0.5, -1, 3] },
              { "type": "dense", "units": 1, "activation": "linear", "weights": [[2], [1], [-0.5], [4]], "bias": null } ] }
            """);
        yield return new Prose("It is the activation that makes depth count. With relu in the four units nothing can be multiplied out, and the line gets bends:");
        yield return new Plot("The four units with and without relu", "x", "y", Curve.Of("linear", -8, 4, x => four.Output(x)[0]), Curve.Of("relu", -8, 4, x => bent.Output(x)[0]));
        yield return new Check("With relu no layer is saved.", LinearCollapse.Of(bent).LayersSaved == 0 && line.LayersSaved == 1);
        yield return Try.Of("Three layers of nothing", "A disc in a ring, three hidden layers without activation: the border stays one straight line. Choose tanh for one of them.", Experiments.Of("circle", [6, 6, 6], "linear", new Adam(0.02), epochs: 40)).Guided(
            new("Press Play and wait for the end of epoch 10.", Goal.Epoch(10), "Three hidden layers, 18 units, and one straight line: without activations they are one linear map."),
            new("Choose tanh as the activation of one hidden layer.", Goal.Choose(Setting.Activation), "One layer can bend now."),
            new("Press Play until the test loss is below 0.3.", Goal.TestLossTo(0.3), "The border closes around the disc: a bend in one place was what was missing, not more layers."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Multiply];

    private static Exercise Multiply(Draw draw)
    {
        int[] w = [draw.Pick(-3, -2, -1, 1, 2, 3), draw.Pick(-3, -2, 2, 3)], b = [draw.Integer(-3, 3), draw.Integer(-3, 3)], v = [draw.Pick(-2, -1, 1, 2), draw.Pick(-3, -1, 1, 3)];
        int c = draw.Integer(-2, 2);
        var line = LinearCollapse.Of(HandWritten.Load($$"""
            { "hillock": 1, "input": 1, "layers": [
              { "type": "dense", "units": 2, "activation": "linear", "weights": [[{{w[0]}}, {{w[1]}}]], "bias": [{{b[0]}}, {{b[1]}}] },
              { "type": "dense", "units": 1, "activation": "linear", "weights": [[{{v[0]}}], [{{v[1]}}]], "bias": [{{c}}] } ] }
            """));
        double slope = line.Model.Parameter("dense_1.weights")[0], offset = line.Model.Parameter("dense_1.bias")[0];
        return new Exercise(
            [new Prose($"Two units without activation: $y_1 = {Numeral.Times(w[0], "x")}{Numeral.Plus(b[0])}$ and $y_2 = {Numeral.Times(w[1], "x")}{Numeral.Plus(b[1])}$. The output is $y = {Numeral.Times(v[0], "y_1")} {(v[1] < 0 ? "-" : "+")} {Numeral.Times(Math.Abs(v[1]), "y_2")}{Numeral.Plus(c)}$. Which single unit $y = wx + b$ is the same network?")],
            new NumberAnswer(new Quantity("w", slope), new Quantity("b", offset) { Slips = [new Slip(offset - c, "The output's own bias is missing."), new Slip(b[0] + b[1] + c, "The hidden biases go through the output's weights, too.")] }),
            "Put the two sums into the third, and collect what stands before $x$.",
            [
                new Formulas(
                    $@"w &= {Numeral.Factor(v[0])} \cdot {Numeral.Factor(w[0])} + {Numeral.Factor(v[1])} \cdot {Numeral.Factor(w[1])} = {Numeral.Of(slope)}",
                    $@"b &= {Numeral.Factor(v[0])} \cdot {Numeral.Factor(b[0])} + {Numeral.Factor(v[1])} \cdot {Numeral.Factor(b[1])} + {Numeral.Factor(c)} = {Numeral.Of(offset)}"),
            ])
        { Given = new Dictionary<string, double> { ["w1"] = w[0], ["w2"] = w[1], ["b1"] = b[0], ["b2"] = b[1], ["v1"] = v[0], ["v2"] = v[1], ["c"] = c } };
    }

    private static string[] Row(string name, Model model) => [name, $"{model.Definition.Layers.Count}", Figures.Count(model.Definition.ParameterCount)];
}
