using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;

namespace Hillock.Lessons.Neurons;

internal sealed class LunchLesson() : Lesson("A3", "A decision as a neuron: shall we go to lunch?")
{
    private protected override IEnumerable<Block> Tell()
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
        yield return Try.Of("Change the prejudice", "The neuron that wants two reasons. Drag its bias from 0 to −4 and read the decisions.", new ConstructionSetup("gate", "ATLEAST:2") { Inputs = 3 }).Guided(
            new("Click the neuron and set its bias to 0.", Goal.To(Act.SetParameter), "No reason is needed any more: with a bias of 0 one always goes."),
            new("Set the bias to −1.", Goal.To(Act.SetParameter), "Any one reason is enough."),
            new("Set the bias to −4.", Goal.To(Act.SetParameter), "All reasons together give 3, and that is not enough: one never goes. The bias is the prejudice before any evidence."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Ways, Decide];

    private static Exercise Ways(Draw draw)
    {
        int reasons = draw.Integer(3, 6), threshold = draw.Integer(1, reasons);
        Model neuron = Gate.Build($"ATLEAST:{threshold}", reasons).Model;
        int ways = Enumerable.Range(0, 1 << reasons).Count(row => neuron.Output([.. Enumerable.Range(0, reasons).Select(i => (double)(row >> i & 1))])[0] == 1);
        return new Exercise(
            [new Prose($"There are {reasons} reasons for going out, each of which weighs 1 and is there or not. One goes when at least {threshold} of them {(threshold == 1 ? "is" : "are")} there. In how many of the {1 << reasons} situations does one go? And which bias has the neuron?")],
            new NumberAnswer(new Quantity(@"\text{situations}", ways), new Quantity("b", -threshold) { Slips = [new Slip(threshold, "The bias is the threshold with the other sign.")] }),
            $"Count the situations with {threshold}, {threshold + 1}, … reasons: $k$ of {reasons} can be chosen in ${reasons}!/(k!\\,({reasons} - k)!)$ ways.",
            [new Prose($"{string.Join(" + ", Enumerable.Range(threshold, reasons - threshold + 1).Select(k => $"{Choose(reasons, k)}"))} = {ways} situations have at least {threshold} reason{(threshold == 1 ? "" : "s")}. The bias is $b = -T = {-threshold}$.")])
        { Given = new Dictionary<string, double> { ["n"] = reasons, ["T"] = threshold } };
    }

    private static Exercise Decide(Draw draw)
    {
        int[] w = [draw.Integer(1, 3), draw.Integer(1, 3), draw.Integer(1, 3)];
        int threshold = draw.Integer(2, w.Sum()), row = draw.Integer(1, 6);
        int[] x = [row >> 2, row >> 1 & 1, row & 1];
        Model neuron = HandWritten.Load($$"""{ "hillock": 1, "input": 3, "layers": [ { "type": "dense", "units": 1, "activation": "step", "weights": [[{{w[0]}}], [{{w[1]}}], [{{w[2]}}]], "bias": [{{-threshold}}] } ] }""");
        bool goes = neuron.Output(x[0], x[1], x[2])[0] == 1;
        int sum = w.Zip(x, (a, b) => a * b).Sum();
        return new Exercise(
            [new Prose($"Now the reasons weigh differently: weather {w[0]}, food {w[1]}, money {w[2]}; the threshold is {threshold}. Today the weather is {(x[0] == 1 ? "good" : "bad")}, the food is {(x[1] == 1 ? "good" : "bad")}, and there is {(x[2] == 1 ? "money" : "no money")}. Does one go?")],
            new YesNoAnswer(goes, $"The sum is {sum}, the threshold {threshold}."),
            "Add the weights of the reasons that are there.",
            [new Formulas($@"{w[0]} \cdot {x[0]} + {w[1]} \cdot {x[1]} + {w[2]} \cdot {x[2]} = {sum} {(goes ? @"\ge" : "<")} {threshold}")])
        { Given = new Dictionary<string, double> { ["w1"] = w[0], ["w2"] = w[1], ["w3"] = w[2], ["x1"] = x[0], ["x2"] = x[1], ["x3"] = x[2], ["T"] = threshold } };
    }

    private static int Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;

    private static Model Neuron(int threshold) => HandWritten.Load($$"""
        { "hillock": 1, "input": 3, "inputs": ["weather", "food", "money"],
          "layers": [ { "type": "dense", "units": 1, "activation": { "type": "step", "threshold": {{threshold}} }, "weights": [[1], [1], [1]], "bias": null } ] }
        """);
}
