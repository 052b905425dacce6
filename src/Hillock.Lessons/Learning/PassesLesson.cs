using System.Diagnostics;
using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class PassesLesson() : Lesson("D13", "Why backpropagation: all derivatives in two passes")
{
    private const double Step = 1e-6;

    private static readonly double[] Input = [0.2, -0.7, 1.1, 0.4, -0.3, 0.9, -1.4, 0.5], Target = [1, 0, 0.5];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A derivative can be measured: move one parameter a little, run the network forward, see how the loss has changed. That takes a forward pass for every parameter, and one before any is moved. Backpropagation takes one forward and one backward pass for all of them together.");
        yield return new Formulas(@"& \text{measured:} \quad && \frac{\partial C}{\partial \theta_i} \approx \frac{C(\theta + h \cdot e_i) - C(\theta)}{h} \quad \text{for each } i", @"& \text{backpropagation:} \quad && \text{all } \frac{\partial C}{\partial \theta_i} \text{ from one } \delta \text{ for every unit}");
        (int, int)[] sizes = [(5, 5), (10, 10), (20, 20), (40, 40)];
        Race[] races = [.. sizes.Select(size => Race.Run(Network(size.Item1, size.Item2)))];
        yield return new NumberTable(
            ["parameters", "passes, measured", "time", "passes, back", "time", "times faster"],
            [.. races.Select(race => (string[])[
                Figures.Count(race.Parameters), Figures.Count(race.MeasuredPasses), Milliseconds(race.MeasuredTime), "2", Milliseconds(race.BackTime), $"{race.MeasuredTime / race.BackTime:N0}"])]);
        yield return new Plot("Passes through the network for all derivatives", "parameters", "passes", new Curve("measured", [.. races.Select(race => ((double)race.Parameters, (double)race.MeasuredPasses))]), new Curve("backpropagation", [.. races.Select(race => ((double)race.Parameters, 2.0))])) { LogarithmicX = true, LogarithmicY = true };
        yield return new Check("Both ways give the same derivatives, to 1e-5 (the measured ones are rough).", races.All(race => race.LargestDifference < 1e-5));
        yield return new Check("Measuring takes one pass more than there are parameters.", races.All(race => race.MeasuredPasses == race.Parameters + 1));
        yield return new Prose("The times were taken just now, that of measuring with the making of each changed network; the passes do not depend on the machine. A network of a million parameters would need a million and one passes for a single step of learning.");
        yield return new Try("Check a model of your own", "Its gradients by backpropagation beside those by differences, layer by layer.", "hillock check model.safetensors data.csv");
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Count];

    private static Exercise Count(Draw draw)
    {
        int inputs = draw.Integer(2, 12), hidden = draw.Integer(2, 12), outputs = draw.Integer(1, 5);
        Model model = HandWritten.Load($$"""
            { "hillock": 1, "input": {{inputs}}, "seed": 1, "layers": [ { "type": "dense", "units": {{hidden}}, "activation": "tanh" }, { "type": "dense", "units": {{outputs}}, "activation": "linear" } ] }
            """);
        int parameters = model.Definition.ParameterCount;
        return new Exercise(
            [new Prose($"A network {inputs}-{hidden}-{outputs} with biases. How many parameters has it? How many forward passes does it take to measure all derivatives by moving one parameter at a time (and once none), how many with a move to both sides, and how many passes does backpropagation take?")],
            new NumberAnswer(
                new Quantity(@"\text{parameters}", parameters) { Slips = [new Slip(parameters - hidden - outputs, "Each unit has a bias, too.")] },
                new Quantity(@"\text{one side}", parameters + 1) { Slips = [new Slip(parameters, "One pass more is needed: with nothing moved.")] },
                new Quantity(@"\text{both sides}", 2 * parameters) { Slips = [new Slip((2 * parameters) + 1, "With moves to both sides nobody needs the middle.")] },
                new Quantity(@"\text{backpropagation}", 2) { Slips = [new Slip(1, "One forward and one backward.")] }),
            "Weights and biases of both layers; then a pass for each move.",
            [new Formulas($@"{inputs} \cdot {hidden} + {hidden} + {hidden} \cdot {outputs} + {outputs} = {parameters}, \quad {parameters} + 1 = {parameters + 1}, \quad 2 \cdot {parameters} = {2 * parameters}")])
        { Given = new Dictionary<string, double> { ["n"] = inputs, ["h"] = hidden, ["m"] = outputs } };
    }

    private static string Milliseconds(TimeSpan time) => $"{Figures.Number(time.TotalMilliseconds)} ms";

    private static Model Network(int first, int second) => HandWritten.Load($$"""
        { "hillock": 1, "input": {{Input.Length}}, "seed": 5, "loss": "half_squared_error", "layers": [
          { "type": "dense", "units": {{first}}, "activation": "tanh" }, { "type": "dense", "units": {{second}}, "activation": "sigmoid" },
          { "type": "dense", "units": {{Target.Length}}, "activation": "linear" } ] }
        """);

    /// <summary>All derivatives of one network, found in both ways.</summary>
    private sealed record Race(int Parameters, int MeasuredPasses, TimeSpan MeasuredTime, TimeSpan BackTime, double LargestDifference)
    {
        public static Race Run(Model model)
        {
            var samples = TraceSamples.Encode(model, Input, Target);
            double[] back = Gradients(Tracing.Trace.Run(model, samples)), measured = Measured(model, out _);
            var clock = Stopwatch.StartNew();
            Tracing.Trace.Run(model, samples);
            TimeSpan backTime = clock.Elapsed;
            clock.Restart();
            Measured(model, out int passes);
            return new Race(back.Length, passes, clock.Elapsed, backTime, back.Zip(measured, (a, b) => Math.Abs(a - b)).Max());
        }

        // In the order of the definition: the weights of a layer, then its bias.
        private static double[] Gradients(Tracing.Trace trace) => [.. trace.Layers.SelectMany(layer => (double[])[.. layer.WeightGradients!.Values, .. layer.BiasGradients!.Values])];

        private static double[] Measured(Model model, out int passes)
        {
            double[] parameters = model.AllParameters(), slopes = new double[parameters.Length];
            double before = Loss(model);
            passes = 1;
            for (int i = 0; i < parameters.Length; i++, passes++)
            {
                double own = parameters[i];
                parameters[i] = own + Step;
                slopes[i] = (Loss(model.With(parameters)) - before) / Step;
                parameters[i] = own;
            }

            return slopes;
        }

        private static double Loss(Model model) => model.Output(Input).Zip(Target, (a, y) => (a - y) * (a - y)).Sum() / 2;
    }
}
