using System.Text.Json.Nodes;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Expressions;

namespace Hillock.Lessons.Blocks;

/// <summary>A network to construct, as <c>hillock build</c> names it.</summary>
/// <param name="Construction"><c>gate</c>, <c>boolean</c>, <c>table</c>, <c>parity</c>, <c>polygon</c>, <c>checkerboard</c>, <c>cylinders</c> or <c>function</c>.</param>
/// <param name="Argument">The gate's name, the expression, the truth table as CSV, the number of inputs, the region's JSON, lines as 8x8, or the formula.</param>
public sealed record ConstructionSetup(string Construction, string Argument) : Setup
{
    /// <summary>How many inputs a gate has; null: as many as is usual.</summary>
    public int? Inputs { get; init; }

    /// <summary>The form of a parity network (<c>deep</c>, <c>shallow</c>, <c>counting</c>) or of an expression (<c>deep</c>, <c>shallow</c>).</summary>
    public string? Form { get; init; }

    /// <summary>Hidden units of cylinders or pulses.</summary>
    public int? Units { get; init; }

    /// <summary>Where a function's variables begin and end.</summary>
    public (double From, double To)? Range { get; init; }

    /// <inheritdoc/>
    public override string? File => Construction switch
    {
        "polygon" or "cylinders" => "region.json",
        "table" => "table.csv",
        _ => null,
    };

    /// <inheritdoc/>
    public override string FileText => File is null ? base.FileText : Argument;

    /// <summary>The command that constructs the same; a region or a table is read from its file.</summary>
    public string CommandLine
    {
        get
        {
            string argument = File ?? (Argument.All(c => char.IsAsciiLetterOrDigit(c) || c == ':') ? Argument : $"'{Argument}'");
            string options = (Inputs is { } inputs ? $" --inputs {inputs}" : "") + (Form is { } form ? $" --form {form}" : "") + (Range is { } range ? $" --from {range.From} --to {range.To}" : "") + (Units is { } units ? $" --units {units}" : "");
            return $"hillock build {Construction} {argument}{options}";
        }
    }

    /// <summary>Constructs the network.</summary>
    /// <exception cref="ArgumentException">There is no such construction.</exception>
    public ConstructedNetwork Build() => Construction switch
    {
        "gate" => Gate.Build(Argument, Inputs),
        "boolean" => Form == "shallow" ? BooleanNetwork.Shallow(BooleanExpression.Parse(Argument)) : BooleanNetwork.Deep(BooleanExpression.Parse(Argument)),
        "table" => BooleanNetwork.FromTable(Table.ReadCsv(new StringReader(Argument), "The table")),
        "parity" => ParityNetwork.Build(int.Parse(Argument), Enum.Parse<ParityForm>(Form ?? "deep", ignoreCase: true)),
        "polygon" => RegionNetwork.Build(Region.Parse(Argument)),
        "checkerboard" when Argument.Split('x') is [var upright, var level] => CheckerboardNetwork.Build(int.Parse(upright), int.Parse(level)),
        "cylinders" when Units is { } units => CylinderNetwork.Build(Region.Parse(Argument), units),
        "function" when (Units, Range) is ({ } units, { } range) => PulseNetwork.Build(Formula.Parse(Argument), [range.From], [range.To], units),
        _ => throw new ArgumentException($"There is no construction '{Construction}' of '{Argument}'."),
    };

    /// <inheritdoc/>
    public override JsonObject ToJson()
    {
        var json = new JsonObject { ["kind"] = "construction", ["construction"] = Construction, ["argument"] = Argument };
        if (Inputs is { } inputs) json["inputs"] = inputs;
        if (Form is { } form) json["form"] = form;
        if (Units is { } units) json["units"] = units;
        if (Range is { } range) (json["from"], json["to"]) = (range.From, range.To);
        return json;
    }
}
