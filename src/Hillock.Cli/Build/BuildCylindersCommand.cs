using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Construction;

namespace Hillock.Cli.Build;

/// <summary><c>hillock build cylinders FILE --units N</c>: a region by one hidden layer, approximately.</summary>
internal sealed class BuildCylindersCommand : ConstructionCommand
{
    private const int UsualUnits = 300;

    private readonly Argument<string> file = new("FILE") { Description = "the region as JSON, as 'build polygon' takes it" };
    private readonly ValueOption<int?> units = new("--units", "N", Units, $"hidden units, {CylinderNetwork.MinimumUnits} to {CylinderNetwork.MaximumUnits:N0}, {CylinderNetwork.MinimumUnits} for each cylinder; default: {UsualUnits}");

    public BuildCylindersCommand()
        : base("cylinders", "Builds a network with one hidden layer that approximates a region by a sum of cylinders.") => Take(file, units);

    public override IReadOnlyList<string> Remarks =>
        ["One hidden layer is enough in principle, and never done: 'verified' counts the samples that are still on the wrong side."];

    public override IReadOnlyList<string> Examples => ["hillock build cylinders star.json --units 600"];

    protected override ConstructedNetwork Build(ParseResult parsed) => CylinderNetwork.Build(Region.Load(parsed.GetRequiredValue(file)), parsed.GetValue(units) ?? UsualUnits);

    // Asked before the file is opened.
    private static int? Units(string text) => Read.Integer(text) is { } units and >= CylinderNetwork.MinimumUnits and <= CylinderNetwork.MaximumUnits
        ? units
        : throw new ArgumentException($"there are {CylinderNetwork.MinimumUnits} to {CylinderNetwork.MaximumUnits:N0} hidden units.");
}
