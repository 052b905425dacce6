using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Machines;

internal sealed class CheckerboardLesson() : Lesson("B5", "16 lines, 40 fields, 57 neurons")
{
    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("Eight upright and eight level lines cut the plane into 81 fields, the outer ones without end. The network is to fire in every second field, the corners not among them: each is an AND of its two, three or four sides, and one OR joins them.");
        ConstructedNetwork board = CheckerboardNetwork.Build(8, 8);
        Verification verified = board.Verify();
        yield return new Formulas(@"n \text{ lines, half of them each way:} \quad \lfloor (n + 2)^2 / 8 \rfloor \text{ fields}");
        yield return PlaneMap.Of("What the network says", -0.5, 9.5, -0.5, 9.5, board.Model);
        yield return new NumberTable(["layer", "neurons", "what they are"], [["1", $"{board.Units[0]}", "lines"], ["2", $"{board.Units[1]}", "fields"], ["3", $"{board.Units[2]}", "OR"], ["in all", $"{board.Units.Sum()}", ""]]);
        yield return new Check("16 neurons in the first layer, 40 in the second, 57 with the output.", board.Units.SequenceEqual([16, 40, 1]) && board.Units.Sum() == 57);
        yield return new Check($"All {verified.Checked:N0} points by chance are told right.", verified.Wrong == 0);

        int[] sides = [1, 2, 3, 4, 6, 8, 10, 12];
        ConstructedNetwork[] boards = [.. sides.Select(side => CheckerboardNetwork.Build(side, side))];
        yield return new NumberTable(
            ["lines n", "fields", "⌊(n + 2)²/8⌋", "neurons"],
            [.. boards.Select((each, i) => (string[])[$"{2 * sides[i]}", $"{each.Units[1]}", $"{Fields(2 * sides[i])}", $"{each.Units.Sum()}"])]);
        yield return new Check("The law holds for all of these.", boards.Select((each, i) => each.Units[1] == Fields(2 * sides[i])).All(same => same));
        yield return new Prose("With one hidden layer there are no such ANDs to build on: the field would have to be approximated, as lesson B6 does.");
        yield return Try.Of("The board", "Click a neuron of the second layer: it is one field. Soften the steps and train from there.", new ConstructionSetup("checkerboard", "8x8")).Guided(
            new("Look at a neuron of the second layer.", Goal.Look, "It is one field of the board: an AND of the lines around it."),
            new("Choose steep sigmoids instead of steps.", Goal.To(Act.Soften), "The edges are soft now, and training can go on from here."),
            new("Press Play and wait for the end of an epoch.", Goal.Epoch(1), "It starts where construction ended, instead of from chance."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Board];

    private static Exercise Board(Draw draw)
    {
        int side = draw.Integer(1, 8) * 2;
        ConstructedNetwork board = CheckerboardNetwork.Build(side, side);
        int lines = 2 * side, all = (side + 1) * (side + 1);
        return new Exercise(
            [new Prose($"{side} upright and {side} level lines cut the plane into fields. A network fires in every second of them, the corners not among them. Into how many fields is the plane cut, in how many does the network fire, and how many neurons has it in all?")],
            new NumberAnswer(
                new Quantity(@"\text{fields}", all) { Slips = [new Slip(side * side, $"{side} lines leave {side + 1} strips.")] },
                new Quantity(@"\text{fires in}", board.Units[1]) { Slips = [new Slip(board.Units[1] + 1, "The corners are not among them: it is the smaller half.")] },
                new Quantity(@"\text{neurons}", board.Units.Sum()) { Slips = [new Slip(board.Units.Sum() - 1, "One more joins the fields.")] }),
            "Lines in the first layer, fields in the second, an OR.",
            [new Formulas($@"{side + 1}^2 = {all}, \quad \lfloor ({lines} + 2)^2 / 8 \rfloor = {board.Units[1]}, \quad {lines} + {board.Units[1]} + 1 = {board.Units.Sum()}")])
        { Given = new Dictionary<string, double> { ["side"] = side } };
    }

    private static int Fields(int lines) => (lines + 2) * (lines + 2) / 8;
}
