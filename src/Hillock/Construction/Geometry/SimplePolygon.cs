namespace Hillock.Construction.Geometry;

/// <summary>What makes a list of points the corners of a simple polygon.</summary>
internal static class SimplePolygon
{
    /// <summary>Refuses points that are no simple polygon.</summary>
    /// <param name="corners">The points in order.</param>
    /// <param name="name">What the polygon is called in messages: <c>polygons[0]</c>.</param>
    /// <exception cref="ArgumentException">Says which points or edges are wrong, and why.</exception>
    public static void Check(Point[] corners, string name)
    {
        if (corners.Length < 3) throw new ArgumentException($"{name} has {corners.Length} point{(corners.Length == 1 ? "" : "s")}; a polygon has at least 3.");
        for (int i = 0; i < corners.Length; i++)
        {
            if (!(Math.Abs(corners[i].X) <= Point.Largest && Math.Abs(corners[i].Y) <= Point.Largest))
                throw new ArgumentException($"{name}[{i}] is {corners[i]}; coordinates are finite and of at most {Point.Largest:0e0}.");
        }

        if (Math.Max(corners.Max(corner => corner.X) - corners.Min(corner => corner.X), corners.Max(corner => corner.Y) - corners.Min(corner => corner.Y)) < Point.Smallest)
            throw new ArgumentException($"{name} is smaller than {Point.Smallest:0e0} across: too small to compute with.");
        CheckDistinct(corners, name);
        if (Enumerable.Range(2, corners.Length - 2).All(i => Point.Side(corners[0], corners[1], corners[i]) == 0))
            throw new ArgumentException($"{name} has no area: all its points lie on one line.");
        CheckEdges(corners, name);
    }

    /// <summary>Whether two segments have a point in common, if only an end.</summary>
    public static bool SegmentsMeet(Point a, Point b, Point c, Point d) =>
        Math.Max(a.X, b.X) >= Math.Min(c.X, d.X) && Math.Max(c.X, d.X) >= Math.Min(a.X, b.X)
        && Math.Max(a.Y, b.Y) >= Math.Min(c.Y, d.Y) && Math.Max(c.Y, d.Y) >= Math.Min(a.Y, b.Y)
        && Point.Side(a, b, c) * Point.Side(a, b, d) <= 0
        && Point.Side(c, d, a) * Point.Side(c, d, b) <= 0;

    private static void CheckDistinct(Point[] corners, string name)
    {
        var first = new Dictionary<Point, int>();
        for (int i = 0; i < corners.Length; i++)
        {
            if (!first.TryAdd(corners[i], i)) throw new ArgumentException($"{name}[{first[corners[i]]}] and {name}[{i}] are the same point {corners[i]}.");
        }
    }

    private static void CheckEdges(Point[] corners, string name)
    {
        int n = corners.Length;
        for (int i = 0; i < n; i++)
        {
            (Point a, Point b) = (corners[i], corners[(i + 1) % n]);
            for (int j = i + 1; j < n; j++)
            {
                (Point c, Point d) = (corners[j], corners[(j + 1) % n]);
                bool meet = j == i + 1 ? FoldsBack(a, b, d) : i == 0 && j == n - 1 ? FoldsBack(c, a, b) : SegmentsMeet(a, b, c, d);
                if (meet) throw new ArgumentException($"{name} intersects itself: its edges from {a} to {b} and from {c} to {d} meet.");
            }
        }
    }

    // From b the next edge runs back along the one that led there.
    private static bool FoldsBack(Point a, Point b, Point c) =>
        Point.Side(a, b, c) == 0 && ((a.X - b.X) * (c.X - b.X)) + ((a.Y - b.Y) * (c.Y - b.Y)) > 0;
}
