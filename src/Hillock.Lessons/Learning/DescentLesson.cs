using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Lessons.Learning;

internal sealed class DescentLesson() : Lesson("D8", "Gradient descent: downhill, step by step")
{
    private const int Steps = 20;

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("The gradient points uphill. So take steps against it, each as long as the slope is steep, times a rate $\\eta$; stop when a step no longer changes much:");
        yield return new Formulas(@"w_{t+1} = w_t - \eta\, \frac{\partial L}{\partial w} \quad \text{while } |L(w_{t+1}) - L(w_t)| > \varepsilon");
        yield return new Prose("One weight is enough to see what the rate does. Take $L = (w - 3)^2$ with the slope $2(w - 3)$, from $w = 0$; the library trains it as a unit with the input 1 and the target 3.");
        double[] rates = [0.01, 0.1, 0.5, 0.9, 1.0, 1.1];
        double[][] paths = [.. rates.Select(rate => Path(rate, Steps))];
        yield return new NumberTable(["step", .. rates.Select(rate => $"η = {rate}")], [.. new[] { 0, 1, 2, 3, 10, Steps }.Select(step => (string[])[$"{step}", .. paths.Select(path => Figures.Number(path[step]))])]);
        yield return new Plot("The weight, step by step", "step", "w", [.. new[] { 0, 1, 3, 4 }.Select(i => new Curve($"η = {rates[i]}", [.. paths[i].Select((w, step) => ((double)step, w))]))]);
        yield return new Prose("Each step multiplies the distance to 3 by $1 - 2\\eta$. Too small a rate crawls; 1/2 arrives at once; above that it jumps to and fro; at 1 it never comes nearer, and beyond it runs away.");
        yield return new Check("Every step of every rate is the formula's, to 1e-12 of its size.", rates.Zip(paths, (rate, path) => Enumerable.Range(0, Steps + 1).Max(t => Math.Abs(path[t] - (3 - (3 * Math.Pow(1 - (2 * rate), t)))) / Math.Max(1, Math.Abs(path[t])))).Max() < 1e-12);
        yield return new Check("0.01 is still far away, 0.1 is near, 0.5 is there, 1.1 is further off than it began.", Math.Abs(paths[0][^1] - 3) > 1 && Math.Abs(paths[1][^1] - 3) < 0.1 && paths[2][1] == 3 && Math.Abs(paths[5][^1] - 3) > 3);

        (int epochs, string reason) = Stopping();
        yield return new Prose($"With $\\varepsilon = 0.000001$ and $\\eta = 0.1$ training ends by itself: “{reason}”");
        yield return new Check("That is the first epoch whose loss moved by less than ε.", epochs == Enumerable.Range(2, 100).First(t => Math.Abs(Loss(Path(0.1, t)[t - 1]) - Loss(Path(0.1, t)[t - 2])) < 1e-6));

        yield return new Prose("The slope may be that of all samples, of some, or of one. A mini-batch takes the mean of its samples' gradients; a pass over all samples, an epoch, is then many small steps in place of one good one:");
        int[] batches = [500, 100, 10, 1];
        (int Steps, double Loss)[] learned = [.. batches.Select(Batches)];
        yield return new NumberTable(["batch", "steps in an epoch", "loss after 5 epochs"], [.. batches.Select((batch, i) => (string[])[batch == 500 ? "500, all" : $"{batch}", $"{learned[i].Steps}", Figures.Number(learned[i].Loss)])]);
        yield return new Check("Steps in an epoch: samples divided by the batch.", learned.Select(each => each.Steps).SequenceEqual([1, 5, 50, 500]));
        yield return new Check("After the same number of epochs, batches of 10 are further down than one batch of all.", learned[2].Loss < learned[0].Loss);

        Schedule halving = Schedule.Parse("step:10");
        yield return new Prose($"The rate may change with time, $\\eta_t$: large steps first, small ones at the end. `--schedule` knows {Schedule.Names.Count} ways; `step:10`, for one, makes it smaller every 10 epochs.");
        yield return new Check("A schedule is described by a name and its numbers.", halving is StepSchedule { Size: 10 });

        yield return new Prose("Which rate is right is found by trying: raise it step by step from far too small and look where the loss begins to fall and where it runs away.");
        Experiment experiment = Experiments.Of("circle", [8], "tanh", new Sgd(0.1), epochs: 1);
        RateCurve curve = RateFinder.Find(experiment, Generated.Make("circle").ToDataset(), threads: 1);
        yield return new NumberTable(["", "η"], [["too small below", Figures.Number(curve.TooSmallBelow ?? double.NaN)], ["suggested", Figures.Number(curve.Best ?? double.NaN)], ["diverges from", Figures.Number(curve.DivergesFrom ?? double.NaN)]]);
        yield return new Plot("The loss against the rate", "η", "loss", new Curve("loss", [.. curve.Points.Select(point => (point.Rate, point.Loss))])) { LogarithmicX = true };
        yield return new Check("Three regimes: too small, good, too large.", curve.TooSmallBelow < curve.Best && curve.Best < (curve.DivergesFrom ?? double.PositiveInfinity));
        yield return Try.Of("Too small", "It crawls: after 40 epochs it has hardly begun.", Experiments.Of("circle", [8], "tanh", new Sgd(0.001), epochs: 40)).Guided(
            new("Press Play and wait for the end of epoch 20.", Goal.Epoch(20), "It crawls: the loss has hardly moved."),
            new("Find a rate in the panel for it.", Goal.To(Act.FindRate), "A hundred short tries show where the loss falls fastest, and from where on it explodes."),
            new("Choose a rate of 0.3.", Goal.Choose(Setting.Rate, "0.3"), "The run goes on from where it is, with longer steps."),
            new("Press Play and wait for the end of epoch 40.", Goal.Epoch(40), "The same network, the same time, and now it learns."));
        yield return Try.Of("About right", "The same network, a rate 300 times larger.", Experiments.Of("circle", [8], "tanh", new Sgd(0.3), epochs: 40)).Guided(
            new("Press Play and wait for the end of epoch 30.", Goal.Epoch(30), "The loss falls quickly and evenly."),
            new("Draw the loss surface.", Goal.To(Act.DrawSurface), "The path of the weights runs down the valley."));
        yield return Try.Of("Too large", "The loss jumps, and the border with it.", Experiments.Of("circle", [8], "tanh", new Sgd(30), epochs: 40)).Guided(
            new("Press Play and wait for the end of epoch 5.", Goal.Epoch(5), "The loss jumps up and down: each step leaps over the valley."),
            new("Choose a rate of 0.3.", Goal.Choose(Setting.Rate, "0.3"), "The steps fit into the valley again; whether the units come back from where they were thrown is another question."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [TwoSteps, LargestRate, StepsOfAnEpoch];

    private static Exercise TwoSteps(Draw draw)
    {
        int start = draw.Integer(-4, 4), bottom = draw.Integer(-3, 5);
        if (start == bottom) bottom += 2;
        double rate = draw.Pick(0.1, 0.2, 0.25, 0.4, 0.75);
        double[] path = Path(rate, 2, start, bottom);
        return new Exercise(
            [new Prose($"$L = (w{Numeral.Plus(-bottom)})^2$. Start at $w_0 = {start}$ with the rate $\\eta = {rate}$. Where are $w_1$ and $w_2$?")],
            new NumberAnswer(
                Quantity.Exactly("w_1", path[1]) with { Slips = [new Slip(start + (rate * 2 * (start - bottom)), "That goes uphill: the step is subtracted."), new Slip(start - (rate * (start - bottom)), $"The derivative of the square is $2(w{Numeral.Plus(-bottom)})$: the 2 is missing.")] },
                Quantity.Exactly("w_2", path[2])),
            $"The slope is $2(w{Numeral.Plus(-bottom)})$; subtract $\\eta$ times the slope, twice.",
            [
                new Formulas(
                    $@"w_1 &= {start} - {rate} \cdot {Numeral.Factor(2 * (start - bottom))} = {Numeral.Of(path[1])}",
                    $@"w_2 &= {Numeral.Of(path[1])} - {rate} \cdot {Numeral.Factor(2 * (path[1] - bottom))} = {Numeral.Of(path[2])}"),
            ])
        { Given = new Dictionary<string, double> { ["start"] = start, ["bottom"] = bottom, ["eta"] = rate } };
    }

    private static Exercise LargestRate(Draw draw)
    {
        int a = draw.Pick(2, 4, 5, 8, 10, 20);
        double limit = 2.0 / a;
        return new Exercise(
            [new Prose($"$L = \\frac{{{a}}}{{2}} w^2$, so the slope is ${a} w$. From which rate on does gradient descent no longer come nearer to 0, and which rate is there in one step?")],
            new NumberAnswer(
                Quantity.Exactly(@"\eta \text{ no longer nearer}", limit) with { Slips = [new Slip(1.0 / a, "That one is there in one step; what lies above still comes nearer, jumping to and fro.")] },
                Quantity.Exactly(@"\eta \text{ in one step}", 1.0 / a)),
            $"A step multiplies $w$ by $1 - {a} \\eta$. When is that of size 1?",
            [new Formulas($@"w - \eta \cdot {a} w &= (1 - {a} \eta) w", $@"|1 - {a} \eta| &= 1 \text{{ at }} \eta = \frac{{2}}{{{a}}} = {Numeral.Of(limit)}", $@"1 - {a} \eta &= 0 \text{{ at }} \eta = \frac{{1}}{{{a}}} = {Numeral.Of(1.0 / a)}")])
        { Given = new Dictionary<string, double> { ["a"] = a } };
    }

    private static Exercise StepsOfAnEpoch(Draw draw)
    {
        int samples = draw.Integer(3, 60) * 10, batch = draw.Pick(8, 16, 32, 50), epochs = draw.Pick(5, 10, 20);
        Experiment experiment = Experiments.Of("gauss", [], "tanh", new Sgd(0.1), epochs) with { BatchSize = batch };
        int steps = new Trainer(experiment, Generated.Make("gauss", samples).ToDataset(), threads: 1).StepsPerEpoch;
        return new Exercise(
            [new Prose($"{samples} samples are learned in mini-batches of {batch}; what is left at the end is a smaller batch. How many steps are in an epoch, and how many in {epochs} epochs?")],
            new NumberAnswer(
                new Quantity(@"\text{in an epoch}", steps) { Slips = samples % batch == 0 ? [] : [new Slip(samples / batch, "The samples that are left over make a step, too.")] },
                new Quantity($@"\text{{in {epochs} epochs}}", steps * epochs)),
            "Divide and round up.",
            [new Formulas($@"\lceil {samples} / {batch} \rceil = {steps}, \quad {steps} \cdot {epochs} = {steps * epochs}")])
        { Given = new Dictionary<string, double> { ["samples"] = samples, ["batch"] = batch, ["epochs"] = epochs } };
    }

    private static double Loss(double w) => (w - 3) * (w - 3);

    private static double[] Path(double rate, int steps, double start = 0, double bottom = 3)
    {
        Trainer trainer = Bowl(start, bottom, new Sgd(rate), steps);
        double[] path = new double[steps + 1], parameters = new double[1];
        for (int step = 0; step <= steps; step++)
        {
            if (step > 0) trainer.Step();
            trainer.CopyParametersTo(parameters);
            path[step] = parameters[0];
        }

        return path;
    }

    private static (int Epochs, string Reason) Stopping()
    {
        Trainer trainer = Bowl(0, 3, new Sgd(0.1), 1000, tolerance: 1e-6);
        while (trainer.StopReason is null) trainer.Step();
        return (trainer.History.Count, trainer.StopReason);
    }

    // L = (w − bottom)²: a unit without bias that sees 1 and should say bottom.
    private static Trainer Bowl(double start, double bottom, Optimizer optimizer, int steps, double tolerance = 0)
    {
        Model unit = HandWritten.Load($$"""
            { "hillock": 1, "input": 1, "loss": "squared_error", "layers": [ { "type": "dense", "units": 1, "activation": "linear", "weights": [[{{start}}]], "bias": null } ] }
            """);
        Experiment experiment = Experiment.Of(unit) with { Optimizer = optimizer, Epochs = steps, BatchSize = 0, Validation = 0, Patience = 0, Precision = Precision.Double, Tolerance = tolerance };
        return new Trainer(experiment, Dataset.FromArrays<double>([1], 1, [bottom], 1, LearningTask.Regression), start: unit, threads: 1);
    }

    private static (int Steps, double Loss) Batches(int batch)
    {
        Experiment experiment = Experiments.Of("circle", [8], "tanh", new Sgd(0.05), epochs: 5) with { BatchSize = batch };
        var trainer = new Trainer(experiment, Generated.Make("circle").ToDataset(), threads: 1);
        while (trainer.StopReason is null) trainer.Step();
        return (trainer.StepsPerEpoch, trainer.History[^1].TrainingLoss);
    }
}
