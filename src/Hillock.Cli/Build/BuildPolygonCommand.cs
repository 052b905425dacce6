using System.CommandLine;
using Hillock.Construction;

namespace Hillock.Cli.Build;

/// <summary><c>hillock build polygon FILE</c>: half-planes, then AND, then OR.</summary>
internal sealed class BuildPolygonCommand : ConstructionCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "the region as JSON: {\"polygons\":[[[x,y],…],…],\"holes\":[…]}" };

    public BuildPolygonCommand()
        : base("polygon", "Builds a threshold network that tells whether a point (x, y) lies inside any of some polygons and in no hole.") => Take(file);

    public override IReadOnlyList<string> Remarks =>
        [$"Polygons may be concave and overlap; their edges must not cross. All together have at most {Region.MaximumCorners:N0} corners."];

    public override IReadOnlyList<string> Examples => ["hillock build polygon star.json -o star.safetensors --samples star.csv"];

    protected override ConstructedNetwork Build(ParseResult parsed) => RegionNetwork.Build(Region.Load(parsed.GetRequiredValue(file)));
}
