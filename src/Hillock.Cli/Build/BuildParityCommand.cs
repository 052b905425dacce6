using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Construction;

namespace Hillock.Cli.Build;

/// <summary><c>hillock build parity N</c>: three networks for the same function, to compare what depth saves.</summary>
internal sealed class BuildParityCommand : ConstructionCommand
{
    private static readonly (string Name, ParityForm? Value)[] Forms = [("deep", ParityForm.Deep), ("shallow", ParityForm.Shallow), ("counting", ParityForm.Counting)];

    private readonly Argument<string> inputs = new("N") { Description = $"how many inputs: 2 to {Gate.MaximumInputs}, shallow to {ParityNetwork.MaximumShallowInputs}" };
    private readonly ValueOption<ParityForm?> form = new ValueOption<ParityForm?>(
        "--form", "deep|shallow|counting", Read.OneOf(Forms), "deep: 3(n − 1) units; shallow: 2ⁿ⁻¹ + 1 in one hidden layer of ANDs; counting: n + 1 where units count; default: deep")
        .Offering(() => Forms.Select(known => known.Name));

    public BuildParityCommand()
        : base("parity", "Builds a network that tells whether an odd number of its inputs is 1.") => Take(inputs, form);

    public override IReadOnlyList<string> Examples => ["hillock build parity 8", "hillock build parity 8 --form shallow"];

    protected override ConstructedNetwork Build(ParseResult parsed) =>
        ParityNetwork.Build(Read.Integer(parsed.GetRequiredValue(inputs))!.Value, parsed.GetValue(form) ?? ParityForm.Deep);
}
