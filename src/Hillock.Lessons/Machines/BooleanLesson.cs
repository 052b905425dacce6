using Hillock.Construction;
using Hillock.Expressions;
using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Machines;

internal sealed class BooleanLesson() : Lesson("B2", "A network for every Boolean function")
{
    private const string Lecture = "((A & !X & Z) | (A & !Y)) & ((X & Y) | !(X & Z))";

    public override IEnumerable<Block> Blocks()
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
        yield return Try.Of("Your own expression", "Change a letter or a sign, and watch which neurons appear.", new ConstructionSetup("boolean", Lecture));
    }

    private static string[] Row(string name, ConstructedNetwork network) =>
        [name, string.Join(" + ", network.Units), $"{network.Units.Sum()}", $"{network.Verify().Checked}", $"{network.Verify().Wrong}"];
}
