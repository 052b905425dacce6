using System.Text.Json.Nodes;

namespace Hillock.Lessons;

/// <summary>A region as the JSON that <c>Region.Parse</c> reads.</summary>
internal static class RegionJson
{
    public static string Of((double X, double Y)[][] polygons, params (double X, double Y)[][] holes)
    {
        var json = new JsonObject { ["polygons"] = Array(polygons) };
        if (holes.Length > 0) json["holes"] = Array(holes);
        return json.ToJsonString();
    }

    private static JsonArray Array((double X, double Y)[][] polygons) =>
        [.. polygons.Select(polygon => (JsonNode)new JsonArray([.. polygon.Select(corner => (JsonNode)new JsonArray(Math.Round(corner.X, 6), Math.Round(corner.Y, 6)))]))];
}
