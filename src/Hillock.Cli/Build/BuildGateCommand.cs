using System.CommandLine;
using System.CommandLine.Completions;
using Hillock.Cli.CommandLine;
using Hillock.Construction;

namespace Hillock.Cli.Build;

/// <summary><c>hillock build gate NAME</c>: one threshold unit; for XOR a tree of them.</summary>
internal sealed class BuildGateCommand : ConstructionCommand
{
    private readonly Argument<string> gate = new("NAME") { Description = string.Join(", ", Gate.Names) };
    private readonly ValueOption<int?> inputs = new("--inputs", "N", Read.Integer, $"how many, called x1, x2, …, up to {Gate.MaximumInputs}; default: 1 for NOT, 3 for MAJORITY, else 2 (or k)");

    public BuildGateCommand()
        : base("gate", "Builds a logic gate as a single threshold unit; XOR, which one unit cannot be, from three for every two inputs.")
    {
        gate.CompletionSources.Add(_ => Gate.Names.Select(name => new CompletionItem(name)));
        Take(gate, inputs);
    }

    public override IReadOnlyList<string> Examples =>
    [
        "hillock build gate NAND",
        "hillock build gate MAJORITY --inputs 5 -o majority.safetensors",
        "hillock build gate ATLEAST:2 --inputs 4",
    ];

    protected override ConstructedNetwork Build(ParseResult parsed) => Gate.Build(parsed.GetRequiredValue(gate), parsed.GetValue(inputs));
}
