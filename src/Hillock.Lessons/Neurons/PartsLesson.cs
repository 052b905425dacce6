using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing;

namespace Hillock.Lessons.Neurons;

internal sealed class PartsLesson() : Lesson("A1", "A perceptron has four parts")
{
    private const int Grid = 41;

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A perceptron is made of inputs, weights, a weighted sum, and an activation that is a threshold: it says 1 where the sum is not below 0, and 0 elsewhere.");
        yield return new Formulas(@"z &= \sum_i w_i x_i + b", @"y &= 1 \text{ if } z \ge 0, \quad \text{else } 0");
        Model neuron = Neuron([1, 2], -2);
        var trace = Trace.Run(neuron, TraceSamples.Encode(neuron, [1.5, 0.5]));
        LayerTrace layer = trace.Layers[0];
        double[] x = [.. trace.Samples.Inputs.Values], w = [.. layer.Weights!.Values];
        double b = layer.Bias![0, 0], z = layer.PreActivation[0, 0], y = trace.Output[0, 0];
        yield return new Prose("Here are the four parts of a neuron with two inputs while it answers, as the library's trace holds them:");
        yield return new NumberTable(
            ["part", "numbers", "what it is"],
            [["inputs", $"{x[0]}, {x[1]}", "what comes in"], ["weights", $"{w[0]}, {w[1]}; bias {b}", "how much each counts"], ["weighted sum", $"{z}", $"{w[0]}·{x[0]} + {w[1]}·{x[1]} + ({b})"], ["activation", $"{y}", z >= 0 ? "the sum reaches 0" : "the sum is below 0"]]);
        yield return new Check("The sum is that of the products and the bias, and the answer its sign.", z == (w[0] * x[0]) + (w[1] * x[1]) + b && y == (z >= 0 ? 1 : 0));

        yield return new Prose("Over the plane of its two inputs the neuron fires on one side of a straight line, where $z = 0$: it is a binary linear classifier. The weights are the direction in which $z$ grows, the bias moves the line.");
        yield return PlaneMap.Of($"{w[0]}·x₁ + {w[1]}·x₂ − {-b} ≥ 0", -3, 5, -2, 3, neuron);
        (double X1, double X2)[] points = [.. Enumerable.Range(0, Grid * Grid).Select(i => (-3 + (0.2 * (i % Grid)), -2 + (0.125 * (i / Grid))))];
        yield return new Check($"At all {points.Length:N0} points of a grid the answer is the side of the line.", points.All(point => neuron.Output(point.X1, point.X2)[0] == (point.X1 + (2 * point.X2) - 2 >= 0 ? 1 : 0)));
        Model turned = Neuron([-1, -2], 2);
        yield return new Check("With all signs turned, the other side fires (on the line itself both do).", points.Where(point => point.X1 + (2 * point.X2) - 2 != 0).All(point => neuron.Output(point.X1, point.X2)[0] + turned.Output(point.X1, point.X2)[0] == 1));
        yield return Try.Of("One neuron, two clouds", "A line is enough here. Edit a weight, then the bias, and watch which of them turns the line and which moves it.", Experiments.Of("gauss", [], "tanh", new Perceptron(), epochs: 20)).Guided(
            new("Press Play and wait for the end of epoch 1.", Goal.Epoch(1), "The two colors meet in a straight line: one neuron is a linear classifier."),
            new("Click the link from x to the neuron and set its weight to another number.", Goal.To(Act.SetParameter), "A weight turns the line: it stands at a right angle to the vector of the weights, $(w_1, w_2)$."),
            new("Click the neuron and set its bias.", Goal.To(Act.SetParameter), "The bias moves the line and does not turn it."),
            new("Press Play again.", Goal.Epoch(2), "Training starts from where your hand left the line and repairs it, mistake by mistake."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Answer, Side];

    private static Exercise Answer(Draw draw)
    {
        double[] w = [draw.Signed(0.5m, 3, 0.5m), draw.Signed(0.5m, 3, 0.5m), draw.Signed(0.5m, 3, 0.5m)], x = [draw.Integer(0, 3), draw.Integer(1, 3), draw.Integer(-2, 2)];
        double b = draw.Signed(0.5m, 2.5m, 0.5m);
        Model neuron = Neuron(w, b);
        LayerTrace layer = Trace.Run(neuron, TraceSamples.Encode(neuron, x)).Layers[0];
        double z = layer.PreActivation[0, 0], y = layer.Output[0, 0];
        return new Exercise(
            [new Prose($"A perceptron has the weights $w = ({List(w)})$ and the bias $b = {b}$. Its inputs are $x = ({List(x)})$. What are its weighted sum $z$ and its answer $y$?")],
            new NumberAnswer(Quantity.Exactly("z", z) with { Slips = [new Slip(z - b, "The bias is missing.")] }, new Quantity("y", y)),
            "Multiply each input by its weight, add the products and the bias; then look at the sign.",
            [new Formulas($"z = {string.Join(" + ", w.Zip(x, (weight, input) => $@"{Numeral.Factor(weight)} \cdot {Numeral.Factor(input)}"))} + {Numeral.Factor(b)} = {z}"), new Prose($"$z {(z >= 0 ? @"\ge" : "<")} 0$, so $y = {y}$.")])
        { Given = new Dictionary<string, double> { ["w1"] = w[0], ["w2"] = w[1], ["w3"] = w[2], ["x1"] = x[0], ["x2"] = x[1], ["x3"] = x[2], ["b"] = b } };
    }

    private static Exercise Side(Draw draw)
    {
        int w1 = draw.Integer(1, 4), w2 = draw.Integer(1, 4), c1 = draw.Integer(1, 5), c2 = draw.Integer(1, 5);
        int b = -((w1 * c1) + (w2 * c2)) + (draw.Coin() ? draw.Integer(1, 3) : -draw.Integer(1, 3));
        bool fires = Neuron([w1, w2], b).Output(c1, c2)[0] == 1;
        int z = (w1 * c1) + (w2 * c2) + b;
        return new Exercise(
            [new Prose($"A perceptron draws the line ${w1} x_1 + {w2} x_2 - {-b} = 0$ and fires where the left side is not below 0. Does it fire at the point $({c1}, {c2})$?")],
            new YesNoAnswer(fires, $"There, $z = {z}$."),
            "Put the point into the left side.",
            [new Formulas($@"{w1} \cdot {c1} + {w2} \cdot {c2} - {-b} = {z}"), new Prose(fires ? "That is not below 0: it fires." : "That is below 0: it does not fire.")])
        { Given = new Dictionary<string, double> { ["w1"] = w1, ["w2"] = w2, ["b"] = b, ["x1"] = c1, ["x2"] = c2 } };
    }

    private static string List(double[] values) => string.Join(", ", values);

    private static Model Neuron(double[] w, double b) => HandWritten.Load($$"""
        { "hillock": 1, "input": {{w.Length}}, "layers": [ { "type": "dense", "units": 1, "activation": "step", "weights": [{{string.Join(", ", w.Select(weight => $"[{weight}]"))}}], "bias": [{{b}}] } ] }
        """);
}
