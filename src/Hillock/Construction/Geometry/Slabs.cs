namespace Hillock.Construction.Geometry;

/// <summary>The plane between two neighboring heights at which a polygon has corners, for every two such: there its edges stand side by side.</summary>
/// <remarks>
/// A point's slab and its place among the edges there are found by halving (Dobkin &amp; Lipton 1976); inside is behind an odd number
/// of edges. It takes up to n² / 2 entries for n corners.
/// </remarks>
internal sealed class Slabs
{
    private readonly double[] heights;
    private readonly (Point Low, Point High)[][] edges;

    /// <summary>Cuts a simple polygon into slabs.</summary>
    public Slabs(IReadOnlyList<Point> corners)
    {
        heights = [.. corners.Select(corner => corner.Y).Distinct().Order()];
        var lists = new List<(Point Low, Point High)>[heights.Length - 1];
        for (int slab = 0; slab < lists.Length; slab++) lists[slab] = [];
        for (int i = 0; i < corners.Count; i++)
        {
            (Point low, Point high) = (corners[i], corners[(i + 1) % corners.Count]);
            if (low.Y > high.Y) (low, high) = (high, low);
            for (int slab = Array.BinarySearch(heights, low.Y); slab < lists.Length && heights[slab] < high.Y; slab++) lists[slab].Add((low, high));
        }

        edges = [.. lists.Select((list, slab) => list.OrderBy(edge => At(edge, Middle(slab))).ToArray())];
    }

    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(Point point)
    {
        int slab = SlabAt(point.Y);
        return slab >= 0 && Before(point, slab) % 2 == 1;
    }

    /// <summary>Whether a point is nearer than a distance to an edge, or to the height of a corner.</summary>
    public bool IsNearEdge(Point point, double distance)
    {
        int slab = SlabAt(point.Y);
        if (slab < 0) return Math.Min(Math.Abs(point.Y - heights[0]), Math.Abs(point.Y - heights[^1])) < distance;
        if (point.Y - heights[slab] < distance || heights[slab + 1] - point.Y < distance) return true;
        int before = Before(point, slab);
        return (before > 0 && IsNear(edges[slab][before - 1], point, distance)) || (before < edges[slab].Length && IsNear(edges[slab][before], point, distance));
    }

    // The slab from whose lower height on a height lies; −1: it is below or above all.
    private int SlabAt(double y)
    {
        int found = Array.BinarySearch(heights, y);
        int slab = found >= 0 ? found : ~found - 1;
        return slab < edges.Length ? slab : -1;
    }

    private double Middle(int slab) => heights[slab] + ((heights[slab + 1] - heights[slab]) / 2);

    // How many edges of the slab lie to the left of the point.
    private int Before(Point point, int slab)
    {
        (int from, int to) = (0, edges[slab].Length);
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (At(edges[slab][middle], point.Y) <= point.X) from = middle + 1;
            else to = middle;
        }

        return from;
    }

    private static double At((Point Low, Point High) edge, double y) =>
        edge.Low.X + ((edge.High.X - edge.Low.X) * ((y - edge.Low.Y) / (edge.High.Y - edge.Low.Y)));

    // The distance from the line: across, times the sine of the edge's slope.
    private static bool IsNear((Point Low, Point High) edge, Point point, double distance)
    {
        (double dx, double dy) = (edge.High.X - edge.Low.X, edge.High.Y - edge.Low.Y);
        return Math.Abs(At(edge, point.Y) - point.X) * dy < distance * Math.Sqrt((dx * dx) + (dy * dy));
    }
}
