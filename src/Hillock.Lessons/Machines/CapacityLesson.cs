using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Optimizers;
using Hillock.Tensors;

namespace Hillock.Lessons.Machines;

internal sealed class CapacityLesson() : Lesson("B9", "Capacity: how much a network could learn by heart")
{
    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("The VC dimension of a network is the most points that it can label in every possible way. Nobody computes it for a real network, but it is known how it grows with the number of weights $W$ and of layers $L$:");
        foreach (string law in Capacity.Laws) yield return new Prose($"– {law}");
        yield return new Prose("These are laws of growth. They hold constants that nobody has named, so no number can be honest; what can be told of a network is $W$ and $L$:");
        (string Name, ModelDefinition Definition)[] networks =
        [
            ("2-2-1, XOR", Gate.Build("XOR").Model.Definition),
            ("16-40-1, the checkerboard of B5", CheckerboardNetwork.Build(8, 8).Model.Definition),
            ("784-30-10, handwritten digits", Dense(784, 30, 10)),
            ("784-100-10", Dense(784, 100, 10)),
            ("784-28-28-28-10, deeper", Dense(784, 28, 28, 28, 10)),
        ];
        yield return new NumberTable(["network", "W", "L"], [.. networks.Select(network =>
        {
            var capacity = Capacity.Of(network.Definition);
            return (string[])[network.Name, Figures.Count(capacity.Weights), $"{capacity.Layers}"];
        })]);
        yield return new Check("$W$ counts every weight and bias: $784 \\cdot 30 + 30 + 30 \\cdot 10 + 10$ for the third.", Capacity.Of(networks[2].Definition) == new Capacity((784 * 30) + 30 + (30 * 10) + 10, 2));

        yield return new Prose("What the definition means can be tried on the smallest case. One threshold neuron of two inputs ($W = 3$) labels three points that do not lie on one line in all 8 ways, but not four points: XOR is always missing (lesson B1). So its VC dimension is 3.");
        (double X, double Y)[] corners = [(0, 0), (1, 0), (0, 1), (1, 1)];
        int three = Labelings(corners[..3]), four = Labelings(corners);
        yield return new NumberTable(["points", "labelings", "found"], [["3", "8", $"{three}"], ["4, the corners of a square", "16", $"{four}"]]);
        yield return new Check("All 8 labelings of three points were found, and only 14 of the 16 of four.", three == 8 && four == 14);
        yield return Try.Of("By heart", "Sixty points of two moons that run into each other, and far too many weights: the loss on the samples falls to nothing, that on the test rises.", Experiments.Of("moons", [64, 64], "relu", new Adam(0.01), epochs: 400, samples: 120, noise: 0.3, test: 0.5)).Guided(
            new("Press Play until the loss on the samples is below 0.05.", Goal.TrainLossTo(0.05), "It knows its samples by heart."),
            new("Look at the test loss beside it.", Goal.Look, "It has gone up again: the border follows single samples, and those were noise."),
            new("Set L2 to 0.02 under More settings.", Goal.Choose(Setting.L2), "A penalty takes part of that capacity away."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Size];

    private static Exercise Size(Draw draw)
    {
        int inputs = draw.Integer(2, 20);
        int[] units = [draw.Integer(2, 20), draw.Integer(1, 12), draw.Integer(1, 5)];
        if (draw.Coin()) units = units[1..];
        var capacity = Capacity.Of(Dense(inputs, units));
        int biases = units.Sum();
        string terms = string.Join(" + ", units.Select((count, i) => $@"{(i == 0 ? inputs : units[i - 1])} \cdot {count} + {count}"));
        return new Exercise(
            [new Prose($"How many weights $W$ (with the biases) and how many layers $L$ has a network {inputs}-{string.Join('-', units)}?")],
            new NumberAnswer(new Quantity("W", capacity.Weights) { Slips = [new Slip(capacity.Weights - biases, "The biases count, too: one for each unit.")] }, new Quantity("L", capacity.Layers) { Slips = [new Slip(units.Length + 1, "The inputs are no layer: they have no weights.")] }),
            "Between two layers there are as many weights as the product of their sizes, and a bias for each unit.",
            [new Formulas($"W = {terms} = {capacity.Weights}")])
        { Given = new Dictionary<string, double> { ["n0"] = inputs, ["n1"] = units[0], ["n2"] = units[1], ["n3"] = units.Length > 2 ? units[2] : 0 } };
    }

    private static ModelDefinition Dense(int inputs, params int[] units) => new(new Shape(inputs), units.Select(count => new Dense(count, Activations.Activation.Sigmoid)));

    // Half-planes with whole weights from −3 to 3 and thresholds halfway between.
    private static int Labelings((double X, double Y)[] points)
    {
        HashSet<int> found = [];
        for (int w1 = -3; w1 <= 3; w1++)
        {
            for (int w2 = -3; w2 <= 3; w2++)
            {
                for (double threshold = -6.5; threshold <= 6.5; threshold++)
                    found.Add(points.Select((point, i) => (w1 * point.X) + (w2 * point.Y) >= threshold ? 1 << i : 0).Sum());
            }
        }

        return found.Count;
    }
}
