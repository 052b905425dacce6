using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

/// <summary>One sigmoid neuron with other numbers than the lecture's: forward, backward, and a step of learning.</summary>
internal static class NeuronExercises
{
    public static Exercise Forward(Draw draw)
    {
        Numbers given = new(draw);
        Trace trace = given.Run();
        double sum = trace.Layers[0].PreActivation[0, 0], answer = trace.Output[0, 0];
        return given.Ask(
            @"Compute $\Sigma$, $\hat{y}$ and $J$, each to 4 decimals.",
            new NumberAnswer(new Quantity(@"\Sigma", sum, 4), new Quantity(@"\hat{y}", answer, 4), new Quantity("J", trace.Loss!.Value, 4)
            {
                Slips = [new Slip(2 * trace.Loss.Value, @"Twice too large: $J$ is half of the squared error."), new Slip(Math.Abs(given.Y - answer), "That is the error itself: square it, and take half.")],
            }),
            @"$\Sigma = w_1 x_1 + w_2 x_2$; then the sigmoid; then half of the squared error.",
            given.Forward(sum, answer, trace.Loss.Value));
    }

    public static Exercise Backward(Draw draw)
    {
        Numbers given = new(draw);
        Trace trace = given.Run();
        LayerTrace neuron = trace.Layers[0];
        double sum = neuron.PreActivation[0, 0], answer = trace.Output[0, 0], error = trace.LossGradient![0, 0], slope = neuron.ActivationDerivative![0, 0];
        double[] gradient = [neuron.WeightGradients![0, 0], neuron.WeightGradients[1, 0]];
        return given.Ask(
            @"Compute $\partial J/\partial w_1$ and $\partial J/\partial w_2$, each to 4 decimals.",
            new NumberAnswer(
                new Quantity(@"\partial J/\partial w_1", gradient[0], 4)
                {
                    Slips =
                    [
                        new Slip(error * slope * given.X2, "That is the product with $x_2$: the slip of the lecture's slide. $w_1$ belongs to $x_1$."),
                        new Slip(error * given.X1, @"The slope of the sigmoid is missing: $\hat{y}(1 - \hat{y})$."),
                        new Slip(error * slope, @"The last factor is missing: $\partial\Sigma/\partial w_1 = x_1$."),
                    ],
                },
                new Quantity(@"\partial J/\partial w_2", gradient[1], 4)),
            @"Three factors: $\hat{y} - y$, then $\hat{y}(1 - \hat{y})$, then the input that the weight belongs to.",
            [
                .. given.Forward(sum, answer, trace.Loss!.Value),
                new Formulas(
                    $@"\frac{{\partial J}}{{\partial \hat{{y}}}} &= \hat{{y}} - y = {Numeral.Of(error)}",
                    $@"\frac{{\partial \hat{{y}}}}{{\partial \Sigma}} &= \hat{{y}} (1 - \hat{{y}}) = {Numeral.Of(slope)}",
                    $@"\frac{{\partial J}}{{\partial w_1}} &= {Numeral.Of(error)} \cdot {Numeral.Of(slope)} \cdot {Numeral.Of(given.X1)} = {Numeral.Of(gradient[0])}",
                    $@"\frac{{\partial J}}{{\partial w_2}} &= {Numeral.Of(error)} \cdot {Numeral.Of(slope)} \cdot {Numeral.Of(given.X2)} = {Numeral.Of(gradient[1])}"),
            ]);
    }

    public static Exercise Update(Draw draw)
    {
        Numbers given = new(draw);
        double rate = draw.Pick(0.5, 1.0, 2.0, 4.0);
        Trace before = given.Run();
        var update = TraceUpdate.Run(before, new Sgd(rate));
        LayerTrace neuron = before.Layers[0], moved = update.After.Layers[0];
        double[] gradient = [neuron.WeightGradients![0, 0], neuron.WeightGradients[1, 0]], w = [moved.Weights![0, 0], moved.Weights[1, 0]];
        Exercise exercise = given.Ask(
            $@"Its gradients are $\partial J/\partial w_1 = {Numeral.Of(gradient[0])}$ and $\partial J/\partial w_2 = {Numeral.Of(gradient[1])}$. Do one step of gradient descent with the rate $\eta = {Numeral.Of(rate)}$: what are the new weights and the new answer $\hat{{y}}$, each to 4 decimals?",
            new NumberAnswer(
                new Quantity("w_1'", w[0], 4) { Slips = [new Slip(given.W1 + (rate * gradient[0]), "That goes uphill: the step is subtracted."), new Slip(given.W1 - gradient[0], @"The rate $\eta$ is missing.")] },
                new Quantity("w_2'", w[1], 4),
                new Quantity(@"\hat{y}'", update.After.Output[0, 0], 4) { Slips = [new Slip(before.Output[0, 0], "That is the answer before the step.")] }),
            @"$w \leftarrow w - \eta\, \partial J/\partial w$ for both weights; then forward again.",
            [
                new Formulas(
                    $@"w_1' &= {Numeral.Of(given.W1)} - {Numeral.Of(rate)} \cdot {Numeral.Factor(gradient[0])} = {Numeral.Of(w[0])}",
                    $@"w_2' &= {Numeral.Of(given.W2)} - {Numeral.Of(rate)} \cdot {Numeral.Factor(gradient[1])} = {Numeral.Of(w[1])}",
                    $@"\Sigma' &= {Numeral.Of(moved.PreActivation[0, 0])}",
                    $@"\hat{{y}}' &= {Numeral.Of(update.After.Output[0, 0])}"),
                new Prose($"The loss goes from {Explained.Short(before.Loss!.Value)} to {Explained.Short(update.After.Loss!.Value)}."),
            ]);
        return exercise with { Given = new Dictionary<string, double>(exercise.Given) { ["eta"] = rate } };
    }


    /// <summary>The numbers of one neuron.</summary>
    private sealed class Numbers(Draw draw)
    {
        public double X1 { get; } = draw.Number(0.1m, 1, 0.1m);

        public double X2 { get; } = draw.Number(0.15m, 0.95m, 0.1m);

        public double W1 { get; } = draw.Signed(0.1m, 0.9m, 0.05m);

        public double W2 { get; } = draw.Number(0.1m, 0.9m, 0.05m);

        public double Y { get; } = draw.Pick(0, 0.1, 0.9, 1);

        public Trace Run()
        {
            Model model = HandWritten.Load($$"""
                { "hillock": 1, "input": 2, "loss": "half_squared_error",
                  "layers": [ { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[{{W1}}], [{{W2}}]], "bias": null } ] }
                """);
            return Trace.Run(model, TraceSamples.Encode(model, [X1, X2], Y));
        }

        public Exercise Ask(string question, Answer answer, string hint, IReadOnlyList<Block> solution) => new(
            [
                new Prose($@"A sigmoid neuron without bias has the weights $w_1 = {Numeral.Of(W1)}$ and $w_2 = {Numeral.Of(W2)}$. Its inputs are $x_1 = {Numeral.Of(X1)}$ and $x_2 = {Numeral.Of(X2)}$, it should answer $y = {Numeral.Of(Y)}$, and its loss is $J = \tfrac{{1}}{{2}} (y - \hat{{y}})^2$."),
                new Prose(question),
            ],
            answer,
            hint,
            solution)
        { Given = new Dictionary<string, double> { ["x1"] = X1, ["x2"] = X2, ["w1"] = W1, ["w2"] = W2, ["y"] = Y } };

        public IReadOnlyList<Block> Forward(double sum, double answer, double loss) =>
        [
            new Formulas(
                $@"\Sigma &= {Numeral.Of(W1)} \cdot {Numeral.Of(X1)} + {Numeral.Of(W2)} \cdot {Numeral.Of(X2)} = {Numeral.Of(sum)}",
                $@"\hat{{y}} &= \frac{{1}}{{1 + e^{{-{Numeral.Factor(sum)}}}}} = {Numeral.Of(answer)}",
                $@"J &= \tfrac{{1}}{{2}} ({Numeral.Of(Y)} - {Numeral.Of(answer)})^2 = {Numeral.Of(loss)}"),
        ];
    }
}
