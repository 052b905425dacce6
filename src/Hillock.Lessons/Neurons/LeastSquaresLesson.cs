using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Lessons.Neurons;

internal sealed class LeastSquaresLesson() : Lesson("A6", "A line can be computed, a network must be trained")
{
    private static readonly double[] X = [-2, -1, 0, 1, 2, 3], Y = [-3.1, -0.8, 0.9, 3.2, 4.9, 7.2];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A single linear unit is linear regression. Its squared error is a bowl with one bottom, where both derivatives are 0, and these two equations can be solved at once:");
        yield return new Formulas(@"C(w, b) &= \frac{1}{N} \sum_i (w x_i + b - y_i)^2", @"w &= \frac{\sum_i (x_i - \bar{x})(y_i - \bar{y})}{\sum_i (x_i - \bar{x})^2}, \quad b = \bar{y} - w \bar{x}");
        yield return new NumberTable(["x", .. X.Select(x => $"{x}")], [["y", .. Y.Select(y => $"{y}")]]);
        (double w, double b) hand = ByHand(X, Y), qr = Solve(X, Y), descended = Descend(X, Y, 4000);
        yield return new NumberTable(["way", "w", "b"], [["by the formula", $"{hand.w:F10}", $"{hand.b:F10}"], ["the library's least squares, by QR", $"{qr.w:F10}", $"{qr.b:F10}"], ["gradient descent, 4,000 steps", $"{descended.w:F10}", $"{descended.b:F10}"]]);
        yield return new Plot("The line through the points", "x", "y", new Curve("points", [.. X.Zip(Y)]), Curve.Of("line", -2.5, 3.5, x => (hand.w * x) + hand.b));
        yield return new Check("QR gives the formula's line, to 1e-12.", Math.Abs(qr.w - hand.w) < 1e-12 && Math.Abs(qr.b - hand.b) < 1e-12);
        yield return new Check("Gradient descent arrives there, to 1e-6.", Math.Abs(descended.w - qr.w) < 1e-6 && Math.Abs(descended.b - qr.b) < 1e-6);

        yield return new Prose("With a hidden layer there is no such formula. Nor is there one bottom: trained twice on the same points from different first weights, a network of four tanh units ends at different weights.");
        (Model Model, double Loss)[] networks = [.. new long[] { 1, 2, 3 }.Select(Network)];
        yield return new NumberTable(
            ["seed", "first weight", "last bias", "loss"],
            [.. networks.Select((each, i) => (string[])[$"{i + 1}", Figures.Number(each.Model.AllParameters()[0]), Figures.Number(each.Model.AllParameters()[^1]), Figures.Number(each.Loss)])]);
        yield return new Check("Three seeds, three different networks.", networks.Select(each => Math.Round(each.Model.AllParameters()[0], 3)).Distinct().Count() == 3);
        yield return new Check("Each comes closer to the points than the line does.", networks.All(each => each.Loss < X.Zip(Y, (x, y) => Math.Pow((hand.w * x) + hand.b - y, 2)).Average()));
        yield return Try.Of("A plane at once", "The closed form on a slope over two inputs: there is nothing to wait for.", Experiments.Of("plane", [], "tanh", new LeastSquares(), epochs: 1)).Guided(
            new GuideStep("Press One step.", Goal.Epoch(1), "There is only this one: the closed form gives the best plane at once, and more steps would change nothing."));
        yield return Try.Of("The same by steps", "Gradient descent runs down the bowl to the same place.", Experiments.Of("plane", [], "tanh", new Sgd(0.05), epochs: 20)).Guided(
            new("Press Play and wait for the end of epoch 20.", Goal.Epoch(20), "Gradient descent runs down a bowl with one lowest point, the one that the closed form names."),
            new("Go back with the slider and look at the loss of the first epochs.", Goal.To(Act.Travel), "Most of the way is done in the first few; near the bottom the bowl is flat, and the steps get short."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [ThreePoints, ClosedForm];

    private static Exercise ThreePoints(Draw draw)
    {
        int middle = draw.Integer(-2, 4), distance = draw.Pick(1, 2);
        double[] x = [middle - distance, middle, middle + distance], y = [draw.Integer(-6, 6), draw.Integer(-6, 6), draw.Integer(-6, 6)];
        (double w, double b) = Solve(x, y);
        (double meanX, double meanY) = (x.Average(), y.Average());
        return new Exercise(
            [new Prose("Which line $y = wx + b$ has the least sum of squared errors for these three points? Give $w$ and $b$, each to 3 decimals."), new NumberTable(["x", .. x.Select(value => $"{value}")], [["y", .. y.Select(value => $"{value}")]])],
            new NumberAnswer(new Quantity("w", w, 3), new Quantity("b", b, 3) { Slips = [new Slip(meanY, @"That is $\bar{y}$: subtract $w \bar{x}$.")] }),
            @"First the means $\bar{x}$ and $\bar{y}$, then the sums over $x_i - \bar{x}$.",
            [
                new Formulas(
                    $@"\bar{{x}} &= {Numeral.Of(meanX)}, \quad \bar{{y}} = {Numeral.Of(meanY)}",
                    $@"w &= \frac{{\sum_i (x_i - \bar{{x}})(y_i - \bar{{y}})}}{{\sum_i (x_i - \bar{{x}})^2}} = \frac{{{Numeral.Of(x.Zip(y, (a, c) => (a - meanX) * (c - meanY)).Sum())}}}{{{Numeral.Of(x.Sum(a => (a - meanX) * (a - meanX)))}}} = {Numeral.Of(w)}",
                    $@"b &= \bar{{y}} - w \bar{{x}} = {Numeral.Of(b)}"),
            ])
        { Given = new Dictionary<string, double> { ["x1"] = x[0], ["x2"] = x[1], ["x3"] = x[2], ["y1"] = y[0], ["y2"] = y[1], ["y3"] = y[2] } };
    }

    private static Exercise ClosedForm(Draw draw)
    {
        (string Network, bool Has)[] networks =
        [
            ("one linear unit with five inputs, trained on the squared error", true), ("three linear outputs and no hidden layer, trained on the squared error", true),
            ("one linear unit whose inputs are x, x² and x³, trained on the squared error", true), ("ten tanh units and a linear output, trained on the squared error", false),
            ("one hidden layer of two relu units and a linear output, trained on the squared error", false), ("two hidden layers of sigmoid units, trained on the squared error", false),
        ];
        (string network, bool has) = draw.Pick(networks);
        return new Exercise(
            [new Prose($"Can the best weights of this network be computed by solving linear equations: {network}?")],
            new YesNoAnswer(has, has ? "The output is linear in the weights, so the derivatives of the squared error are linear equations." : "The output is not linear in the weights of the hidden layer."),
            "Look at how the output depends on the weights, not on the inputs.",
            [new Prose(has ? "Whatever the inputs are, powers of others included, the output is a sum of weights times given numbers. The squared error is a quadratic bowl in the weights; its bottom solves a system of linear equations." : "A weight before a bent activation enters the output in a bent way. The derivatives are no linear equations; gradient descent has to look for a bottom, and there may be many.")]);
    }

    private static (double W, double B) ByHand(double[] x, double[] y)
    {
        (double meanX, double meanY) = (x.Average(), y.Average());
        double w = x.Zip(y, (a, c) => (a - meanX) * (c - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        return (w, meanY - (w * meanX));
    }

    private static (double W, double B) Solve(double[] x, double[] y) => Line(x, y, new LeastSquares(), 1);

    private static (double W, double B) Descend(double[] x, double[] y, int steps) => Line(x, y, new Sgd(0.1), steps);

    private static (double W, double B) Line(double[] x, double[] y, Optimizer optimizer, int epochs)
    {
        Model start = HandWritten.Load("""{ "hillock": 1, "input": 1, "loss": "mean_squared_error", "layers": [ { "type": "dense", "units": 1, "activation": "linear", "weights": [[0]], "bias": [0] } ] }""");
        double[] found = Run(Experiment.Of(start) with { Optimizer = optimizer, Epochs = epochs, BatchSize = 0 }, x, y, start).AllParameters();
        return (found[0], found[1]);
    }

    private static (Model Model, double Loss) Network(long seed)
    {
        Experiment experiment = Experiments.Of("sine", [4], "tanh", new Adam(0.02), epochs: 1500, seed: seed, loss: Loss.MeanSquaredError) with { BatchSize = 0 };
        Model model = Run(experiment, X, Y, null);
        return (model, X.Zip(Y, (x, y) => Math.Pow(model.Predict([x]).Value - y, 2)).Average());
    }

    private static Model Run(Experiment experiment, double[] x, double[] y, Model? start)
    {
        var trainer = new Trainer(experiment with { Precision = Definitions.Precision.Double, Validation = 0, Patience = 0 }, Dataset.FromArrays<double>(x, 1, y, 1, LearningTask.Regression), start: start, threads: 1);
        while (trainer.StopReason is null) trainer.Step();
        return trainer.CreateModel();
    }
}
