using System.Diagnostics;
using Hillock.Activations;
using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;

namespace Hillock.Lessons.Nonlinearities;

internal sealed class ActivationLesson() : Lesson("C2", "Properties of activations, found by computing")
{
    private static readonly Activation[] Scalars =
    [
        Activation.Step, Activation.Linear, Activation.Sigmoid, Activation.Tanh, Activation.ReLU, Activation.LeakyReLU, Activation.ELU, Activation.SELU,
        Activation.GELU, Activation.SiLU, Activation.Softplus, Activation.Softsign, Activation.HardSigmoid, Activation.HardTanh, Activation.Mish,
    ];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("None of these columns is typed in. Each function was computed from −20 to 20 in steps of 0.01, its slope by differences, its limits at ±1,000,000.");
        Found[] found = [.. Scalars.Select(activation => new Found(activation))];
        yield return new NumberTable(
            ["activation", "bent", "smooth", "rises", "unbounded", "flat", "f(x) ≈ x", "centered"],
            [.. found.Select(each => (string[])[
                each.Name, Mark(each.IsNonLinear), Mark(each.IsDifferentiable), Mark(each.IsMonotonic), Mark(each.IsUnbounded), Mark(each.IsFlatSomewhere), Mark(each.IsIdentityNearZero), Mark(each.IsCentered)])]);
        yield return new Prose("bent: not a straight line, without which depth is nothing (A7). smooth: no jump and no corner. rises: never falls. unbounded: at least one limit is infinite, so that it does not saturate on both sides. flat: the slope is 0, or below 1e-6, over an interval: there it saturates. $f(x) \\approx x$: value 0 and slope 1 at 0, so that small signals pass unchanged. centered: the mean over −3 … 3 is 0.");
        yield return new NumberTable(
            ["activation", "range", "coefficients", "time for a value"],
            [.. found.Select(each => (string[])[each.Name, $"{each.Range}", $"{each.Settings}", $"{each.Nanoseconds:F2} ns"])]);
        yield return new Prose("The coefficients are those that one may choose. The time was measured just now, forward and in double precision: what fifty more layers of it cost, divided.");
        foreach (string[] names in (string[][])[["step", "sigmoid", "tanh", "softsign"], ["relu", "leaky_relu", "elu", "softplus"], ["gelu", "silu", "mish", "hard_tanh"]])
        {
            yield return new Plot(string.Join(", ", names), "x", "f(x)", [.. names.Select(name =>
            {
                Model model = HandWritten.Activation(name);
                return Curve.Of(name, -3, 2.5, x => model.Output(x)[0]);
            })]);
        }

        yield return new Check("Every value lies in the range that the library states.", found.All(each => each.StaysInRange));
        yield return new Check("Only linear is not bent.", found.All(each => each.IsNonLinear == (each.Name != "linear")));
        yield return new Check("Only step, relu, leaky_relu, selu and the hard forms have a jump or a corner.", found.Where(each => !each.IsDifferentiable).Select(each => each.Name).ToHashSet().SetEquals(["step", "relu", "leaky_relu", "selu", "hard_sigmoid", "hard_tanh"]));
        yield return new Check("Only gelu, silu and mish fall anywhere.", found.Where(each => !each.IsMonotonic).Select(each => each.Name).ToHashSet().SetEquals(["gelu", "silu", "mish"]));
        yield return new Check("step, sigmoid, tanh, softsign and the hard forms are bounded on both sides.", found.Where(each => !each.IsUnbounded).Select(each => each.Name).ToHashSet().SetEquals(["step", "sigmoid", "tanh", "softsign", "hard_sigmoid", "hard_tanh"]));
        yield return Try.Of("A hard set for each", "Two spirals with tanh. Then choose sigmoid, relu or silu: which learns them fastest?", Experiments.Of("spiral", [16, 16], "tanh", new Adam(0.03), epochs: 200)).Guided(
            new("Press Play and wait for the end of epoch 50.", Goal.Epoch(50), "With tanh the spirals begin to part."),
            new("Choose sigmoid as the activation of the hidden layers.", Goal.Choose(Setting.Activation), "The network starts again, with the same data and seed."),
            new("Press Play and wait for the end of epoch 50.", Goal.Epoch(50), "Compare the loss at the same epoch with that of tanh; then try relu and silu. Another start may turn the order round: change the seed before you believe in it."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Property];

    private static Exercise Property(Draw draw)
    {
        Activation activation = draw.Pick<Activation>(Activation.Step, Activation.Linear, Activation.Sigmoid, Activation.Tanh, Activation.ReLU, Activation.LeakyReLU, Activation.ELU, Activation.SiLU, Activation.Softplus, Activation.Softsign, Activation.HardTanh);
        var found = new Found(activation);
        (string Question, bool Holds, string Yes, string No)[] properties =
        [
            ("have a slope everywhere, without jump or corner", found.IsDifferentiable, "It has neither jump nor corner.", "It has a jump or a corner."),
            ("never fall", found.IsMonotonic, "A larger input never gives a smaller answer.", "It falls somewhere."),
            ("grow beyond every bound on at least one side", found.IsUnbounded, "One of its limits is infinite: it does not saturate on both sides.", "It saturates on both sides."),
            ("have an interval where its slope is 0, or so near to 0 that nothing is learned there", found.IsFlatSomewhere, "There it saturates.", "Its slope is never lost over an interval."),
            ("pass small signals on unchanged, f(x) ≈ x near 0", found.IsIdentityNearZero, "Its value at 0 is 0 and its slope there 1.", "Its value at 0 is not 0, or its slope there is not 1."),
        ];
        (string question, bool holds, string yes, string no) = draw.Pick(properties);
        return new Exercise(
            [new Prose($"Does the activation {activation.Name} {question}?")],
            new YesNoAnswer(holds, holds ? yes : no),
            "Draw its curve from −5 to 5.",
            [new Plot(activation.Name, "x", "f(x)", Curve.Of(activation.Name, -5, 5, x => found.Value(x))), new Prose(holds ? yes : no)]);
    }

    private static string Mark(bool holds) => holds ? "yes" : "·";

    /// <summary>An activation with what was found out about it.</summary>
    private sealed class Found
    {
        private const int Steps = 2000;
        private const double StepsPerOne = 100;
        private const double Tiny = 1e-6;

        private readonly Model model;
        private readonly OutputRange range;
        private readonly double[] x = [.. Enumerable.Range(-Steps, (2 * Steps) + 1).Select(i => i / StepsPerOne)];
        private readonly double[] values;
        private readonly double[] slopeBefore;
        private readonly double[] slopeAfter;

        public Found(Activation activation)
        {
            (Name, range, model) = (activation.Name, activation.Range, HandWritten.Activation(activation.Name));
            values = Values(0);
            slopeBefore = [.. values.Zip(Values(-Tiny), (at, before) => (at - before) / Tiny)];
            slopeAfter = [.. Values(Tiny).Zip(values, (after, at) => (after - at) / Tiny)];
        }

        public string Name { get; }

        public OutputRange Range => range;

        public double Value(double x) => model.Output(x)[0];

        // Measured when it is asked for.
        public double Nanoseconds => Measure();

        public bool StaysInRange => values.All(a => a >= range.Minimum && a <= range.Maximum);

        // On a straight line every point is the mean of its neighbors.
        public bool IsNonLinear => Enumerable.Range(1, values.Length - 2).Any(i => Math.Abs(values[i - 1] - (2 * values[i]) + values[i + 1]) > 1e-12);

        public bool IsDifferentiable => slopeBefore.Zip(slopeAfter, (before, after) => Math.Abs(before - after)).Max() < 1e-3;

        public bool IsMonotonic => Enumerable.Range(1, values.Length - 1).All(i => values[i] >= values[i - 1] - 1e-15);

        public bool IsUnbounded => Math.Max(Math.Abs(model.Output(-1e6)[0]), Math.Abs(model.Output(1e6)[0])) > 1e3;

        public bool IsFlatSomewhere => Enumerable.Range(0, values.Length - 100).Any(i => slopeAfter.AsSpan(i, 100).IndexOfAnyExceptInRange(-Tiny, Tiny) < 0);

        public bool IsIdentityNearZero => Math.Abs(values[Steps]) < 1e-12 && Math.Abs(slopeBefore[Steps] - 1) < 1e-4 && Math.Abs(slopeAfter[Steps] - 1) < 1e-4;

        public bool IsCentered => Math.Abs(values.AsSpan(Steps - 300, 601).ToArray().Average()) < 1e-9;

        // What can be chosen is written after a colon.
        public int Settings
        {
            get
            {
                try
                {
                    Activation.Parse($"{Name}:0.5");
                    return 1;
                }
                catch (ArgumentException)
                {
                    return 0;
                }
            }
        }

        private double[] Values(double shift)
        {
            double[] shifted = [.. x.Select(at => at + shift)], result = new double[x.Length];
            model.Predict(shifted, result);
            return result;
        }

        // What more layers of it cost: the rest, such as encoding the inputs, is the same for both.
        private double Measure()
        {
            const int width = 500, rows = 20, more = 50;
            double[] many = [.. Enumerable.Range(0, rows * width).Select(i => (i % 800 / 100.0) - 4)], result = new double[many.Length];
            double single = Fastest(HandWritten.Activation(Name, width)), several = Fastest(HandWritten.Activation(Name, width, 1 + more));
            return Math.Max(0, several - single) / (more * many.Length);

            // Of several turns, as others may be at work.
            double Fastest(Model network) => Enumerable.Range(0, 7).Min(_ =>
            {
                var clock = Stopwatch.StartNew();
                network.Predict(many, result);
                return clock.Elapsed.TotalNanoseconds;
            });
        }
    }
}
