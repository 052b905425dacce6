using Hillock.Construction;
using Hillock.Expressions;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;

namespace Hillock.Lessons.Neurons;

internal sealed class GatesLesson() : Lesson("A4", "Logic gates are single neurons")
{
    private static readonly (string Name, int Inputs)[] Gates =
        [("AND", 2), ("OR", 2), ("NOT", 1), ("NAND", 2), ("NOR", 2), ("AND", 5), ("OR", 5), ("MAJORITY", 3), ("MAJORITY", 5), ("ATLEAST:2", 4), ("ATLEAST:3", 4)];

    private static readonly string[] Mixed = ["a & !b & c", "!a & !b & c & d", "!a | b", "a | !b | !c | d"];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A threshold neuron with weights 1 counts how many of its inputs are 1 and fires from a number on. Which gate it is depends on that number only: AND waits for all, OR for one. With weights −1 it counts down from the bias.");
        ConstructedNetwork[] gates = [.. Gates.Select(gate => Gate.Build(gate.Name, gate.Inputs))];
        yield return Table("gate: it fires where", gates);
        yield return new Prose("A negated input has the weight −1, and the threshold falls by one for each: AND and OR of any inputs, some of them negated, are single neurons too.");
        ConstructedNetwork[] mixed = [.. Mixed.Select(expression => BooleanNetwork.Deep(BooleanExpression.Parse(expression)))];
        yield return Table("expression", mixed);

        ConstructedNetwork[] all = [.. gates, .. mixed];
        yield return new Check($"All {all.Length} are right in every row of their truth tables.", all.All(network => network.Verify() is { IsWhole: true, Wrong: 0 }));
        yield return new Check("Each is one neuron.", all.All(network => network.Units.SequenceEqual([1])));
        yield return new Prose("XOR is not among them: lesson B1 says why.");
        yield return Try.Of("Five voters", "The majority of five inputs in one neuron. Move its bias: which gates come by?", new ConstructionSetup("gate", "MAJORITY") { Inputs = 5 }).Guided(
            new("Click the neuron and raise its bias by 1.", Goal.To(Act.SetParameter), "Two votes are enough now: at least 2 of 5."),
            new("Raise it by 1 once more.", Goal.To(Act.SetParameter), "One vote is enough: OR."),
            new("Lower it by 4, or set the bias to −5.", Goal.To(Act.SetParameter), "All five must agree: AND. Gates at least 1, 2, 3, 4 and 5 of 5 differ in one number."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Threshold, Negated];

    private static Exercise Threshold(Draw draw)
    {
        int n = draw.Integer(2, 7) | 1, k = draw.Integer(2, n - 1);
        string name = draw.Pick("AND", "OR", "NAND", "NOR", "MAJORITY", "ATLEAST");
        int sign = name is "NAND" or "NOR" ? -1 : 1;
        Model gate = Gate.Build(name == "ATLEAST" ? $"ATLEAST:{k}" : name, n).Model;
        int threshold = WholeThreshold([.. Enumerable.Repeat(sign, n)], gate);
        string what = name == "ATLEAST" ? $"at least {k} of {n} inputs" : $"{name} of {n} inputs";
        return new Exercise(
            [new Prose($"A neuron shall be this gate: {what}. All its weights are ${sign}$. Which whole number is its threshold $T$, and which bias $b$ is that?")],
            new NumberAnswer(new Quantity("T", threshold), new Quantity("b", -threshold)),
            sign == 1 ? "The sum is the number of ones. From how many on does the gate fire?" : "The sum is minus the number of ones. How low may it be when the gate still fires?",
            [new Prose($"The gate fires for {(sign == 1 ? $"{threshold} and more" : $"{-threshold} and fewer")} ones. The sum there is ${threshold}$ or more: $T = {threshold}$, $b = {-threshold}$.")])
        { Given = new Dictionary<string, double> { ["n"] = n, ["k"] = k, ["sign"] = sign } };
    }

    private static Exercise Negated(Draw draw)
    {
        int n = draw.Integer(2, 4);
        bool isAnd = draw.Coin();
        int[] signs = [.. Enumerable.Range(0, n).Select(_ => draw.Coin() ? 1 : -1)];
        if (signs.All(sign => sign == 1)) signs[draw.Integer(0, n - 1)] = -1;
        string[] letters = ["a", "b", "c", "d"];
        string expression = string.Join(isAnd ? " & " : " | ", signs.Select((sign, i) => (sign < 0 ? "!" : "") + letters[i]));
        string latex = string.Join(isAnd ? @" \land " : @" \lor ", signs.Select((sign, i) => (sign < 0 ? @"\lnot " : "") + letters[i]));
        int threshold = WholeThreshold(signs, BooleanNetwork.Deep(BooleanExpression.Parse(expression)).Model);
        return new Exercise(
            [new Prose($"One neuron shall compute ${latex}$, with the weight 1 for each plain input and −1 for each negated one. Which whole number is its threshold $T$?")],
            new NumberAnswer(new Quantity("T", threshold)),
            isAnd ? "What is the sum in the only row that fires?" : "What is the sum in the only row that does not fire? The threshold is one more.",
            [new Prose(isAnd ? $"It fires in one row only, where the plain inputs are 1 and the negated ones 0: the sum is ${threshold}$ there, and smaller elsewhere." : $"It stays silent in one row only, where the plain inputs are 0 and the negated ones 1: the sum is ${threshold - 1}$ there, and larger elsewhere.")])
        { Given = new Dictionary<string, double> { ["and"] = isAnd ? 1 : 0, ["n"] = n, ["negated"] = signs.Count(sign => sign < 0) } };
    }

    // The threshold with which a neuron of these weights says what the network says, in every row.
    private static int WholeThreshold(int[] weights, Model network)
    {
        int n = weights.Length;
        return Enumerable.Range(-n - 1, (2 * n) + 3).Single(threshold => Enumerable.Range(0, 1 << n).All(row =>
        {
            double[] x = [.. Enumerable.Range(0, n).Select(i => (double)(row >> i & 1))];
            return (weights.Zip(x, (w, value) => w * value).Sum() >= threshold ? 1 : 0) == network.Output(x)[0];
        }));
    }

    private static NumberTable Table(string title, ConstructedNetwork[] networks) => new(
        [title, "neurons", "rows", "wrong"],
        [.. networks.Select(network => (string[])[network.Description.Split(", unit by unit")[0], $"{network.Units.Sum()}", $"{network.Verify().Checked}", $"{network.Verify().Wrong}"])]);
}
