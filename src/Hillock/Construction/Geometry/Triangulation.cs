namespace Hillock.Construction.Geometry;

/// <summary>A simple polygon cut into triangles by diagonals, ear by ear (Meisters 1975).</summary>
/// <remarks>
/// An ear is a corner of less than 180 degrees in whose triangle, edges and all, no other corner lies; it is cut off, and what is left is
/// a simple polygon again, which has at least two ears. All decisions are exact (<see cref="Point.Side"/>), so there always is one.
/// </remarks>
internal static class Triangulation
{
    /// <summary>The triangles, counterclockwise, as places among the corners.</summary>
    public static List<(int A, int B, int C)> Of(Polygon polygon)
    {
        IReadOnlyList<Point> corners = polygon.Corners;
        int count = corners.Count;
        int[] next = [.. Enumerable.Range(0, count).Select(i => (i + 1) % count)], previous = [.. Enumerable.Range(0, count).Select(i => (i + count - 1) % count)];

        // Only corners of 180 degrees or more can lie in a triangle without another one doing so too.
        bool[] isBlunt = [.. Enumerable.Range(0, count).Select(IsBlunt)];
        List<int> blunt = [.. Enumerable.Range(0, count).Where(i => isBlunt[i])];
        List<(int, int, int)> triangles = [];
        int corner = 0;
        for (int left = count; left > 3; left--)
        {
            while (!IsEar(corner)) corner = next[corner];
            (int before, int after) = (previous[corner], next[corner]);
            triangles.Add((before, corner, after));
            (next[before], previous[after]) = (after, before);
            foreach (int neighbor in (int[])[before, after])
            {
                if (!isBlunt[neighbor] || IsBlunt(neighbor)) continue;
                isBlunt[neighbor] = false;
                blunt.Remove(neighbor);
            }

            // Onwards, not back to the same corner: fans of thin triangles join badly.
            corner = next[after];
        }

        triangles.Add((previous[corner], corner, next[corner]));
        return triangles;

        bool IsBlunt(int i) => Point.Side(corners[previous[i]], corners[i], corners[next[i]]) <= 0;

        bool IsEar(int i)
        {
            if (isBlunt[i]) return false;
            (Point a, Point b, Point c) = (corners[previous[i]], corners[i], corners[next[i]]);
            (double left, double right) = (Math.Min(a.X, Math.Min(b.X, c.X)), Math.Max(a.X, Math.Max(b.X, c.X)));
            (double bottom, double top) = (Math.Min(a.Y, Math.Min(b.Y, c.Y)), Math.Max(a.Y, Math.Max(b.Y, c.Y)));
            foreach (int other in blunt)
            {
                Point p = corners[other];
                if (p.X < left || p.X > right || p.Y < bottom || p.Y > top || other == previous[i] || other == next[i]) continue;
                if (Point.Side(a, b, p) >= 0 && Point.Side(b, c, p) >= 0 && Point.Side(c, a, p) >= 0) return false;
            }

            return true;
        }
    }
}
