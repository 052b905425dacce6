using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class FactorsLesson() : Lesson("D4", "Backpropagation: one chain of factors for every weight")
{
    private const double Step = 1e-6;

    private static readonly double[] X = [0, 1, 1, 0, 1, 1], Y = [1, 1, 0];

    private const string Network = """
        { "hillock": 1, "input": 2, "loss": "squared_error", "layers": [
          { "type": "dense", "units": 2, "activation": "sigmoid", "weights": [[0.4, -0.6], [0.3, 0.8]], "bias": null },
          { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.7], [-0.5]], "bias": null } ] }
        """;

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("Three samples are the rows of X. A hidden layer of two sigmoid units and an output unit answer; the loss is the mean over the samples of the squared error.");
        yield return new Formulas(@"H_{\text{in}} &= X \cdot W_1 & H_{\text{out}} &= \sigma(H_{\text{in}})", @"O_{\text{in}} &= H_{\text{out}} \cdot W_2 \quad & O_{\text{out}} &= \sigma(O_{\text{in}})", @"\mathrm{MSE} &= \frac{1}{N} \sum (O_{\text{out}} - Y)^2");
        Model model = HandWritten.Load(Network);
        var samples = TraceSamples.Of(model, Dataset.FromArrays<double>(X, 2, Y, 1, LearningTask.Regression), 0, 1, 2);
        var trace = Trace.Run(model, samples);
        LayerTrace hidden = trace.Layers[0], output = trace.Layers[1];
        yield return Show("X", samples.Inputs);
        yield return Show("H_out", hidden.Output);
        yield return Show("O_out", output.Output);
        yield return new Prose($"The loss is {trace.Loss:G10}. To know how it changes with $W_1$, follow it back, link by link:");
        yield return new Formulas(@"\frac{\partial \mathrm{MSE}}{\partial W_1} &= \frac{\partial \mathrm{MSE}}{\partial O_{\text{out}}} \cdot \frac{\partial O_{\text{out}}}{\partial O_{\text{in}}} \cdot \frac{\partial O_{\text{in}}}{\partial H_{\text{out}}}", @"&\quad \cdot \frac{\partial H_{\text{out}}}{\partial H_{\text{in}}} \cdot \frac{\partial H_{\text{in}}}{\partial W_1}");

        int n = samples.Inputs.Rows;
        double[][] error = Map(output.Output, (row, _, value) => 2 * (value - Y[row]) / n);
        double[][] outputSlope = Map(output.Output, (_, _, value) => value * (1 - value));
        double[][] back = Map(output.Weights!, (_, _, value) => value);
        double[][] hiddenSlope = Map(hidden.Output, (_, _, value) => value * (1 - value));
        double[][] inputs = Map(samples.Inputs, (_, _, value) => value);
        yield return Show("1: ∂MSE/∂O_out = 2(O − Y)/N", error);
        yield return Show("2: ∂O_out/∂O_in = O(1 − O)", outputSlope);
        yield return Show("3: ∂O_in/∂H_out = W₂", back);
        yield return Show("4: ∂H_out/∂H_in = H(1 − H)", hiddenSlope);
        yield return Show("5: ∂H_in/∂W₁ = X", inputs);
        yield return new Prose("The first two and the fourth belong to the same unit and are multiplied number by number; the third and the fifth are matrix products.");

        double[][] delta2 = Rows(n, 1, (row, _) => error[row][0] * outputSlope[row][0]);
        double[][] delta1 = Rows(n, 2, (row, unit) => delta2[row][0] * back[unit][0] * hiddenSlope[row][unit]);
        double[][] gradient1 = Rows(2, 2, (i, unit) => Enumerable.Range(0, n).Sum(row => inputs[row][i] * delta1[row][unit]));
        double[][] gradient2 = Rows(2, 1, (unit, _) => Enumerable.Range(0, n).Sum(row => hidden.Output[row, unit] * delta2[row][0]));
        yield return Show("∂MSE/∂W₁", gradient1);
        yield return Show("∂MSE/∂W₂", gradient2);
        yield return new Check("The engine's backward pass has the same numbers, to 1e-12.", Differs(gradient1, hidden.WeightGradients!) < 1e-12 && Differs(gradient2, output.WeightGradients!) < 1e-12);
        double numeric = Enumerable.Range(0, 6).Max(i => Math.Abs(Slope(model, i) - (i < 4 ? gradient1[i / 2][i % 2] : gradient2[i - 4][0])));
        yield return new Check("So has moving each weight a little and looking at the loss, to 1e-9.", numeric < 1e-9);

        yield return new Prose("For one weight alone, from input 2 to hidden unit 1, and the first sample, the factors are plain numbers:");
        double[] one = [error[0][0], outputSlope[0][0], back[0][0], hiddenSlope[0][0], inputs[0][1]];
        yield return new Formulas(string.Join(@" \cdot ", one.Select(Explained.ShortLatex)) + " = " + Explained.ShortLatex(one.Aggregate((a, b) => a * b)));
        yield return new Prose("The sum of that over the samples is the entry of $\\partial \\mathrm{MSE}/\\partial W_1$ in row 2, column 1.");
        yield return new Try("Follow one weight", "Open the network and click a link: its chain of factors stands beside it, from the loss back to the weight.", "hillock trace model.json --input 0,1 --target 1 --weight dense_1[2,1]", new TraceSetup(Network, [0, 1], [1])).Guided(
            new GuideStep("Click a link of the first layer.", Goal.To(Act.OpenMicroscope), "The chain from the loss back to this weight, factor by factor, beside a difference quotient that knows nothing of the chain rule."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [OneWeight];

    private static Exercise OneWeight(Draw draw)
    {
        double x = draw.Pick(1.0, 2.0, 0.5), w1 = draw.Signed(0.5m, 2, 0.5m), w2 = draw.Signed(0.5m, 2, 0.5m);
        int y = draw.Integer(0, 1);
        Model model = HandWritten.Load($$"""
            { "hillock": 1, "input": 1, "loss": "squared_error", "layers": [
              { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[{{w1}}]], "bias": null }, { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[{{w2}}]], "bias": null } ] }
            """);
        var trace = Trace.Run(model, TraceSamples.Encode(model, [x], y));
        LayerTrace hidden = trace.Layers[0], output = trace.Layers[1];
        double[] factors = [trace.LossGradient![0, 0], output.ActivationDerivative![0, 0], w2, hidden.ActivationDerivative![0, 0], x];
        double first = hidden.WeightGradients![0, 0], second = output.WeightGradients![0, 0];
        return new Exercise(
            [new Prose($"One input $x = {x}$, one hidden sigmoid unit with $w_1 = {w1}$, one sigmoid output with $w_2 = {w2}$, no biases, target {y}, and the squared error $(O_{{\\text{{out}}}} - Y)^2$. Compute $\\partial\\mathrm{{MSE}}/\\partial w_2$ and $\\partial\\mathrm{{MSE}}/\\partial w_1$ to 4 decimals.")],
            new NumberAnswer(
                new Quantity(@"\partial\mathrm{MSE}/\partial w_2", second, 4) { Slips = [new Slip(second / 2, "The derivative of the square has a 2.")] },
                new Quantity(@"\partial\mathrm{MSE}/\partial w_1", first, 4) { Slips = [new Slip(first / factors[3], "The slope of the hidden unit is missing."), new Slip(first / factors[2], "The way back leads through $w_2$: it is a factor.")] }),
            "Forward first. Then the chain of five factors, from the loss back to the weight.",
            [
                new Formulas(
                    $@"H_{{\text{{out}}}} &= {Numeral.Of(hidden.Output[0, 0])}, \quad O_{{\text{{out}}}} = {Numeral.Of(trace.Output[0, 0])}",
                    $@"\frac{{\partial \mathrm{{MSE}}}}{{\partial w_2}} &= {Numeral.Of(factors[0])} \cdot {Numeral.Of(factors[1])} \cdot {Numeral.Of(hidden.Output[0, 0])} = {Numeral.Of(second)}",
                    $@"\frac{{\partial \mathrm{{MSE}}}}{{\partial w_1}} &= {string.Join(@" \cdot ", factors.Select(Numeral.Factor))} = {Numeral.Of(first)}"),
            ])
        { Given = new Dictionary<string, double> { ["x"] = x, ["w1"] = w1, ["w2"] = w2, ["y"] = y } };
    }

    private static double Slope(Model model, int parameter)
    {
        return (Loss(Step) - Loss(-Step)) / (2 * Step);

        double Loss(double by)
        {
            double[] parameters = model.AllParameters();
            parameters[parameter] += by;
            double[] outputs = new double[Y.Length];
            model.With(parameters).Predict(X, outputs);
            return outputs.Zip(Y, (o, y) => (o - y) * (o - y)).Average();
        }
    }

    private static double[][] Rows(int rows, int columns, Func<int, int, double> entry) =>
        [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => entry(row, column)).ToArray())];

    private static double[][] Map(Matrix matrix, Func<int, int, double, double> entry) => Rows(matrix.Rows, matrix.Columns, (row, column) => entry(row, column, matrix[row, column]));

    private static double Differs(double[][] a, Matrix b) => a.SelectMany((row, i) => row.Select((value, j) => Math.Abs(value - b[i, j]))).Max();

    private static NumberTable Show(string name, Matrix matrix) => Show(name, Map(matrix, (_, _, value) => value));

    private static NumberTable Show(string name, double[][] matrix) =>
        new([name, .. matrix[0].Select((_, j) => $"{j + 1}")], [.. matrix.Select((row, i) => (string[])[$"{i + 1}", .. row.Select(Figures.Number)])]);
}
