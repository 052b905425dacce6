using Hillock.Construction;
using Hillock.Expressions;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Machines;

internal sealed class BooleanLesson() : Lesson("B2", "A network for every Boolean function")
{
    private const string Lecture = "((A & !X & Z) | (A & !Y)) & ((X & Y) | !(X & Z))";

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("As AND, OR and NOT are neurons, every expression made of them is a network: a neuron for each operation, negations being weights of −1. Take");
        yield return new Formulas(@"((A \land \lnot X \land Z) \lor (A \land \lnot Y)) \land ((X \land Y) \lor \lnot(X \land Z))");
        var expression = BooleanExpression.Parse(Lecture);
        ConstructedNetwork deep = BooleanNetwork.Deep(expression), shallow = BooleanNetwork.Shallow(expression);
        bool[][] rows = [.. Enumerable.Range(0, 16).Select(row => Enumerable.Range(0, 4).Select(i => (row >> (3 - i) & 1) == 1).ToArray())];
        yield return new NumberTable(
            [string.Join(' ', expression.Variables), "expression", "deep", "shallow"],
            [.. rows.Select(row =>
            {
                double[] input = [.. row.Select(bit => bit ? 1.0 : 0)];
                return (string[])[string.Join(' ', input), expression.Evaluate(row) ? "1" : "0", $"{deep.Model.Output(input)[0]}", $"{shallow.Model.Output(input)[0]}"];
            })]);
        yield return new Prose("The deep network follows the expression. The shallow one has a single hidden layer: the truth table as a sum of products, an AND for each product, made as few as can be (Quine and McCluskey), and an OR of them.");
        yield return new NumberTable(["network", "units by layer", "in all", "rows", "wrong"], [Row("deep", deep), Row("shallow", shallow)]);
        yield return new Check("Both are right in every row of the truth table.", deep.Verify() is { Wrong: 0, IsWhole: true } && shallow.Verify() is { Wrong: 0, IsWhole: true });
        yield return new Check("The shallow one has one hidden layer.", shallow.Units.Count == 2);
        yield return Try.Of("Your own expression", "Change a letter or a sign, and watch which neurons appear.", new ConstructionSetup("boolean", Lecture)).Guided(
            new("Change the expression: a letter, a sign, a bracket.", Goal.To(Act.Construct), "The network was built anew and compared with every row of the truth table."),
            new("Choose steep sigmoids instead of steps.", Goal.To(Act.Soften), "The same answers, rounded; and now there are slopes to learn by."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Rows];

    private static Exercise Rows(Draw draw)
    {
        string[] letters = draw.Shuffle<string>("A", "B", "C");
        bool[] negated = [draw.Coin(), draw.Coin(), draw.Coin()];
        bool first = draw.Coin(), second = draw.Coin();
        string[] literals = [.. letters.Select((letter, i) => (negated[i] ? "!" : "") + letter)], shown = [.. letters.Select((letter, i) => (negated[i] ? @"\lnot " : "") + letter)];
        string text = $"({literals[0]} {(first ? '&' : '|')} {literals[1]}) {(second ? '&' : '|')} {literals[2]}", latex = $@"({shown[0]} {(first ? @"\land" : @"\lor")} {shown[1]}) {(second ? @"\land" : @"\lor")} {shown[2]}";
        var expression = BooleanExpression.Parse(text);
        ConstructedNetwork network = BooleanNetwork.Deep(expression);
        int row = draw.Integer(0, 7);
        double ones = Enumerable.Range(0, 8).Sum(each => Says(each));
        return new Exercise(
            [new Prose($"${latex}$ as a network: in how many of the 8 rows of its truth table does it answer 1? And what does it answer to $A = {row >> 2}$, $B = {row >> 1 & 1}$, $C = {row & 1}$?")],
            new NumberAnswer(new Quantity(@"\text{rows}", ones), new Quantity("y", Says(row))),
            "A row is fixed by the three letters. First the parentheses: how many of the four rows of two letters?",
            [new Prose($"The parentheses are 1 in {(first ? 1 : 3)} of 4 rows of their two letters. {(second ? $"Of those, the third letter leaves half: {ones}." : $"The third is 1 in 4 of all 8 rows, and in half of the {(first ? 2 : 6)} rows of the parentheses already: 4 + {ones - 4} = {ones}.")}")])
        { Given = new Dictionary<string, double> { ["and1"] = first ? 1 : 0, ["and2"] = second ? 1 : 0 } };

        // The network has its inputs in the order of first appearance.
        double Says(int bits) => network.Model.Output([.. expression.Variables.Select(name => (double)(bits >> ('C' - name[0]) & 1))])[0];
    }

    private static string[] Row(string name, ConstructedNetwork network) =>
        [name, string.Join(" + ", network.Units), $"{network.Units.Sum()}", $"{network.Verify().Checked}", $"{network.Verify().Wrong}"];
}
