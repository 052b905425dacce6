using Hillock.Construction.Geometry;
using Hillock.Data;

namespace Hillock.Construction;

/// <summary>A network of threshold units that tells whether a point lies in a region: half-planes, then AND, then OR (Lippmann 1987).</summary>
/// <remarks>
/// One unit is a half-plane; an AND of half-planes is a convex polygon; an OR of those is any polygon and any union of polygons. Where a
/// hole's part is 1 it outweighs all of the others in the last unit: Σ parts − (number of parts)·Σ holes ≥ 1.
/// </remarks>
public static class RegionNetwork
{
    /// <summary>Builds the network; its inputs are x and y.</summary>
    public static ConstructedNetwork Build(Region region)
    {
        var circuit = new Circuit(2);
        var lines = new HalfPlanes(circuit);
        HashSet<int> parts = [.. region.Polygons.SelectMany(polygon => Parts(circuit, lines, polygon))];
        HashSet<int> holes = [.. region.Holes.SelectMany(hole => Parts(circuit, lines, hole))];
        parts.ExceptWith(holes);
        int pieces = parts.Count + holes.Count;
        Signal output = pieces == 1 ? new Signal(parts.Single()) : circuit.Add(new ThresholdUnit(
            [.. parts.Select(part => new Connection(part, 1)), .. holes.Select(hole => new Connection(hole, -parts.Count))], -1));
        return ThresholdNetwork.Deciding(Describe(region, pieces), circuit, output, Specify(region));
    }

    /// <summary>What a network for a region is to compute: on points in and around it, but for those right on an edge.</summary>
    internal static Specification Specify(Region region)
    {
        (double left, double bottom, double right, double top) = region.Box;
        (double width, double height) = (right - left, top - bottom);
        double edge = 1e-9 * Math.Max(width, height);
        return new Specification
        {
            Inputs = ["x", "y"],
            IsBinary = false,
            Detail = Math.Max(width, height) / 200,
            Truth = Specification.Each(point => region.IsNearEdge(point[0], point[1], edge) ? double.NaN : region.Contains(point[0], point[1]) ? 1 : 0),
            Samples = SampleSpace.Box([left - (width / 10), bottom - (height / 10)], [right + (width / 10), top + (height / 10)]),
        };
    }

    private static IEnumerable<int> Parts(Circuit circuit, HalfPlanes lines, Polygon polygon) => ConvexParts.Of(polygon).Select(part =>
    {
        HashSet<Signal> sides = [.. part.Select((corner, i) => lines.LeftOf(polygon.Corners[corner], polygon.Corners[part[(i + 1) % part.Length]]))];
        return circuit.And(sides).Index;
    });

    private static string Describe(Region region, int pieces)
    {
        string holes = region.Holes.Length > 0 ? $" with {Sentence.Some(region.Holes.Length, "hole")}" : "";
        string corners = Sentence.Some(region.Polygons.Concat(region.Holes).Sum(polygon => polygon.Corners.Count), "corner");
        return $"{Sentence.Some(region.Polygons.Length, "polygon")}{holes}, {corners}: half-planes, {Sentence.Some(pieces, "convex part")} as their ANDs{(pieces > 1 ? ", an OR" : "")}";
    }
}
