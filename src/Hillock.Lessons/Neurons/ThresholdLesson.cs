using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;

namespace Hillock.Lessons.Neurons;

internal sealed class ThresholdLesson() : Lesson("A2", "A threshold, or a bias: the same neuron twice")
{
    private const int Points = 10_001;

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A step neuron fires when its weighted sum reaches a threshold $T$. One may as well subtract $T$ on the left and ask whether what is left reaches 0: the bias is $b = -T$.");
        yield return new Formulas(@"\sum_i w_i x_i &\ge T", @"\sum_i w_i x_i + b &\ge 0 \quad \text{with } b = -T");
        yield return new Prose("The convention: at the threshold itself the neuron fires, $y = 1$ for $z \\ge 0$. Here is $y = 1$ for $x \\ge 2$ in both forms:");
        Model threshold = WithThreshold([1], 2), bias = WithBias([1], -2);
        double[] x = [-1, 0, 1, 1.999, 2, 2.001, 3];
        yield return new NumberTable(["x", "Σ", "Σ ≥ 2", "Σ − 2", "Σ − 2 ≥ 0"], [.. x.Select(at => (string[])[$"{at}", $"{at}", $"{threshold.Output(at)[0]}", $"{at - 2:0.###}", $"{bias.Output(at)[0]}"])]);
        yield return new Plot("y = 1 for x ≥ 2", "x", "y", Curve.Of("threshold 2", -1, 5, at => threshold.Output(at)[0], 601));
        yield return new Check("At exactly 2 both fire, just below neither does.", threshold.Output(2)[0] == 1 && bias.Output(2)[0] == 1 && threshold.Output(Math.BitDecrement(2.0))[0] == 0 && bias.Output(Math.BitDecrement(2.0))[0] == 0);
        yield return new Check($"At {Points:N0} points from −5 to 5 the two agree.", Enumerable.Range(0, Points).Select(i => -5 + (10.0 * i / (Points - 1))).All(at => threshold.Output(at)[0] == bias.Output(at)[0]));

        yield return new Prose("Only the line counts, not the size of the numbers: all weights and the threshold times the same positive factor are the same neuron. A negative factor turns the sign, and the other side fires.");
        Model one = WithThreshold([0.5, -1], 0.25), four = WithThreshold([2, -4], 1), minus = WithThreshold([-0.5, 1], -0.25);
        (double, double)[] plane = [.. Enumerable.Range(0, 2601).Select(i => (-2.5 + (0.1 * (i % 51)), -2.53 + (0.1 * (i / 51))))];
        yield return new Check("Times 4: the same answer at 2,601 points. Times −1: the other one, wherever the sum is not the threshold.", plane.All(p => Says(one, p) == Says(four, p)) && plane.All(p => (0.5 * p.Item1) - p.Item2 == 0.25 || Says(one, p) + Says(minus, p) == 1));
        yield return Try.Of("Move the threshold", "OR fires from one 1 on. Lower its bias by one: what is it now?", new ConstructionSetup("gate", "OR") { Inputs = 3 }).Guided(
            new("Click the neuron and lower its bias by 1.", Goal.To(Act.SetParameter), "It takes one input more to fire: at least 2 of the 3. A lower bias is a higher threshold, $T = -b$."),
            new("Lower it by 1 once more.", Goal.To(Act.SetParameter), "Now all three must be 1: OR has become AND, and no weight was touched."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Convert, FromLine];

    private static Exercise Convert(Draw draw)
    {
        double[] w = [draw.Signed(0.5m, 3, 0.5m), draw.Signed(0.5m, 3, 0.5m)];
        int[] x = [draw.Integer(-2, 3), draw.Integer(-2, 3)];
        double sum = (w[0] * x[0]) + (w[1] * x[1]);
        // Often the sum is exactly the threshold: the convention is asked for.
        double threshold = sum + draw.Pick(0, 0, 0.5, -0.5, 1);
        double y = WithThreshold(w, threshold).Output(x[0], x[1])[0], b = WithBias(w, -threshold).Parameter("dense_1.bias")[0];
        return new Exercise(
            [new Prose($"A neuron with the weights $w = ({w[0]}, {w[1]})$ fires when its sum reaches $T = {threshold}$. Which bias $b$ has the same neuron in the form with $z \\ge 0$, and what does it answer to $x = ({x[0]}, {x[1]})$?")],
            new NumberAnswer(
                Quantity.Exactly("b", b) with { Slips = [new Slip(threshold, "The threshold changes its side, and so its sign.")] },
                new Quantity("y", y)),
            "Bring the threshold to the other side of the inequality. At the threshold itself the neuron fires.",
            [new Formulas($"b &= -T = {b}", $@"z &= {Numeral.Factor(w[0])} \cdot {Numeral.Factor(x[0])} + {Numeral.Factor(w[1])} \cdot {Numeral.Factor(x[1])} + {Numeral.Factor(b)} = {sum + b}"), new Prose(y == 1 ? $"$z = {sum + b}$ is not below 0, so $y = 1$." : $"$z = {sum + b}$ is below 0, so $y = 0$.")])
        { Given = new Dictionary<string, double> { ["w1"] = w[0], ["w2"] = w[1], ["x1"] = x[0], ["x2"] = x[1], ["T"] = threshold } };
    }

    private static Exercise FromLine(Draw draw)
    {
        double edge = draw.Signed(0.5m, 5, 0.5m);
        int w = draw.Integer(2, 6);
        bool above = draw.Coin();
        double weight = above ? w : -w, threshold = weight * edge;
        double b = WithBias([weight], -threshold).Parameter("dense_1.bias")[0];
        return new Exercise(
            [new Prose($"A neuron with one input shall answer 1 for $x {(above ? @"\ge" : @"\le")} {edge}$ and 0 else. Its weight is $w = {weight}$. Which threshold $T$ does it need, and which bias $b$ is that?")],
            new NumberAnswer(
                Quantity.Exactly("T", threshold) with { Slips = [new Slip(edge, $"That would be right for $w = 1$: the sum at the edge is $w \\cdot {edge}$.")] },
                Quantity.Exactly("b", b)),
            "What is the weighted sum just where the answer changes?",
            [new Formulas($@"T = w \cdot {Numeral.Factor(edge)} = {threshold}, \quad b = -T = {b}")])
        { Given = new Dictionary<string, double> { ["w"] = weight, ["edge"] = edge } };
    }

    private static double Says(Model neuron, (double X1, double X2) point) => neuron.Output(point.X1, point.X2)[0];

    private static Model WithThreshold(double[] w, double threshold) => HandWritten.Load($$"""
        { "hillock": 1, "input": {{w.Length}}, "layers": [ { "type": "dense", "units": 1, "activation": { "type": "step", "threshold": {{threshold}} }, "weights": [{{string.Join(", ", w.Select(weight => $"[{weight}]"))}}], "bias": null } ] }
        """);

    private static Model WithBias(double[] w, double b) => HandWritten.Load($$"""
        { "hillock": 1, "input": {{w.Length}}, "layers": [ { "type": "dense", "units": 1, "activation": "step", "weights": [{{string.Join(", ", w.Select(weight => $"[{weight}]"))}}], "bias": [{{b}}] } ] }
        """);
}
