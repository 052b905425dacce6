using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Machines;

internal sealed class PolygonLesson() : Lesson("B4", "Half-planes, polygons, and any shape with corners")
{
    private static readonly (double X, double Y)[] Triangle = [(-4, -2), (0, -2), (-2, 2)];
    private static readonly (double X, double Y)[] Square = [(1, -2), (4, -2), (4, 1), (1, 1)];
    private static readonly (double X, double Y)[] Star = [.. Enumerable.Range(0, 10).Select(i =>
    {
        double radius = i % 2 == 0 ? 4 : 1.8;
        (double sin, double cos) = Math.SinCos(Math.PI * ((i / 5.0) + 0.5));
        return (radius * cos, radius * sin);
    })];

    private static readonly (double X, double Y)[] Window = [(-0.9, -0.8), (0.9, -0.8), (0.9, 0.8), (-0.9, 0.8)];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A threshold neuron over $x$ and $y$ fires on one side of a straight line: $w_1 x + w_2 y + b \\ge 0$ is a half-plane. An AND of half-planes is a convex polygon, one neuron in a second layer. An OR of convex polygons takes a third layer, and as any polygon can be cut into convex ones, that is enough for every shape with corners, holes and all.");
        (string Name, ConstructedNetwork Network)[] shapes =
        [
            ("triangle: one AND", RegionNetwork.Build(new Region([Triangle]))),
            ("triangle or square: OR of two ANDs", RegionNetwork.Build(new Region([Triangle, Square]))),
            ("star, which is not convex", RegionNetwork.Build(new Region([Star]))),
            ("star with a hole", RegionNetwork.Build(new Region([Star], [Window]))),
        ];
        Verification[] verified = [.. shapes.Select(shape => shape.Network.Verify())];
        yield return new NumberTable(
            ["shape", "lines", "ANDs", "OR", "points compared", "wrong"],
            [.. shapes.Select((shape, i) => (string[])[
                shape.Name, $"{shape.Network.Units[0]}", $"{shape.Network.Units[1]}", shape.Network.Units.Count > 2 ? $"{shape.Network.Units[2]}" : "–",
                $"{verified[i].Checked:N0}", $"{verified[i].Wrong}"])]);
        foreach ((string name, ConstructedNetwork network) in shapes.Where((_, i) => i is 1 or 3)) yield return PlaneMap.Of($"What the network says: {name}", -4.5, 4.5, -4.2, 4.2, network.Model);
        yield return new Prose("The comparison knows nothing of networks: it asks by another method whether a point lies inside. Points closer to an edge than a billionth of the shape's size are left out.");
        yield return new Check("The network agrees with the polygon at every one of about a million points, for each shape.", verified.All(each => each is { Wrong: 0, Checked: > 990_000 }));
        yield return new Check("A convex polygon needs no third layer.", shapes[0].Network.Units.Count == 2 && shapes[1].Network.Units.Count == 3);
        yield return Try.Of("Draw a shape", "The star with its hole. Move a corner and count the lines, ANDs and the OR.", new ConstructionSetup("polygon", RegionJson.Of([Star], Window))).Guided(
            new("Look at the pictures of the first layer, then of the second.", Goal.Look, "Lines first, each half a plane; then their overlaps, the convex pieces; at last their union."),
            new("Move a corner of the shape.", Goal.To(Act.Construct), "The network follows, and is compared with the shape at many points."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Count, Inside];

    private static Exercise Count(Draw draw)
    {
        int a = draw.Integer(3, 9), b = draw.Integer(3, 9);
        ConstructedNetwork network = RegionNetwork.Build(new Region([Regular(a, -3, 0.1), Regular(b, 3, 0.4)]));
        return new Exercise(
            [new Prose($"A network shall fire inside a convex polygon with {a} sides and inside another one with {b} sides, which lie apart and share no line. How many neurons has its first layer, how many its second, and how many has it in all?")],
            new NumberAnswer(
                new Quantity(@"\text{first}", network.Units[0]),
                new Quantity(@"\text{second}", network.Units[1]) { Slips = [new Slip(1, "Each polygon has an AND of its own.")] },
                new Quantity(@"\text{in all}", network.Units.Sum()) { Slips = [new Slip(network.Units.Sum() - 1, "One more joins the two polygons.")] }),
            "A neuron for each line, an AND for each polygon, an OR.",
            [new Formulas($"({a} + {b}) + 2 + 1 = {network.Units.Sum()}")])
        { Given = new Dictionary<string, double> { ["a"] = a, ["b"] = b } };
    }

    private static Exercise Inside(Draw draw)
    {
        int size = draw.Integer(4, 9), x = draw.Integer(-1, size), y = draw.Integer(0, size);
        if (x == 0) x = 1;
        if (y == 0) y = 1;
        if (x + y == size) y += draw.Coin() ? 1 : -1;
        if (y == 0) y = 2;
        if (x + y == size) x++;
        bool inside = RegionNetwork.Build(new Region([[(0, 0), (size, 0), (0, size)]])).Model.Output(x, y)[0] == 1;
        return new Exercise(
            [new Prose($"Three threshold neurons fire for $x \\ge 0$, for $y \\ge 0$ and for $x + y \\le {size}$; an AND joins them. Does the AND fire at $({x}, {y})$?")],
            new YesNoAnswer(inside, inside ? "All three lines have the point on their right side." : $"{(x < 0 ? "$x$ is below 0" : $"$x + y = {x + y}$ is above {size}")}."),
            "Ask each of the three.",
            [new NumberTable(["line", "fires"], [["$x \\ge 0$", x >= 0 ? "1" : "0"], ["$y \\ge 0$", y >= 0 ? "1" : "0"], [$"$x + y \\le {size}$", x + y <= size ? "1" : "0"], ["AND", inside ? "1" : "0"]])])
        { Given = new Dictionary<string, double> { ["size"] = size, ["x"] = x, ["y"] = y } };
    }

    private static (double X, double Y)[] Regular(int sides, double center, double turn) => [.. Enumerable.Range(0, sides).Select(i =>
    {
        (double sin, double cos) = Math.SinCos((2 * Math.PI * i / sides) + turn);
        return (center + (2 * cos), 2 * sin);
    })];
}
