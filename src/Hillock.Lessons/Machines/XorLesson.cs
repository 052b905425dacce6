using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Models;

namespace Hillock.Lessons.Machines;

internal sealed class XorLesson() : Lesson("B1", "XOR needs a hidden layer")
{
    public override IEnumerable<Block> Blocks()
    {
        yield return new Prose("One threshold neuron cannot compute XOR. It would have to fit four rows at once:");
        yield return new Formulas("(0,0) → 0:           b < 0", "(1,0) → 1:      w₁ + b ≥ 0", "(0,1) → 1:      w₂ + b ≥ 0", "(1,1) → 0: w₁ + w₂ + b < 0");
        yield return new Prose("The two in the middle add up to w₁ + w₂ + 2b ≥ 0, so w₁ + w₂ + b ≥ −b, which is above 0 by the first. That contradicts the last: there are no such weights. Trying whole weights from −3 to 3 and thresholds halfway between shows which of the 16 functions of two inputs a neuron has:");
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
        yield return new Try("hillock build gate XOR -o xor.safetensors --samples xor.csv");
        yield return new Try("hillock compare xor.safetensors xor.csv");
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
