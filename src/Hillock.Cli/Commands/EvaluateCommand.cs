using System.CommandLine;
using System.Text.Json;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Cli.Use;
using Hillock.Data;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock evaluate MODEL DATA</c>: how good the answers are where the truth is known.</summary>
internal sealed class EvaluateCommand : HillockCommand
{
    private readonly ModelArgument model = new();
    private readonly Argument<string> data = new("DATA") { Description = "a CSV or TSV file with the target, images (IDX), or a set of the catalog" };
    private readonly FlagOption json = new("--json", "the figures as one JSON object");
    private readonly CsvReading csv = new();

    public EvaluateCommand()
        : base("evaluate", "Measures how good a model is on rows whose targets are known.")
    {
        Arguments.Add(model);
        Arguments.Add(data.OfferingSets());
        AddGroup("Options", [json, .. csv.All]);
        SetAction(Run);
    }

    public override IReadOnlyList<string> Remarks =>
        ["Of a catalog set these are the rows of its own test part, else those that were held out when the model was trained. Every row counts the same, whatever its weight in training."];

    public override IReadOnlyList<string> Examples =>
    [
        "hillock evaluate iris.safetensors flowers.csv",
        "hillock evaluate mnist.safetensors mnist",
    ];

    private int Run(ParseResult parsed)
    {
        Model loaded = Model.Load(parsed.GetRequiredValue(model));
        string name = parsed.GetRequiredValue(data);
        (Dataset samples, string? choice) = KnownSamples.Unseen(loaded, name, csv.Options(parsed));
        foreach (string note in samples.Notes) Screen.Error.Field("note", note);
        if (choice is not null) Screen.Error.Field("rows", choice);
        Evaluation evaluation = loaded.Evaluate(samples);
        if (parsed.GetValue(json))
        {
            using StreamWriter output = StandardOutput.Open();
            using (var writer = new Utf8JsonWriter(output.BaseStream, JsonOutput.Options)) evaluation.WriteJson(writer);
            output.WriteLine();
            return ExitCode.Done;
        }

        EvaluationView.WriteFigures(Screen.Output, (name, evaluation));
        Screen.Output.Line();
        EvaluationView.WriteClasses(Screen.Output, evaluation);
        return ExitCode.Done;
    }
}
