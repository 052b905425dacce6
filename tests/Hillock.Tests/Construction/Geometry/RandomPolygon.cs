using FsCheck;
using FsCheck.Fluent;

namespace Hillock.Tests.Construction.Geometry;

/// <summary>Simple polygons by chance, and the plainest ways to say where a point lies.</summary>
internal static class RandomPolygon
{
    /// <summary>Corners around a center at distances by chance: spikes, dents, thin triangles.</summary>
    public static Gen<(double X, double Y)[]> Star { get; } =
        from count in Gen.Choose(3, 40)
        from distances in Gen.ArrayOf(Gen.Choose(1, 1000), count)
        from x in Gen.Choose(-5, 5)
        from y in Gen.Choose(-5, 5)
        from reversed in Gen.Elements(false, true)
        select Turned([.. distances.Select((distance, i) => (x + (distance / 100.0 * Math.Cos(2 * Math.PI * i / count)), y + (distance / 100.0 * Math.Sin(2 * Math.PI * i / count))))], reversed);

    /// <summary>Columns of whole heights side by side: many edges on one line, corners of 180 degrees.</summary>
    public static Gen<(double X, double Y)[]> Skyline { get; } =
        from heights in Gen.NonEmptyListOf(Gen.Choose(1, 4))
        select Skyscrapers([.. heights.Take(12)]);

    /// <summary>Few points of a small grid in an order that happens to be simple: corners on lines through others.</summary>
    public static Gen<(double X, double Y)[]> OnGrid { get; } = PointsOfGrid.Where(IsSimple);

    /// <summary>Points of a small grid in any order.</summary>
    public static Gen<(double X, double Y)[]> PointsOfGrid =>
        from count in Gen.Choose(3, 8)
        from points in Gen.ArrayOf(Gen.Choose(0, 4).Two(), count)
        select points.Select(point => ((double)point.Item1, (double)point.Item2)).ToArray();

    /// <summary>One of the three kinds.</summary>
    public static Gen<(double X, double Y)[]> Any { get; } = Gen.OneOf(Star, Skyline, OnGrid);

    /// <summary>Even or odd: whether a ray to the right crosses an odd number of edges.</summary>
    public static bool Contains((double X, double Y)[] corners, double x, double y)
    {
        bool inside = false;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            ((double ax, double ay), (double bx, double by)) = (corners[i], corners[j]);
            if (ay > y != by > y && x < ((bx - ax) * (y - ay) / (by - ay)) + ax) inside = !inside;
        }

        return inside;
    }

    /// <summary>The distance to the nearest edge.</summary>
    public static double Distance((double X, double Y)[] corners, double x, double y)
    {
        double nearest = double.PositiveInfinity;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            ((double ax, double ay), (double bx, double by)) = (corners[i], corners[j]);
            double along = (((x - ax) * (bx - ax)) + ((y - ay) * (by - ay))) / (((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay)));
            along = Math.Clamp(along, 0, 1);
            nearest = Math.Min(nearest, Math.Sqrt(Math.Pow(x - ax - (along * (bx - ax)), 2) + Math.Pow(y - ay - (along * (by - ay)), 2)));
        }

        return nearest;
    }

    /// <summary>Twice the area, positive if counterclockwise.</summary>
    public static double Area(IReadOnlyList<(double X, double Y)> corners)
    {
        double area = 0;
        for (int i = 0; i < corners.Count; i++)
        {
            ((double ax, double ay), (double bx, double by)) = (corners[i], corners[(i + 1) % corners.Count]);
            area += (ax * by) - (bx * ay);
        }

        return area;
    }

    /// <summary>For whole coordinates: whether no two edges share more than the corner between them.</summary>
    public static bool IsSimple((double X, double Y)[] corners)
    {
        int n = corners.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                var shared = Shared(corners[i], corners[(i + 1) % n], corners[j], corners[(j + 1) % n]);
                bool neighbors = j == i + 1 || (i == 0 && j == n - 1);
                if (shared.Count > (neighbors ? 1 : 0) || (neighbors && n == 3 && Area(corners) == 0)) return false;
            }
        }

        return n >= 3 && corners.Distinct().Count() == n;
    }

    // Points that two segments have in common, of those that matter: their ends and where their lines cross.
    private static HashSet<(double X, double Y)> Shared((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        HashSet<(double, double)> shared = [.. ((double X, double Y)[])[a, b, c, d]];
        shared.RemoveWhere(point => !IsOn(point, a, b) || !IsOn(point, c, d));
        double cross = ((b.X - a.X) * (d.Y - c.Y)) - ((b.Y - a.Y) * (d.X - c.X));
        if (cross == 0) return shared;
        double along = (((c.X - a.X) * (d.Y - c.Y)) - ((c.Y - a.Y) * (d.X - c.X))) / cross, across = (((c.X - a.X) * (b.Y - a.Y)) - ((c.Y - a.Y) * (b.X - a.X))) / cross;
        if (along is > 0 and < 1 && across is > 0 and < 1) shared.Add((a.X + (along * (b.X - a.X)), a.Y + (along * (b.Y - a.Y))));
        return shared;
    }

    private static bool IsOn((double X, double Y) point, (double X, double Y) a, (double X, double Y) b) =>
        ((b.X - a.X) * (point.Y - a.Y)) == ((b.Y - a.Y) * (point.X - a.X))
        && point.X >= Math.Min(a.X, b.X) && point.X <= Math.Max(a.X, b.X) && point.Y >= Math.Min(a.Y, b.Y) && point.Y <= Math.Max(a.Y, b.Y);

    private static (double X, double Y)[] Turned((double X, double Y)[] corners, bool reversed)
    {
        if (reversed) Array.Reverse(corners);
        return corners;
    }

    private static (double X, double Y)[] Skyscrapers(int[] heights)
    {
        List<(double, double)> corners = [];
        for (int i = 0; i < heights.Length; i++)
        {
            corners.Add((i, 0));
            if (i == heights.Length - 1) corners.Add((i + 1, 0));
        }

        for (int i = heights.Length - 1; i >= 0; i--)
        {
            if (i == heights.Length - 1 || heights[i] != heights[i + 1]) corners.Add((i + 1, heights[i]));
            corners.Add((i, heights[i]));
        }

        return [.. corners];
    }
}
