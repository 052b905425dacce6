namespace Hillock.Construction.Geometry;

/// <summary>A simple polygon cut into convex ones: at most four times as many as there must be (Hertel &amp; Mehlhorn 1983).</summary>
/// <remarks>
/// Of a triangulation every diagonal is taken away again that no corner needs: without it the angles at both its ends stay within
/// 180 degrees.
/// </remarks>
internal static class ConvexParts
{
    /// <summary>The parts, counterclockwise, as places among the corners.</summary>
    public static List<int[]> Of(Polygon polygon)
    {
        // Edge e leads from origin[e] to the origin of next[e]; twin[e] is the same diagonal seen from the other side, −1 at the border.
        List<(int A, int B, int C)> triangles = Triangulation.Of(polygon);
        int[] origin = [.. triangles.SelectMany(triangle => (int[])[triangle.A, triangle.B, triangle.C])];
        int[] next = [.. Enumerable.Range(0, origin.Length).Select(e => e % 3 == 2 ? e - 2 : e + 1)];
        int[] previous = [.. Enumerable.Range(0, origin.Length).Select(e => e % 3 == 0 ? e + 2 : e - 1)];
        Dictionary<(int From, int To), int> edgeOf = Enumerable.Range(0, origin.Length).ToDictionary(e => (origin[e], origin[next[e]]));
        int[] twin = [.. Enumerable.Range(0, origin.Length).Select(e => edgeOf.GetValueOrDefault((origin[next[e]], origin[e]), -1))];

        bool[] isGone = new bool[origin.Length];
        for (int e = 0; e < origin.Length; e++)
        {
            int t = twin[e];
            if (t < e || !StaysConvex(e, t) || !StaysConvex(t, e)) continue;
            (next[previous[e]], previous[next[t]]) = (next[t], previous[e]);
            (next[previous[t]], previous[next[e]]) = (next[e], previous[t]);
            (isGone[e], isGone[t]) = (true, true);
        }

        List<int[]> parts = [];
        for (int start = 0; start < origin.Length; start++)
        {
            if (isGone[start]) continue;
            List<int> part = [];
            for (int e = start; !isGone[e]; e = next[e])
            {
                part.Add(origin[e]);
                isGone[e] = true;
            }

            parts.Add([.. part]);
        }

        return parts;

        // At the start of e, whose other side is t: from the edge before e straight to the edge after t.
        bool StaysConvex(int e, int t) =>
            Point.Side(polygon.Corners[origin[previous[e]]], polygon.Corners[origin[e]], polygon.Corners[origin[next[next[t]]]]) >= 0;
    }
}
