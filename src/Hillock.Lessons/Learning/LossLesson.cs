using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class LossLesson() : Lesson("D2", "Losses: one number for how wrong a network is")
{
    private const double Exact = 1e-12;

    private static readonly double[] O = [0.8, 0.1, 0.3, 0.6], Y = [1, 0, 0, 1];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("Two samples $e$, two outputs $n$ each. The answers $O$ miss the targets $Y$ by a little:");
        yield return new NumberTable(["sample", "O₁", "O₂", "Y₁", "Y₂"], [["1", $"{O[0]}", $"{O[1]}", $"{Y[0]}", $"{Y[1]}"], ["2", $"{O[2]}", $"{O[3]}", $"{Y[2]}", $"{Y[3]}"]]);
        yield return new Prose("There are several habits of adding up squared errors, and a number is worth nothing without its habit's name. The lecture's MSE sums over the outputs and takes the mean over the samples; others take the mean over the outputs too; half of the squared error has the plainest gradient.");
        yield return new Formulas(
            @"& \text{squared error, the lecture's MSE:} \quad && \frac{1}{N} \sum_e \sum_n (O - Y)^2",
            @"& \text{mean squared error:} \quad && \frac{1}{N K} \sum_e \sum_n (O - Y)^2",
            @"& \text{half squared error:} \quad && \frac{1}{N} \sum_e \tfrac{1}{2} \sum_n (O - Y)^2, \quad \text{gradient } O - Y");
        (string Name, double Hand, double HandGradient)[] losses =
        [
            ("squared_error", Sum(2), 2 * (O[0] - Y[0]) / 2), ("mean_squared_error", Sum(4), 2 * (O[0] - Y[0]) / 4), ("half_squared_error", Sum(2) / 2, (O[0] - Y[0]) / 2),
        ];
        (double Loss, double Gradient)[] computed = [.. losses.Select(loss => Linear(loss.Name))];
        yield return new NumberTable(["loss", "by hand", "computed", "∂/∂O₁ of sample 1"], [.. losses.Select((loss, i) => (string[])[loss.Name, Figures.Number(loss.Hand), Figures.Number(computed[i].Loss), Figures.Number(computed[i].Gradient)])]);
        yield return new Check("The library's losses and gradients are those by hand, to 1e-12.", losses.Zip(computed, (hand, library) => Math.Max(Math.Abs(hand.Hand - library.Loss), Math.Abs(hand.HandGradient - library.Gradient))).Max() < Exact);
        yield return new Check("For one sample the gradient of the half squared error is O − Y.", Math.Abs((2 * computed[2].Gradient) - (O[0] - Y[0])) < Exact);

        yield return new Prose("For classes, softmax makes probabilities and the cross-entropy asks how surprised one is by the right one. Its gradient with respect to $z$ is as plain (lesson C3):");
        yield return new Formulas(@"L = -\sum_n d_n \ln y_n, \quad y = \operatorname{softmax}(z), \quad \frac{\partial L}{\partial z} = y - d");
        double[] z = [2, 1, 0.1], powers = [.. z.Select(Math.Exp)];
        double sum = powers.Sum();
        Trace classes = Softmax(z, 0);
        yield return new NumberTable(["class", "z", "y", "d", "∂L/∂z"], [.. z.Select((value, i) => (string[])[$"{i + 1}", $"{value}", Figures.Number(classes.Output[0, i]), i == 0 ? "1" : "0", Figures.Number(classes.Layers[^1].Delta![0, i])])]);
        yield return new Check($"The loss is −ln {Figures.Number(powers[0] / sum)} = {Figures.Number(classes.Loss!.Value)}, and the gradient y − d, to 1e-12.", Math.Abs(classes.Loss.Value + Math.Log(powers[0] / sum)) < Exact && Enumerable.Range(0, 3).All(i => Math.Abs(classes.Layers[^1].Delta![0, i] - ((powers[i] / sum) - (i == 0 ? 1 : 0))) < Exact));
        yield return new Plot("The cross-entropy of the right class", "probability y of the right class", "loss", Curve.Of("−ln y", 0.01, 1, y => -Math.Log(y)));

        yield return new Prose("What training makes small is the empirical risk: the mean loss and a penalty $\\gamma(w)$ for large weights. L1 adds the sizes of the weights, L2 half of their squares, so that its gradient is plainly the weight:");
        yield return new Formulas(@"\frac{1}{N} \sum \operatorname{div} + \gamma(w), \quad \gamma_1 = \lambda_1 \sum |w|, \quad \gamma_2 = \frac{\lambda_2}{2} \sum w^2");
        yield return Try.Of("Without a penalty", "Two moons with too many units: the border follows single points, and the loss on the test rises.", Experiments.Of("moons", [32, 32], "relu", new Adam(0.01), epochs: 150, samples: 120, noise: 0.3, test: 0.5)).Guided(
            new GuideStep("Press Play and wait for the end of epoch 100.", Goal.Epoch(100), "The loss on the samples falls, that on the test does not follow: the border winds around single samples."));
        yield return Try.Of("With L2", "The same with a penalty: the border is smooth, and the weights are small.", Experiments.Of("moons", [32, 32], "relu", new Adam(0.01), epochs: 150, l2: 0.02, samples: 120, noise: 0.3, test: 0.5)).Guided(
            new("Press Play and wait for the end of epoch 100.", Goal.Epoch(100), "The border is smooth: large weights cost more than they save."),
            new("Set L2 to 0.2 under More settings.", Goal.Choose(Setting.L2), "Ten times the price for the same weights."),
            new("Press Play and wait for the end of epoch 150.", Goal.Epoch(150), "Too much of it, and the network no longer dares to say anything."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [SquaredErrors, CrossEntropy, Penalties];

    private static Exercise SquaredErrors(Draw draw)
    {
        double[] o = [.. Enumerable.Range(0, 4).Select(_ => draw.Number(0, 1, 0.1m))], y = [draw.Integer(0, 1), draw.Integer(0, 1), 0, 0];
        // Each output has both targets, as the library asks of a set to learn.
        (y[2], y[3]) = (1 - y[0], 1 - y[1]);
        if (o.SequenceEqual(y)) o[0] = 0.5;
        double[] loss = [.. new[] { "squared_error", "mean_squared_error", "half_squared_error" }.Select(name => Linear(name, o, y).Loss)];
        return new Exercise(
            [
                new Prose("Two samples, two outputs each. Compute the squared error as the lecture's MSE (sum over the outputs, mean over the samples), as the mean over everything, and as the half squared error (mean over the samples), each to 3 decimals."),
                new NumberTable(["sample", "O₁", "O₂", "Y₁", "Y₂"], [["1", $"{o[0]}", $"{o[1]}", $"{y[0]}", $"{y[1]}"], ["2", $"{o[2]}", $"{o[3]}", $"{y[2]}", $"{y[3]}"]]),
            ],
            new NumberAnswer(
                new Quantity(@"\mathrm{MSE}", loss[0], 3) { Tolerance = 0.0006, Slips = [new Slip(2 * loss[0], "That is the sum: the mean over the two samples is half of it.")] },
                new Quantity(@"\text{mean over all}", loss[1], 3) { Tolerance = 0.0006 },
                new Quantity(@"\text{half}", loss[2], 3) { Tolerance = 0.0006 }),
            "First the sum of all four squared differences; then divide it by 2, by 4, and by 2 · 2.",
            [new Formulas($@"\sum (O - Y)^2 &= {Numeral.Of(o.Zip(y, (a, b) => (a - b) * (a - b)).Sum())}", $@"\mathrm{{MSE}} &= {Numeral.Of(loss[0])}", $@"\text{{mean over all}} &= {Numeral.Of(loss[1])}", $@"\text{{half}} &= {Numeral.Of(loss[2])}")])
        { Given = new Dictionary<string, double> { ["o1"] = o[0], ["o2"] = o[1], ["o3"] = o[2], ["o4"] = o[3], ["y1"] = y[0], ["y2"] = y[1], ["y3"] = y[2], ["y4"] = y[3] } };
    }

    private static Exercise CrossEntropy(Draw draw)
    {
        int[] z = [draw.Integer(-1, 2), draw.Integer(-1, 2), draw.Integer(-1, 2)];
        int right = draw.Integer(0, 2);
        Trace trace = Softmax([.. z.Select(value => (double)value)], right);
        double y = trace.Output[0, right];
        return new Exercise(
            [new Prose($"Three classes have $z = ({string.Join(", ", z)})$, and class {right + 1} is right. What is the softmax probability of the right class, the cross-entropy, and $\\partial L/\\partial z_{right + 1}$, each to 3 decimals?")],
            new NumberAnswer(
                new Quantity($"y_{right + 1}", y, 3),
                new Quantity("L", trace.Loss!.Value, 3) { Slips = [new Slip(Math.Log(y), "The logarithm of a probability is negative: there is a minus before it."), new Slip(-Math.Log10(y), "That is the logarithm to the base 10; the natural one is meant.")] },
                new Quantity($@"\partial L/\partial z_{right + 1}", trace.Layers[^1].Delta![0, right], 3) { Slips = [new Slip(y, "The right class has $d = 1$: the gradient is $y - 1$.")] }),
            @"Softmax first; then $-\ln$ of the right class's probability; the gradient is $y - d$.",
            [new Formulas($@"y_{right + 1} &= \frac{{e^{{{z[right]}}}}}{{{string.Join(" + ", z.Select(value => $"e^{{{value}}}"))}}} = {Numeral.Of(y)}", $@"L &= -\ln {Numeral.Of(y)} = {Numeral.Of(trace.Loss.Value)}", $@"\frac{{\partial L}}{{\partial z_{right + 1}}} &= {Numeral.Of(y)} - 1 = {Numeral.Of(y - 1)}")])
        { Given = new Dictionary<string, double> { ["z1"] = z[0], ["z2"] = z[1], ["z3"] = z[2], ["right"] = right } };
    }

    private static Exercise Penalties(Draw draw)
    {
        double[] w = [draw.Signed(0.5m, 3, 0.5m), draw.Signed(0.5m, 3, 0.5m), draw.Signed(0.5m, 3, 0.5m)];
        double lambda = draw.Pick(0.01, 0.1, 0.2);
        double l1 = lambda * w.Sum(Math.Abs), l2 = lambda / 2 * w.Sum(each => each * each), gradient = lambda * w[0];
        return new Exercise(
            [new Prose($"A network has the weights $w = ({string.Join(", ", w)})$. What do an L1 penalty and an L2 penalty with $\\lambda = {lambda}$ add to the loss, and what does the L2 penalty add to the gradient of $w_1$?")],
            new NumberAnswer(
                Quantity.Exactly(@"\gamma_1", l1) with { Slips = [new Slip(lambda * w.Sum(), "L1 adds the sizes of the weights, without their signs.")] },
                Quantity.Exactly(@"\gamma_2", l2) with { Slips = [new Slip(2 * l2, "The half is missing.")] },
                Quantity.Exactly(@"\partial\gamma_2/\partial w_1", gradient)),
            @"$\lambda \sum |w|$; $\frac{\lambda}{2} \sum w^2$; and the derivative of the latter is $\lambda w_1$.",
            [new Formulas($@"\gamma_1 &= {lambda} \cdot {Numeral.Of(w.Sum(Math.Abs))} = {Numeral.Of(l1)}", $@"\gamma_2 &= \frac{{{lambda}}}{{2}} \cdot {Numeral.Of(w.Sum(each => each * each))} = {Numeral.Of(l2)}", $@"\frac{{\partial\gamma_2}}{{\partial w_1}} &= {lambda} \cdot {Numeral.Factor(w[0])} = {Numeral.Of(gradient)}")])
        { Given = new Dictionary<string, double> { ["w1"] = w[0], ["w2"] = w[1], ["w3"] = w[2], ["lambda"] = lambda } };
    }

    private static double Sum(double divisor) => O.Zip(Y, (o, y) => (o - y) * (o - y)).Sum() / divisor;

    private static (double Loss, double Gradient) Linear(string loss) => Linear(loss, O, Y);

    // A network that answers its inputs.
    private static (double Loss, double Gradient) Linear(string loss, double[] outputs, double[] targets)
    {
        Model model = HandWritten.Load($$"""
            { "hillock": 1, "input": 2, "loss": "{{loss}}", "layers": [ { "type": "dense", "units": 2, "activation": "linear", "weights": [[1, 0], [0, 1]], "bias": null } ] }
            """);
        var trace = Trace.Run(model, TraceSamples.Of(model, Dataset.FromArrays<double>(outputs, 2, targets, 2, LearningTask.Regression), 0, 1));
        return (trace.Loss!.Value, trace.LossGradient![0, 0]);
    }

    private static Trace Softmax(double[] z, int right)
    {
        Model model = HandWritten.Load("""
            { "hillock": 1, "input": 3, "loss": "cross_entropy", "layers": [ { "type": "dense", "units": 3, "activation": "softmax", "weights": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "bias": null } ] }
            """);
        return Trace.Run(model, TraceSamples.Encode(model, z, right == 0 ? 1 : 0, right == 1 ? 1 : 0, right == 2 ? 1 : 0));
    }
}
