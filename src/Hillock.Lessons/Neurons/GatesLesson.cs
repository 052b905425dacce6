using Hillock.Construction;
using Hillock.Expressions;
using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Neurons;

internal sealed class GatesLesson() : Lesson("A4", "Logic gates are single neurons")
{
    private static readonly (string Name, int Inputs)[] Gates =
        [("AND", 2), ("OR", 2), ("NOT", 1), ("NAND", 2), ("NOR", 2), ("AND", 5), ("OR", 5), ("MAJORITY", 3), ("MAJORITY", 5), ("ATLEAST:2", 4), ("ATLEAST:3", 4)];

    private static readonly string[] Mixed = ["a & !b & c", "!a & !b & c & d", "!a | b", "a | !b | !c | d"];

    public override IEnumerable<Block> Blocks()
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
        yield return Try.Of("Five voters", "The majority of five inputs in one neuron. Move its bias: which gates come by?", new ConstructionSetup("gate", "MAJORITY") { Inputs = 5 });
    }

    private static NumberTable Table(string title, ConstructedNetwork[] networks) => new(
        [title, "neurons", "rows", "wrong"],
        [.. networks.Select(network => (string[])[network.Description.Split(", unit by unit")[0], $"{network.Units.Sum()}", $"{network.Verify().Checked}", $"{network.Verify().Wrong}"])]);
}
