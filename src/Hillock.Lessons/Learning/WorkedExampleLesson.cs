using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class WorkedExampleLesson() : Lesson("D7", "One neuron, one step of learning, every number")
{
    private const double Exact = 1e-12;

    private const string Neuron = """
        { "hillock": 1, "input": 2, "loss": "half_squared_error",
          "layers": [ { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null } ] }
        """;

    private static readonly double[] X = [0.50, 0.51];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A sigmoid neuron without bias has two inputs and should answer $y = 0.10$. One step of gradient descent with the rate $\\eta = 1$ is done by hand.");
        Model model = HandWritten.Load(Neuron);
        var before = Trace.Run(model, TraceSamples.Encode(model, X, 0.10));
        var update = TraceUpdate.Run(before, new Sgd(1));
        LayerTrace neuron = before.Layers[0], moved = update.After.Layers[0];
        (double w1, double w2) = (neuron.Weights![0, 0], neuron.Weights[1, 0]);

        yield return new Prose("Forward:");
        yield return new Formulas(@"\Sigma = w_1 x_1 + w_2 x_2 \qquad \hat{y} = \frac{1}{1 + e^{-\Sigma}} \qquad J = \tfrac{1}{2} (y - \hat{y})^2");
        (string Name, double Value, double Lecture, double Unrounded)[] forward =
        [
            ("Σ", neuron.PreActivation[0, 0], 0.38, 0.379),
            ("ŷ", before.Output[0, 0], 0.59, 0.5936318924705234),
            ("J", before.Loss!.Value, 0.12, 0.1218362226320152),
        ];
        yield return Show(forward);
        yield return new Prose("Backward, by the chain rule:");
        yield return new Formulas(@"\frac{\partial J}{\partial w_1} = \frac{\partial J}{\partial \hat{y}} \cdot \frac{\partial \hat{y}}{\partial \Sigma} \cdot \frac{\partial \Sigma}{\partial w_1} = (\hat{y} - y) \cdot \hat{y} (1 - \hat{y}) \cdot x_1");
        (string Name, double Value, double Lecture, double Unrounded)[] backward =
        [
            ("∂J/∂ŷ", before.LossGradient![0, 0], 0.49, 0.4936318924705234),
            ("∂ŷ/∂Σ", neuron.ActivationDerivative![0, 0], 0.24, 0.24123306871238834),
            ("∂J/∂w₁", neuron.WeightGradients![0, 0], 0.06, 0.059540168117484034),
            ("∂J/∂w₂", neuron.WeightGradients[1, 0], 0.06, 0.060730971479833716),
        ];
        yield return Show(backward);
        yield return new Prose("The update, and forward again:");
        yield return new Formulas(@"w \leftarrow w - \eta\, \frac{\partial J}{\partial w}");
        (string Name, double Value, double Lecture, double Unrounded)[] after =
        [
            ("w₁′", moved.Weights![0, 0], 0.29, 0.29045983188251595),
            ("w₂′", moved.Weights[1, 0], 0.34, 0.3392690285201663),
            ("Σ′", moved.PreActivation[0, 0], 0.32, 0.3182571204865428),
            ("ŷ′", update.After.Output[0, 0], 0.58, 0.5788994404318023),
            ("J′", update.After.Loss!.Value, 0.11, 0.11467233702294669),
        ];
        yield return Show(after);

        (string Name, double Value, double Lecture, double Unrounded)[] all = [.. forward, .. backward, .. after];
        yield return new Check("Every number is the lecture's, unrounded, to 1e-12.", all.All(each => Math.Abs(each.Value - each.Unrounded) < Exact));
        yield return new Check("Rounded to two digits they are what the slides show.", all.All(each => Math.Round(each.Value, 2) == each.Lecture));
        yield return new Check("By hand, without the engine, they come out the same.", ByHand(w1, w2).Zip(all, (hand, each) => Math.Abs(hand - each.Value)).Max() < Exact);
        yield return new Check($"The loss fell, from {before.Loss:F4} to {update.After.Loss:F4}.", update.After.Loss < before.Loss);

        double slip = before.LossGradient[0, 0] * neuron.ActivationDerivative[0, 0] * X[1];
        yield return new Prose($"One slide multiplies by $x_2 = 0.51$ where $x_1 = 0.50$ belongs, in the gradient of $w_1$. That gives {Figures.Number(slip)} in place of {Figures.Number(backward[2].Value)}, and both are 0.06 when rounded: the slip cannot be seen there, nor in what follows.");
        (double sum, double answer, double loss) = Forward(w1 - slip, moved.Weights[1, 0]);
        double[] slipped = [slip, w1 - slip, sum, answer, loss], right = [backward[2].Value, after[0].Value, after[2].Value, after[3].Value, after[4].Value];
        yield return new Check("With the slip every later number is another one, and rounds to the same two digits.", slipped.Zip(right, (a, b) => a != b && Math.Round(a, 2) == Math.Round(b, 2)).All(same => same));

        yield return new Prose("More steps go on falling:");
        int[] steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        double[] losses = [.. TraceUpdate.Run(before, new Sgd(1), 1001).Losses];
        yield return new NumberTable(["steps", "J"], [["0", Figures.Number(losses[0])], .. steps.Select(step => (string[])[Figures.Count(step), Figures.Number(losses[step])])]);
        yield return new Plot("The loss, step by step", "step", "J", new Curve("J", [.. losses.Select((loss, i) => (i + 1.0, loss))])) { LogarithmicX = true, LogarithmicY = true };
        yield return new Check("It fell in every one of 1,000 steps.", Enumerable.Range(1, 1000).All(i => losses[i] < losses[i - 1]));
        foreach (Block block in Larger()) yield return block;
        yield return new Try("This neuron, step by step", "Open the neuron, follow the sample through it and back, and do the update; then choose another rate.", "hillock trace model.json --input 0.50,0.51 --target 0.10 --update --lr 1", new TraceSetup(Neuron, X, [0.10])).Guided(
            new("Click the neuron.", Goal.To(Act.OpenMicroscope), "$\\Sigma = 0.379$, $\\hat y = 0.594$, $J = 0.122$, and the gradients 0.060 and 0.061: the lecture's numbers before rounding."),
            new("Take the step that the microscope shows.", Goal.To(Act.TakeSampleStep), "The weights are 0.290 and 0.339, the loss has fallen to 0.115."),
            new("Choose a larger rate and take the step again.", Goal.To(Act.TakeSampleStep), "A longer step along the same direction."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [NeuronExercises.Forward, NeuronExercises.Backward, NeuronExercises.Update];

    // Two inputs, two hidden and two output units; a bias shared by each layer, which the example leaves as it is.
    private static IEnumerable<Block> Larger()
    {
        yield return new Prose("The larger example that the lecture links to has two inputs, two hidden and two output units, and a bias for each layer that stays as it is; $\\eta = 0.5$. Its published weights after one update come out digit by digit, and its total in the 10,000th round too:");
        Model model = HandWritten.Load("""
            { "hillock": 1, "input": 2, "loss": "half_squared_error", "layers": [
              { "type": "dense", "units": 2, "activation": "sigmoid", "weights": [[0.15, 0.25], [0.20, 0.30]], "bias": [0.35, 0.35], "bias_frozen": true },
              { "type": "dense", "units": 2, "activation": "sigmoid", "weights": [[0.40, 0.50], [0.45, 0.55]], "bias": [0.60, 0.60], "bias_frozen": true } ] }
            """);
        var start = Trace.Run(model, TraceSamples.Encode(model, [0.05, 0.10], 0.01, 0.99));
        double[] published = [0.149780716, 0.24975114, 0.19956143, 0.29950229, 0.35891648, 0.511301270, 0.408666186, 0.561370121];
        double[] once = [.. TraceUpdate.Run(start, new Sgd(0.5)).After.Layers.SelectMany(layer => layer.Weights!.Values.ToArray())];
        yield return new Check("All eight weights after one update are the published ones, to 1e-8.", once.Zip(published, (w, p) => Math.Abs(w - p)).Max() < 1e-8);
        var update = TraceUpdate.Run(start, new Sgd(0.5), 10_000);
        yield return new NumberTable(
            ["round", "total error", "published"],
            [["1", $"{update.Losses[0]:F9}", "0.298371109"], ["2", $"{update.Losses[1]:F9}", "0.291027924"], ["10,000", $"{update.Losses[9999]:F10}", "0.0000351085"]]);
        yield return new Check("The totals of the first and of the 10,000th round are the published ones, to their last digit.", Math.Abs(update.Losses[0] - 0.298371109) < 1e-9 && Math.Abs(update.Losses[9999] - 0.0000351085) < 1e-10);
        yield return new Prose("That of the second round was published with a slip of its own: there the output layer had moved before the hidden layer's gradient was taken, so its last digits differ.");
        yield return new Check("It differs by less than 2e-7.", Math.Abs(update.Losses[1] - 0.291027924) is > 1e-9 and < 2e-7);
    }

    private static double[] ByHand(double w1, double w2)
    {
        (double sum, double answer, double loss) = Forward(w1, w2);
        double error = answer - 0.10, slope = answer * (1 - answer);
        (double g1, double g2) = (error * slope * X[0], error * slope * X[1]);
        (double newSum, double newAnswer, double newLoss) = Forward(w1 - g1, w2 - g2);
        return [sum, answer, loss, error, slope, g1, g2, w1 - g1, w2 - g2, newSum, newAnswer, newLoss];
    }

    private static (double Sum, double Answer, double Loss) Forward(double w1, double w2)
    {
        double sum = (w1 * X[0]) + (w2 * X[1]), answer = 1 / (1 + Math.Exp(-sum));
        return (sum, answer, 0.5 * Math.Pow(0.10 - answer, 2));
    }

    private static NumberTable Show((string Name, double Value, double Lecture, double Unrounded)[] rows) =>
        new(["", "computed", "on the slide"], [.. rows.Select(row => (string[])[row.Name, $"{row.Value}", $"{row.Lecture:F2}"])]);
}
