using Hillock.Activations;
using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Optimizers;

namespace Hillock.Lessons.Machines;

internal sealed class OutputRangeLesson() : Lesson("B8", "The output's activation decides what a network can say")
{
    private const double Far = 500;

    private static readonly (Activation Activation, string Use)[] Outputs =
    [
        (Activation.Step, "yes or no"), (Activation.Sigmoid, "a probability"), (Activation.Tanh, "for or against"), (Activation.ReLU, "an amount"), (Activation.Linear, "any number"),
    ];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("Whatever the layers before do, the last activation bounds the answer. The range is what the definition says; beside it stands the smallest and the largest output that the library computed for $z$ from −500 to 500.");
        (Activation Activation, string Use, double[] Values)[] measured = [.. Outputs.Select(output => (output.Activation, output.Use, Values(output.Activation)))];
        yield return new NumberTable(
            ["activation", "range", "smallest", "largest", "good for"],
            [.. measured.Select(each => (string[])[each.Activation.Name, $"{each.Activation.Range}", Figures.Number(each.Values.Min()), Figures.Number(each.Values.Max()), each.Use])]);
        yield return new Plot("Near zero", "z", "a", [.. Outputs.Where(output => output.Activation is not Linear).Select(output =>
        {
            Models.Model model = HandWritten.Activation(output.Activation.Name);
            return Curve.Of(output.Activation.Name, -3, 2, z => model.Output(z)[0]);
        })]);
        foreach ((Activation activation, _, double[] values) in measured)
        {
            OutputRange range = activation.Range;
            bool inside = values.All(value => value >= range.Minimum && value <= range.Maximum);
            bool fills = values.Min() <= Math.Max(range.Minimum, -Far) + 1e-12 && values.Max() >= Math.Min(range.Maximum, Far) - 1e-12;
            yield return new Check($"{activation.Name}: no output leaves {range}, and they come as close to its ends as the inputs allow.", inside && fills);
        }

        yield return new Prose("`hillock inspect MODEL` shows the range of every model.");
        yield return Try.Of("An amount that is none", "Hills and hollows learned with a linear output. What would a sigmoid or relu output make of the hollows?", Experiments.Of("bump", [12], "tanh", new Adam(0.02), epochs: 60)).Guided(
            new("Press Play and wait for the end of epoch 30.", Goal.Epoch(30), "Hills in one color, hollows in the other: a linear output goes above 0 and below."),
            new("Click a sample in a hollow.", Goal.To(Act.OpenMicroscope), "Its target is below 0. A sigmoid output would have to stay above 0, a relu output could say no less than 0."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Choose];

    private static Exercise Choose(Draw draw)
    {
        (string Wish, string Name)[] wishes =
        [
            ("a probability, anywhere between 0 and 1", "sigmoid"), ("a yes or a no, nothing between", "step"), ("how much for or against something, from −1 to 1", "tanh"),
            ("an amount that is never negative and has no upper end", "relu"), ("a temperature in degrees Celsius, above or below 0", "linear"),
        ];
        (string wish, string name) = draw.Pick(wishes);
        string[] others = draw.Shuffle([.. wishes.Select(each => each.Name).Where(each => each != name)]);
        return new Exercise(
            [new Prose($"A network's output shall be {wish}. Which activation should it have?")],
            ChoiceAnswer.Of(draw, name, [.. others[..3].Select(other => new Option(other, $"{other} gives {Activation.Parse(other).Range}: that is not what was asked for."))]),
            "Compare the ranges: the last activation decides what can come out.",
            [new Prose($"{name} has the range {Activation.Parse(name).Range}.")]);
    }

    private static double[] Values(Activation activation)
    {
        Models.Model model = HandWritten.Activation(activation.Name);
        double[] z = [.. Enumerable.Range(0, 20_001).Select(i => -Far + (2 * Far * i / 20_000))], a = new double[z.Length];
        model.Predict(z, a);
        return a;
    }
}
