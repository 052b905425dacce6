using Hillock.Lessons.Blocks;
using Hillock.Models;

namespace Hillock.Lessons.Neurons;

internal sealed class LunchLesson() : Lesson("A3", "A decision as a neuron: shall we go to lunch?")
{
    public override IEnumerable<Block> Blocks()
    {
        yield return new Prose("Three reasons speak for going out to lunch: the weather is good, the food is good, there is money. Each is 0 or 1 and each weighs 1. One goes when the reasons together reach a threshold $T$:");
        yield return new Formulas(@"\text{go} = 1 \quad \text{where} \quad 1 \cdot \text{weather} + 1 \cdot \text{food} + 1 \cdot \text{money} \ge T, \quad \text{else } 0");
        yield return new Prose("The threshold, or the bias $b = -T$, is the prejudice before any evidence. Here is what the same neuron decides for five of them:");

        int[] thresholds = [0, 1, 2, 3, 4];
        Model[] neurons = [.. thresholds.Select(Neuron)];
        double[][] reasons = [.. Enumerable.Range(0, 8).Select(row => Enumerable.Range(0, 3).Select(i => (double)(row >> (2 - i) & 1)).ToArray())];
        int[][] decisions = [.. neurons.Select(neuron => reasons.Select(row => (int)neuron.Output(row)[0]).ToArray())];
        yield return new NumberTable(
            ["weather", "food", "money", .. thresholds.Select(t => $"T = {t}")],
            [.. reasons.Select((row, i) => (string[])[.. row.Select(bit => $"{bit}"), .. decisions.Select(decision => decision[i] == 1 ? "go" : "·")])]);

        int[] ways = [.. decisions.Select(decision => decision.Sum())];
        yield return new NumberTable(["T", "rows of 8 that say go"], [.. thresholds.Select((t, i) => (string[])[$"{t}", $"{ways[i]}"])]);
        yield return new Check("$T = 0$: one always goes.", ways[0] == 8);
        yield return new Check("$T = 1$: any one reason is enough, and without any one stays.", ways[1] == 7 && decisions[1][0] == 0);
        yield return new Check("$T = 3$: all three reasons are needed.", ways[3] == 1 && decisions[3][7] == 1);
        yield return new Check("Above 3, such as 4, one never goes: no evidence outweighs the prejudice.", ways[4] == 0);

        Model withBias = HandWritten.Load("""{ "hillock": 1, "input": 3, "layers": [ { "type": "dense", "units": 1, "activation": "step", "weights": [[1], [1], [1]], "bias": [-2] } ] }""");
        yield return new Check("A threshold $T$ and a bias $b = -T$ are the same neuron (all rows, $T = 2$).", reasons.Select(row => (int)withBias.Output(row)[0]).SequenceEqual(decisions[2]));
        yield return Try.Of("Change the prejudice", "The neuron that wants two reasons. Drag its bias from 0 to −4 and read the decisions.", new ConstructionSetup("gate", "ATLEAST:2") { Inputs = 3 });
    }

    private static Model Neuron(int threshold) => HandWritten.Load($$"""
        { "hillock": 1, "input": 3, "inputs": ["weather", "food", "money"],
          "layers": [ { "type": "dense", "units": 1, "activation": { "type": "step", "threshold": {{threshold}} }, "weights": [[1], [1], [1]], "bias": null } ] }
        """);
}
