using System.Text;
using System.Text.Json;
using Hillock.Construction.Geometry;
using Hillock.Files;

namespace Hillock.Construction;

/// <summary>A part of the plane: everything inside any of some polygons and inside none of some holes.</summary>
public sealed class Region
{
    /// <summary>The most corners, of all polygons and holes together.</summary>
    public const int MaximumCorners = 3000;

    /// <summary>Describes a region.</summary>
    /// <param name="polygons">One or more simple polygons, convex or not, the corners of each in order, either way round; they may overlap.</param>
    /// <param name="holes">Simple polygons that are cut out; each must meet some polygon.</param>
    /// <exception cref="ArgumentException">A polygon is not simple or a hole lies outside; the sentence says which and why.</exception>
    public Region(IReadOnlyList<IReadOnlyList<(double X, double Y)>> polygons, IReadOnlyList<IReadOnlyList<(double X, double Y)>>? holes = null)
    {
        holes ??= [];
        if (polygons.Count == 0) throw new ArgumentException("A region has at least one polygon.");
        int corners = polygons.Concat(holes).Sum(polygon => polygon.Count);
        if (corners > MaximumCorners) throw new ArgumentException($"A region has at most {MaximumCorners:N0} corners, not {corners:N0}.");
        Polygons = [.. polygons.Select((points, i) => Read(points, $"polygons[{i}]"))];
        Holes = [.. holes.Select((points, i) => Read(points, $"holes[{i}]"))];
        for (int i = 0; i < Holes.Length; i++)
        {
            if (!Polygons.Any(polygon => polygon.Meets(Holes[i]))) throw new ArgumentException($"holes[{i}] lies outside all polygons: there is nothing to cut out.");
        }
    }

    internal Polygon[] Polygons { get; }

    internal Polygon[] Holes { get; }

    /// <summary>The box around the polygons.</summary>
    internal (double Left, double Bottom, double Right, double Top) Box =>
        (Polygons.Min(polygon => polygon.Left), Polygons.Min(polygon => polygon.Bottom), Polygons.Max(polygon => polygon.Right), Polygons.Max(polygon => polygon.Top));

    /// <summary>Reads a region from a file: <c>{"polygons": [[[x, y], …], …], "holes": […]}</c>.</summary>
    /// <exception cref="HillockException">There is no such file, or it describes no region; the sentence says where and why.</exception>
    public static Region Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException(e is FileNotFoundException or DirectoryNotFoundException ? $"There is no file {path}." : $"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a region from its JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="HillockException">It describes no region; the sentence says where and why.</exception>
    public static Region Parse(string json, string source = "region")
    {
        var fields = JsonFields.Parse(Encoding.UTF8.GetBytes(json), source);
        List<(double X, double Y)[]> polygons = ReadPolygons(fields, "polygons");
        List<(double X, double Y)[]> holes = fields.Node("holes") is null ? [] : ReadPolygons(fields, "holes");
        fields.End();
        return fields.Read("", () => new Region(polygons, holes));
    }

    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(double x, double y)
    {
        var point = new Point(x, y);
        return IsInside(Polygons, point) && !IsInside(Holes, point);
    }

    /// <summary>Whether an edge is nearer than a distance.</summary>
    internal bool IsNearEdge(double x, double y, double distance)
    {
        var point = new Point(x, y);
        return IsNearEdge(Polygons, point, distance) || IsNearEdge(Holes, point, distance);
    }

    /// <summary>How far the nearest edge is.</summary>
    internal double DistanceToEdge(double x, double y)
    {
        var point = new Point(x, y);
        return Polygons.Concat(Holes).Min(polygon => polygon.DistanceToEdge(point));
    }

    // A million points times hundreds of polygons: plain loops.
    private static bool IsInside(Polygon[] polygons, Point point)
    {
        foreach (Polygon polygon in polygons)
        {
            if (polygon.Contains(point)) return true;
        }

        return false;
    }

    private static bool IsNearEdge(Polygon[] polygons, Point point, double distance)
    {
        foreach (Polygon polygon in polygons)
        {
            if (polygon.IsNearEdge(point, distance)) return true;
        }

        return false;
    }

    private static Polygon Read(IReadOnlyList<(double X, double Y)> points, string name) => new([.. points.Select(point => new Point(point.X, point.Y))], name);

    private static List<(double X, double Y)[]> ReadPolygons(JsonFields fields, string name)
    {
        List<(double X, double Y)[]> polygons = [];
        foreach (JsonElement polygon in fields.List(name))
        {
            string place = $"{name}[{polygons.Count}]";
            if (polygon.ValueKind != JsonValueKind.Array) throw fields.Error(place, $"must be a list of points, not {JsonFields.Kind(polygon)}");
            polygons.Add([.. polygon.EnumerateArray().Select((point, i) => ReadPoint(fields, point, $"{place}[{i}]"))]);
        }

        return polygons;
    }

    private static (double X, double Y) ReadPoint(JsonFields fields, JsonElement point, string place) =>
        point.ValueKind == JsonValueKind.Array && point.GetArrayLength() == 2 && JsonFields.FiniteNumber(point[0]) is { } x && JsonFields.FiniteNumber(point[1]) is { } y
            ? (x, y)
            : throw fields.Error(place, "must be a point, [x, y]");
}
