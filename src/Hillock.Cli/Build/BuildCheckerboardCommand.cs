using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Construction;

namespace Hillock.Cli.Build;

/// <summary><c>hillock build checkerboard 8x8</c>: many fields from few lines.</summary>
internal sealed class BuildCheckerboardCommand : ConstructionCommand
{
    private readonly Argument<string> lines = new("MxK") { Description = $"m upright and k level lines, 1 to {CheckerboardNetwork.MaximumLines} each: 8x8" };

    public BuildCheckerboardCommand()
        : base("checkerboard", "Builds a network that tells every second field that lines cut out of the plane; the inputs are x and y.") => Take(lines);

    public override IReadOnlyList<string> Examples => ["hillock build checkerboard 8x8 -o board.safetensors    (16 lines, 40 fields, 57 units)"];

    protected override ConstructedNetwork Build(ParseResult parsed)
    {
        string text = parsed.GetRequiredValue(lines);
        string[] parts = text.Split('x', '×');
        if (parts.Length != 2) throw new ArgumentException($"'{text}' is no pair of numbers such as 8x8: lines upright and level.");
        return CheckerboardNetwork.Build(Read.Integer(parts[0])!.Value, Read.Integer(parts[1])!.Value);
    }
}
