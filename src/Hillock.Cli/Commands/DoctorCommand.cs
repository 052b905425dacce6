using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Cli.See;
using Hillock.Cli.Use;
using Hillock.Data;
using Hillock.Models;
using Hillock.Tracing.Diagnosis;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock doctor MODEL DATA</c>: what is wrong, and what to change.</summary>
internal sealed class DoctorCommand : HillockCommand
{
    private readonly ModelArgument model = new();
    private readonly Argument<string> data = new("DATA") { Description = "a CSV or TSV file with the target, images (IDX), or a set of the catalog: best what the model was trained on" };
    private readonly FlagOption json = new("--json", "findings and layers as one JSON object");
    private readonly CsvReading csv = new();

    public DoctorCommand()
        : base("doctor", "Examines a model on data: gradients, units, inputs, rate, fit; says what is wrong, why it matters and what to change.")
    {
        Arguments.Add(model);
        Arguments.Add(data.OfferingSets());
        AddGroup("Options", [json, .. csv.All]);
        SetAction(Run);
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "A unit is dead if its slope is 0 for every sample, and saturated if it lies on a flat end of its activation for nearly all. The gradient is that of the mean loss.",
        "'hillock train' looks for the same while it trains.",
    ];

    public override IReadOnlyList<string> Examples => ["hillock doctor iris.safetensors iris", "hillock doctor houses.safetensors houses.csv --json"];

    private int Run(ParseResult parsed)
    {
        Model loaded = Model.Load(parsed.GetRequiredValue(model));
        string name = parsed.GetRequiredValue(data);
        CsvOptions options = csv.Options(parsed);
        Dataset all = KnownSamples.All(loaded, name, options);
        Dataset? unseen = loaded.Training is not null && Catalog.Has(name) ? KnownSamples.Unseen(loaded, name, options).Samples : null;
        var view = new DoctorView(Doctor.Examine(loaded, all, unseen));
        if (parsed.GetValue(json)) view.WriteJson();
        else view.Write(Screen.Output);
        return ExitCode.Done;
    }
}
