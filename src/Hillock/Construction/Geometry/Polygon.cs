namespace Hillock.Construction.Geometry;

/// <summary>A simple polygon: its edges meet at its corners and nowhere else. Counterclockwise, without corners of 180 degrees.</summary>
internal sealed class Polygon
{
    private readonly Slabs slabs;

    /// <summary>Takes the corners in order, either way round; the last may repeat the first.</summary>
    /// <param name="corners">At least three.</param>
    /// <param name="name">What the polygon is called in messages.</param>
    /// <exception cref="ArgumentException">They are no simple polygon; the sentence says why.</exception>
    public Polygon(IReadOnlyList<Point> corners, string name)
    {
        Point[] given = [.. corners.Count > 3 && corners[0] == corners[^1] ? corners.SkipLast(1) : corners];
        SimplePolygon.Check(given, name);
        Corners = Straighten(given);
        (Left, Right) = (Corners.Min(corner => corner.X), Corners.Max(corner => corner.X));
        (Bottom, Top) = (Corners.Min(corner => corner.Y), Corners.Max(corner => corner.Y));
        slabs = new Slabs(Corners);
    }

    /// <summary>The corners, counterclockwise.</summary>
    public IReadOnlyList<Point> Corners { get; }

    /// <summary>The smallest x.</summary>
    public double Left { get; }

    /// <summary>The largest x.</summary>
    public double Right { get; }

    /// <summary>The smallest y.</summary>
    public double Bottom { get; }

    /// <summary>The largest y.</summary>
    public double Top { get; }

    /// <summary>Whether a point lies inside; of the points right on an edge, some do.</summary>
    public bool Contains(Point point) => IsInBox(point, 0) && slabs.Contains(point);

    /// <summary>Whether a point in or around the polygon is nearer than a distance to an edge, or to the height of a corner.</summary>
    public bool IsNearEdge(Point point, double distance) => IsInBox(point, distance) && slabs.IsNearEdge(point, distance);

    /// <summary>How far the nearest edge is.</summary>
    public double DistanceToEdge(Point point)
    {
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < Corners.Count; i++)
        {
            (Point a, Point b) = Edge(i);
            (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
            double along = Math.Clamp((((point.X - a.X) * dx) + ((point.Y - a.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
            (double x, double y) = (point.X - a.X - (along * dx), point.Y - a.Y - (along * dy));
            nearest = Math.Min(nearest, (x * x) + (y * y));
        }

        return Math.Sqrt(nearest);
    }

    /// <summary>Whether two polygons have a point in common.</summary>
    public bool Meets(Polygon other)
    {
        if (other.Left > Right || other.Right < Left || other.Bottom > Top || other.Top < Bottom) return false;
        for (int i = 0; i < Corners.Count; i++)
        {
            (Point a, Point b) = Edge(i);
            for (int j = 0; j < other.Corners.Count; j++)
            {
                (Point c, Point d) = other.Edge(j);
                if (SimplePolygon.SegmentsMeet(a, b, c, d)) return true;
            }
        }

        return Contains(other.Corners[0]) || other.Contains(Corners[0]);
    }

    private bool IsInBox(Point point, double margin) =>
        point.X >= Left - margin && point.X <= Right + margin && point.Y >= Bottom - margin && point.Y <= Top + margin;

    private (Point From, Point To) Edge(int i) => (Corners[i], Corners[i + 1 == Corners.Count ? 0 : i + 1]);

    private static Point[] Straighten(Point[] given)
    {
        // At the lowest corner, of several the leftmost, a simple polygon bends the way it turns.
        int lowest = Enumerable.Range(0, given.Length).MinBy(i => (given[i].Y, given[i].X));
        int turn = Point.Side(given[(lowest + given.Length - 1) % given.Length], given[lowest], given[(lowest + 1) % given.Length]);
        if (turn < 0) Array.Reverse(given);
        return [.. given.Where((corner, i) => Point.Side(given[(i + given.Length - 1) % given.Length], corner, given[(i + 1) % given.Length]) != 0)];
    }
}
