using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;

namespace Hillock.Lessons.Machines;

internal sealed class XorLesson() : Lesson("B1", "XOR needs a hidden layer")
{
    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("One threshold neuron cannot compute XOR. It would have to fit four rows at once:");
        yield return new Formulas(@"& (0,0) \to 0{:} \quad & b &< 0", @"& (1,0) \to 1{:} \quad & w_1 + b &\ge 0", @"& (0,1) \to 1{:} \quad & w_2 + b &\ge 0", @"& (1,1) \to 0{:} \quad & w_1 + w_2 + b &< 0");
        yield return new Prose("The two in the middle add up to $w_1 + w_2 + 2b \\ge 0$, so $w_1 + w_2 + b \\ge -b$, which is above 0 by the first. That contradicts the last: there are no such weights. Trying whole weights from −3 to 3 and thresholds halfway between shows which of the 16 functions of two inputs a neuron has:");
        int[] found = [.. Reachable().Order()];
        int[] missing = [.. Enumerable.Range(0, 16).Except(found)];
        yield return new NumberTable(
            ["x₁ x₂", .. missing.Select((_, i) => $"missing {i + 1}")],
            [.. Enumerable.Range(0, 4).Select(row => (string[])[$"{row >> 1} {row & 1}", .. missing.Select(function => $"{function >> row & 1}")])]);
        yield return new Check("A neuron can be 14 of the 16 functions; XOR and its opposite are missing.", found.Length == 14 && missing.SequenceEqual([0b0110, 0b1001]));

        yield return new Prose("Two hidden neurons and one more do it: the first fires for at least one, the second for not both, the output where both fire.");
        ConstructedNetwork xor = Gate.Build("XOR");
        Model model = xor.Model;
        double[] w1 = model.Parameter("dense_1.weights"), b1 = model.Parameter("dense_1.bias"), w2 = model.Parameter("dense_2.weights"), b2 = model.Parameter("dense_2.bias");
        yield return new NumberTable(
            ["neuron", "from the first", "from the second", "bias"],
            [["h₁", $"{w1[0]}", $"{w1[2]}", $"{b1[0]}"], ["h₂", $"{w1[1]}", $"{w1[3]}", $"{b1[1]}"], ["y", $"{w2[0]}", $"{w2[1]}", $"{b2[0]}"]]);
        double[][] rows = [[0, 0], [0, 1], [1, 0], [1, 1]];
        yield return new NumberTable(["x₁", "x₂", "h₁", "h₂", "y"], [.. rows.Select(x =>
        {
            double h1 = (x[0] * w1[0]) + (x[1] * w1[2]) + b1[0] >= 0 ? 1 : 0, h2 = (x[0] * w1[1]) + (x[1] * w1[3]) + b1[1] >= 0 ? 1 : 0;
            return (string[])[$"{x[0]}", $"{x[1]}", $"{h1}", $"{h2}", $"{model.Output(x)[0]}"];
        })]);
        yield return new Check("The network of 2 + 1 neurons is exact in all four rows.", xor.Units.SequenceEqual([2, 1]) && xor.Verify() is { Checked: 4, Wrong: 0 });
        Model plane = HandWritten.Load($$"""
            { "hillock": 1, "input": 2, "layers": [
              { "type": "dense", "units": 2, "activation": "step", "weights": [[{{w1[0]}}, {{w1[1]}}], [{{w1[2]}}, {{w1[3]}}]], "bias": [{{b1[0]}}, {{b1[1]}}] },
              { "type": "dense", "units": 1, "activation": "step", "weights": [[{{w2[0]}}], [{{w2[1]}}]], "bias": [{{b2[0]}}] } ] }
            """);
        yield return PlaneMap.Of("Over the whole plane: the lines of h₁ and h₂ leave a band where y = 1", -0.5, 1.5, -0.5, 1.5, plane);
        yield return Try.Of("The constructed network", "Switch the inputs and follow the signals through the three neurons.", new ConstructionSetup("gate", "XOR")).Guided(
            new("Look at the pictures of the two hidden units.", Goal.Look, "Each is one half of the plane: \"at least one\" and \"not both\". Only their overlap is XOR."),
            new("Click one link and change its weight until an answer is wrong.", Goal.To(Act.SetParameter), "Three neurons are just enough; there is not much to spare."));
        yield return Try.Of("No hidden layer", "One sigmoid unit on the four quarters: whatever it learns, half of it is wrong.", Experiments.Of("xor", [], "tanh", new Sgd(0.3), epochs: 100)).Guided(
            new("Press Play and wait for the end of epoch 50.", Goal.Epoch(50), "The loss stays near $\\ln 2 = 0.69$, what \"fifty-fifty\" costs: the best that a line can say of four quarters is nothing."),
            new("Change the seed under More settings.", Goal.Choose(Setting.Seed), "Other first weights."),
            new("Press Play and wait for the end of epoch 20.", Goal.Epoch(20), "Another start, the same end: it is not a question of luck."));
        yield return Try.Of("Two hidden units", "Sometimes they find the band, sometimes they are stuck: change the seed.", Experiments.Of("xor", [2], "tanh", new Sgd(0.3), epochs: 200)).Guided(
            new("Press Play and wait for the end of epoch 100.", Goal.Epoch(100), "Two units can cut a band out of the plane, but the way there is not sure: look whether they found it."),
            new("Change the seed under More settings.", Goal.Choose(Setting.Seed), "Another start."),
            new("Press Play again and wait for the end of epoch 100.", Goal.Epoch(100), "Compare the loss with that of the first start: what can be built need not be found."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Hidden, OneNeuron];

    private static Exercise Hidden(Draw draw)
    {
        int from = draw.Integer(1, 2), upTo = draw.Integer(0, 1), needed = draw.Integer(1, 2);
        Model network = HandWritten.Load($$"""
            { "hillock": 1, "input": 2, "layers": [
              { "type": "dense", "units": 2, "activation": "step", "weights": [[1, -1], [1, -1]], "bias": [{{-from}}, {{upTo}}] },
              { "type": "dense", "units": 1, "activation": "step", "weights": [[1], [1]], "bias": [{{-needed}}] } ] }
            """);
        double[] answers = [network.Output(0, 0)[0], network.Output(0, 1)[0], network.Output(1, 1)[0]];
        return new Exercise(
            [new Prose($"A network of threshold units: $h_1$ fires where $x_1 + x_2 \\ge {from}$, $h_2$ fires where $-x_1 - x_2 \\ge {-upTo}$, and $y$ fires where $h_1 + h_2 \\ge {needed}$. What does $y$ answer to (0, 0), to (0, 1) and to (1, 1)?")],
            new NumberAnswer(new Quantity("y(0, 0)", answers[0]), new Quantity("y(0, 1)", answers[1]), new Quantity("y(1, 1)", answers[2])),
            "Compute $h_1$ and $h_2$ for each row first.",
            [new NumberTable(["ones", "h₁", "h₂", "y"], [.. Enumerable.Range(0, 3).Select(ones => (string[])[$"{ones}", ones >= from ? "1" : "0", ones <= upTo ? "1" : "0", $"{answers[ones]}"])])])
        { Given = new Dictionary<string, double> { ["from"] = from, ["upTo"] = upTo, ["needed"] = needed } };
    }

    private static Exercise OneNeuron(Draw draw)
    {
        int function = draw.Coin() ? draw.Pick(0b0110, 0b1001) : draw.Integer(0, 15);
        bool can = Reachable().Contains(function);
        return new Exercise(
            [
                new Prose("Can a single threshold neuron with the inputs $x_1$ and $x_2$ compute this function?"),
                new NumberTable(["x₁ x₂", "0 0", "0 1", "1 0", "1 1"], [["y", .. Enumerable.Range(0, 4).Select(row => $"{function >> row & 1}")]]),
            ],
            new YesNoAnswer(can, can ? "A straight line separates the rows that are 1 from those that are 0." : "The ones lie across from each other, and so do the zeros: no straight line separates them."),
            "Draw the four corners of the square. Can a straight line have the ones on one side?",
            [new Prose(can ? "14 of the 16 functions of two inputs can be had, and this is one of them." : "This is XOR or its opposite, the only two of the 16 functions that no single neuron has.")])
        { Given = new Dictionary<string, double> { ["function"] = function } };
    }

    // A function of two inputs is four bits: bit r is its value in row r, x₁ being the row's higher bit.
    private static HashSet<int> Reachable()
    {
        HashSet<int> functions = [];
        for (int w1 = -3; w1 <= 3; w1++)
        {
            for (int w2 = -3; w2 <= 3; w2++)
            {
                for (double threshold = -6.5; threshold <= 6.5; threshold++)
                    functions.Add(Enumerable.Range(0, 4).Sum(row => (w1 * (row >> 1)) + (w2 * (row & 1)) >= threshold ? 1 << row : 0));
            }
        }

        return functions;
    }
}
