using Hillock.Construction;
using Hillock.Lessons.Blocks;

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

    public override IEnumerable<Block> Blocks()
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
        yield return Try.Of("Draw a shape", "The star with its hole. Move a corner and count the lines, ANDs and the OR.", new ConstructionSetup("polygon", RegionJson.Of([Star], Window)));
    }
}
