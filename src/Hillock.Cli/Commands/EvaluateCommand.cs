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
    private readonly Argument<string> model = new("MODEL") { Description = "a model that train wrote, or one written by hand (.json)" };
    private readonly Argument<string> data = new("DATA") { Description = "a CSV or TSV file with the target, or a set of the catalog (its own test part if it has one)" };
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

    public override IReadOnlyList<string> Examples =>
    [
        "hillock evaluate iris.safetensors flowers.csv",
        "hillock evaluate mnist.safetensors mnist",
    ];

    private int Run(ParseResult parsed)
    {
        Model loaded = Model.Load(parsed.GetRequiredValue(model));
        string name = parsed.GetRequiredValue(data);
        Dataset samples = KnownSamples.For(loaded, name, csv.Options(parsed));
        Evaluation evaluation = loaded.Evaluate(samples);
        if (parsed.GetValue(json))
        {
            using StreamWriter output = StandardOutput.Open();
            using (var writer = new Utf8JsonWriter(output.BaseStream, JsonOutput.Options)) evaluation.WriteJson(writer);
            output.WriteLine();
            return ExitCode.Done;
        }

        foreach (string note in samples.Notes) Screen.Error.Field("note", note);
        EvaluationView.WriteFigures(Screen.Output, (name, evaluation));
        Screen.Output.Line();
        EvaluationView.WriteClasses(Screen.Output, evaluation);
        return ExitCode.Done;
    }
}
