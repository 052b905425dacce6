using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Nonlinearities;

internal sealed class JacobianLesson() : Lesson("C3", "Scalar and vector activations: what the Jacobian looks like")
{
    private const double Step = 1e-5;

    private static readonly double[] Z = [1, 2, 0.5, -1];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A scalar activation works on each unit by itself: output $j$ depends on input $j$ only, and its matrix of derivatives, the Jacobian $\\partial y_j/\\partial z_i$, has numbers on the diagonal and zeros elsewhere. Softmax is a vector activation: every output depends on every input.");
        yield return new Formulas(@"& \text{sigmoid:} \quad && \frac{\partial y_i}{\partial z_i} = y_i (1 - y_i), \quad \text{else } 0", @"& \text{softmax:} \quad && y_i = \frac{e^{z_i}}{\sum_k e^{z_k}}", @"&&& \frac{\partial y_j}{\partial z_i} = y_i (1 - y_i) \text{ if } i = j, \quad -y_i y_j \text{ otherwise}");
        Model sigmoid = HandWritten.Activation("sigmoid", Z.Length), softmax = HandWritten.Activation("softmax", Z.Length);
        double[] s = sigmoid.Output(Z), y = softmax.Output(Z);
        yield return new NumberTable(["", .. Z.Select((_, i) => $"{i + 1}")], [["z", .. Z.Select(z => $"{z}")], ["sigmoid", .. s.Select(Figures.Number)], ["softmax", .. y.Select(Figures.Number)]]);
        yield return new Check($"The outputs of softmax add up to {y.Sum():0.###############}.", Math.Abs(y.Sum() - 1) < 1e-12);

        double[][] ofSigmoid = Matrix((i, j) => i == j ? s[i] * (1 - s[i]) : 0), ofSoftmax = Matrix((i, j) => i == j ? y[i] * (1 - y[i]) : -y[i] * y[j]);
        yield return new Prose("The Jacobian of sigmoid there:");
        yield return Table(ofSigmoid);
        yield return new Prose("And that of softmax:");
        yield return Table(ofSoftmax);
        double sigmoidError = LargestDifference(ofSigmoid, Numeric(sigmoid)), softmaxError = LargestDifference(ofSoftmax, Numeric(softmax));
        yield return new Check($"sigmoid: central differences give the same matrix, to {sigmoidError:0.#e0}.", sigmoidError < 1e-9);
        yield return new Check($"softmax: central differences give the same matrix, to {softmaxError:0.#e0}.", softmaxError < 1e-9);
        yield return new Check("Each row of softmax's adds up to 0: what one output gains, the others lose.", ofSoftmax.All(row => Math.Abs(row.Sum()) < 1e-15));

        yield return new Prose("The Jacobian in use: if the second class is right, $d = (0, 1, 0, 0)$, the cross-entropy $-\\sum d_j \\ln y_j$ has the gradient $-d_j/y_j$ with respect to the outputs. Through the Jacobian it becomes the gradient with respect to $z$, and nearly everything cancels:");
        yield return new Formulas(@"\frac{\partial L}{\partial z_i} = \sum_j \frac{\partial y_j}{\partial z_i} \cdot \left(-\frac{d_j}{y_j}\right) = y_i - d_i");
        double[] d = [0, 1, 0, 0];
        double[] through = [.. ofSoftmax.Select(row => row.Zip(d, y).Sum(each => each.First * (-each.Second / each.Third)))];
        yield return new NumberTable(["i", "through the Jacobian", "y − d"], [.. through.Select((g, i) => (string[])[$"{i + 1}", $"{g:F12}", $"{y[i] - d[i]:F12}"])]);
        yield return new Check("Both columns are the same, to 1e-12.", through.Select((g, i) => Math.Abs(g - (y[i] - d[i]))).Max() < 1e-12);
        yield return new Try("Softmax at work", "Change one input and watch all four outputs move.", "hillock trace model.json --input 1,2,0.5,-1 --target 0,1,0,0", new TraceSetup("""{ "hillock": 1, "input": 4, "loss": "cross_entropy", "layers": [ { "type": "dense", "units": 4, "activation": "softmax", "weights": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], "bias": null } ] }""", Z, [0, 1, 0, 0])).Guided(
            new("Open the sample: click the last layer.", Goal.To(Act.OpenMicroscope), "Each output depends on all four inputs: the Jacobian is full."),
            new("Change a weight on the way to one output.", Goal.To(Act.SetParameter), "One $z$ has changed, and all four probabilities with it: they must add up to 1."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Entries];

    private static Exercise Entries(Draw draw)
    {
        int[] tenths = [draw.Integer(1, 5), draw.Integer(1, 4), 0];
        tenths[2] = 10 - tenths[0] - tenths[1];
        double[] y = [.. tenths.Select(each => each / 10.0)];
        Model softmax = HandWritten.Activation("softmax", 3);
        Matrix jacobian = Trace.Run(softmax, TraceSamples.Encode(softmax, [.. y.Select(each => Math.Log(each))])).Layers[0].Jacobian(0);
        double own = jacobian[0, 0], other = jacobian[0, 1];
        return new Exercise(
            [new Prose($"Softmax answers $y = ({y[0]}, {y[1]}, {y[2]})$. What are $\\partial y_1/\\partial z_1$ and $\\partial y_2/\\partial z_1$? And what would $\\partial y_1/\\partial z_1$ be for a sigmoid that answers $y_1 = {y[0]}$?")],
            new NumberAnswer(
                Quantity.Exactly(@"\partial y_1/\partial z_1", own) with { Slips = [new Slip(y[0] * y[0], "$y_1 (1 - y_1)$, not $y_1^2$.")] },
                Quantity.Exactly(@"\partial y_2/\partial z_1", other) with { Slips = [new Slip(0, "That is so for a scalar activation; softmax's outputs depend on all inputs.")] },
                Quantity.Exactly(@"\text{sigmoid}", y[0] * (1 - y[0]))),
            "$y_i (1 - y_i)$ on the diagonal, $-y_i y_j$ elsewhere.",
            [new Formulas($@"\frac{{\partial y_1}}{{\partial z_1}} &= {y[0]} \cdot (1 - {y[0]}) = {Numeral.Of(own)}", $@"\frac{{\partial y_2}}{{\partial z_1}} &= -{y[0]} \cdot {y[1]} = {Numeral.Of(other)}"), new Prose("On the diagonal softmax and sigmoid have the same form; the others are what makes softmax a vector activation.")])
        { Given = new Dictionary<string, double> { ["y1"] = y[0], ["y2"] = y[1], ["y3"] = y[2] } };
    }

    private static double[][] Matrix(Func<int, int, double> entry) => [.. Enumerable.Range(0, Z.Length).Select(i => Enumerable.Range(0, Z.Length).Select(j => entry(i, j)).ToArray())];

    // [i][j]: how output j changes with input i.
    private static double[][] Numeric(Model model) => [.. Enumerable.Range(0, Z.Length).Select(i =>
    {
        double[] above = [.. Z], below = [.. Z];
        (above[i], below[i]) = (above[i] + Step, below[i] - Step);
        return model.Output(above).Zip(model.Output(below), (a, b) => (a - b) / (2 * Step)).ToArray();
    })];

    private static double LargestDifference(double[][] a, double[][] b) => a.Zip(b).Max(rows => rows.First.Zip(rows.Second, (x, y) => Math.Abs(x - y)).Max());

    private static NumberTable Table(double[][] matrix) => new(
        ["∂yⱼ/∂zᵢ", .. matrix.Select((_, j) => $"j = {j + 1}")],
        [.. matrix.Select((row, i) => (string[])[$"i = {i + 1}", .. row.Select(Figures.Number)])]);
}
