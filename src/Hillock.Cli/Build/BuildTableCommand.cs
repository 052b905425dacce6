using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Construction;
using Hillock.Data;

namespace Hillock.Cli.Build;

/// <summary><c>hillock build table FILE</c>: a threshold network for a truth table.</summary>
internal sealed class BuildTableCommand : ConstructionCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "a CSV file of 0 and 1: a column for each input, under its name, and the output last" };
    private readonly CsvReading csv = new();

    public BuildTableCommand()
        : base("table", "Builds a threshold network with one hidden layer that computes a truth table.") => Take(file, csv.All);

    public override IReadOnlyList<string> Remarks => ["Rows that the table lacks are left open: the network does there whatever makes it smaller."];

    public override IReadOnlyList<string> Examples => ["hillock build table adder.csv -o adder.safetensors"];

    protected override ConstructedNetwork Build(ParseResult parsed) => BooleanNetwork.FromTable(Table.ReadCsv(parsed.GetRequiredValue(file), csv.Options(parsed)));
}
