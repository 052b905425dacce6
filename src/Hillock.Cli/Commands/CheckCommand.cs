using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Cli.See;
using Hillock.Cli.Use;
using Hillock.Data;
using Hillock.Models;
using Hillock.Tracing;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock check MODEL DATA</c>: backpropagation against differences.</summary>
internal sealed class CheckCommand : HillockCommand
{
    private readonly ModelArgument model = new();
    private readonly Argument<string> data = new("DATA") { Description = "a CSV or TSV file with the target, images (IDX), or a set of the catalog" };
    private readonly ValueOption<int?> rows = new("--rows", "N", AtLeastOne, "rows to take at most; default: 64, of a large network fewer");
    private readonly ValueOption<int?> parameters = new("--parameters", "N", AtLeastOne, "parameters of each layer to take at most; default: 200, of a large network fewer");
    private readonly ValueOption<long?> seed = new("--seed", "N", Read.Long, "chooses among more rows and parameters; default: 1");
    private readonly FlagOption json = new("--json", "the figures as one JSON object");
    private readonly CsvReading csv = new();

    public CheckCommand()
        : base("check", "Compares a model's gradients with central differences of its loss, layer by layer, in double precision.")
    {
        Arguments.Add(model);
        Arguments.Add(data.OfferingSets());
        AddGroup("Options", [rows, parameters, seed, json, .. csv.All]);
        SetAction(Run);
    }

    public override IReadOnlyList<string> Remarks =>
    [
        $"The error of a layer is ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), g by backpropagation and ĝ by differences; above {GradientCheck.Tolerance:0e0} the command ends with exit code 1.",
        "A parameter that cannot be moved without crossing a kink, such as that of relu at 0, has no derivative there: it is left out and named.",
    ];

    public override IReadOnlyList<string> Examples => ["hillock check iris.safetensors iris", "hillock check mnist.safetensors mnist --rows 16 --parameters 50"];

    private int Run(ParseResult parsed)
    {
        Model loaded = Model.Load(parsed.GetRequiredValue(model));
        (Dataset samples, _) = KnownSamples.Unseen(loaded, parsed.GetRequiredValue(data), csv.Options(parsed));
        var view = new CheckView(GradientCheck.Run(loaded, samples, parsed.GetValue(rows), parsed.GetValue(parameters), parsed.GetValue(seed) ?? 1));
        if (parsed.GetValue(json)) view.WriteJson();
        else view.Write(Screen.Output);
        return view.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    private static int? AtLeastOne(string text) => Read.Integer(text) is { } number and >= 1 ? number : throw new ArgumentException($"there is at least 1, not {text}.");
}
