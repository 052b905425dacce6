using System.Text.Json;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Cli.Build;

/// <summary>A network that was built: what it is made of, how it compares with its definition, where it is kept.</summary>
internal sealed class ConstructionOutcome
{
    private const int MostNames = 8;
    private const int Column = 10;

    private readonly ConstructedNetwork network;
    private readonly Verification verified;
    private readonly Model model;
    private readonly Evaluation? softened;

    /// <summary>Compares the network with its definition and, if asked to, softens it.</summary>
    public ConstructionOutcome(ConstructedNetwork network, bool soften)
    {
        this.network = network;
        verified = network.Verify();
        model = soften ? network.Soften() : network.Model;
        softened = soften ? model.Evaluate(network.Samples().ToDataset(model.Preprocessing)) : null;
    }

    /// <summary>Where the model goes; null: nowhere.</summary>
    public string? File { get; init; }

    /// <summary>Where samples of the function go; null: nowhere.</summary>
    public string? Table { get; init; }

    /// <summary>Writes the files that were asked for.</summary>
    public void Save()
    {
        if (File is not null) model.Save(File);
        if (Table is not null) network.Samples().WriteCsv(Table);
    }

    public void Write(Screen screen)
    {
        IReadOnlyList<string> inputs = model.Preprocessing.InputNames;
        screen.Line(network.Description, Tone.Strong);
        screen.Field("inputs", inputs.Count > MostNames ? $"{string.Join(", ", inputs.Take(MostNames))}, … ({inputs.Count:N0} in all)" : string.Join(", ", inputs), Column);
        screen.Field("units", $"{PerLayer(network.Units)}{(network.Units.Count > 1 ? $", layer by layer: {network.Units.Sum():N0} in all" : "")}", Column);
        if (network.Carriers.Sum() > 0)
            screen.Field("carriers", $"{PerLayer(network.Carriers)}: they compute nothing, they hand signals on to later layers", Column);
        screen.Field("verified", $"{verified}", Column);
        if (softened is not null) screen.Field("softened", $"steps became steep sigmoids; on {Figures.Some(softened.Samples, "sample")} {Accuracy(softened)}", Column);
        screen.Line();
        if (Table is not null) screen.Line($"Samples of what it should compute are in {Table}.");
        if (File is null)
        {
            screen.Line("The network is not kept: -o FILE writes it as a model.", Tone.Quiet);
            return;
        }

        screen.Line($"The model is in {File} ({Figures.Some(model.Definition.ParameterCount, "parameter")}, {Figures.Bytes(new FileInfo(File).Length)}).", Tone.Good);
        screen.Line($"Use it: hillock predict {File} DATA", Tone.Quiet);
        if (inputs.Count <= MostNames) screen.Line($"See it: hillock trace {File} --input {string.Join(',', model.Preprocessing.Columns.Select(column => column is BooleanInput ? "1" : "0.5"))}", Tone.Quiet);
    }

    /// <summary>The object of the contract, with the carriers, the description and the files.</summary>
    public void WriteJson() => JsonOutput.Write(json =>
    {
        json.WriteString("model", File);
        json.WriteString("description", network.Description);
        json.WriteStartArray("inputs");
        foreach (string name in model.Preprocessing.InputNames) json.WriteStringValue(name);
        json.WriteEndArray();
        WriteCounts(json, "units", network.Units);
        WriteCounts(json, "carriers", network.Carriers);
        json.WriteStartObject("verified");
        json.WriteNumber("checked", verified.Checked);
        json.WriteBoolean("whole", verified.IsWhole);
        if (verified.Wrong is { } wrong) json.WriteNumber("wrong", wrong);
        if (verified.MaxError is { } error) JsonOutput.WriteFigure(json, "maxError", error);
        if (verified.Bound is { } bound) JsonOutput.WriteFigure(json, "bound", bound);
        json.WriteEndObject();
        if (softened is not null) JsonOutput.WriteSet(json, "softened", softened);
    });

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyList<int> counts)
    {
        json.WriteStartArray(name);
        foreach (int count in counts) json.WriteNumberValue(count);
        json.WriteEndArray();
    }

    private static string PerLayer(IReadOnlyList<int> counts) => string.Join(" + ", counts.Select(count => $"{count:N0}"));

    private static string Accuracy(Evaluation evaluation) => evaluation switch
    {
        ClassificationEvaluation classes => $"{Figures.Percent(classes.Accuracy)} of the answers are right",
        RegressionEvaluation numbers => $"the error is {Figures.Number(numbers.RootMeanSquaredError)} (root mean square)",
        _ => $"the loss is {Figures.Number(evaluation.Loss)}",
    };
}
