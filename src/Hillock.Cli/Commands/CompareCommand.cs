using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Compare;
using Hillock.Models;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock compare CONSTRUCTED DATA</c>: what was built beside what learns the same.</summary>
internal sealed class CompareCommand : HillockCommand
{
    private readonly Argument<string> model = new("CONSTRUCTED") { Description = "a model that build wrote, or one written by hand (.json)" };
    private readonly Argument<string> data = new("DATA") { Description = "a CSV file with samples of the same function, such as build's --samples" };
    private readonly ValueOption<double?> test = new("--test", "SHARE", Share, "rows held out to judge by; default: 0.2, and 0 where every input is 0 or 1: all rows are learned and judged by");
    private readonly ValueOption<int?> epochs = new("--epochs", "N", Epochs, "passes over the rows at most; default: about 400,000 rows in all, 50 to 1,000 passes");
    private readonly ValueOption<long?> seed = new("--seed", "N", Read.Long, "where weights start and rows are drawn; default: 1");
    private readonly FlagOption json = new("--json", "the figures as one JSON object");
    private readonly CsvReading csv = new();

    public CompareCommand()
        : base("compare", "Trains networks of the same and of smaller shape on what a built network computes, and shows them side by side.")
    {
        Arguments.Add(model);
        Arguments.Add(data);
        AddGroup("Options", [test, epochs, seed, json, .. csv.All]);
        SetAction((parsed, _) => RunAsync(parsed));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "The learned networks have tanh units and are trained with adam. If the built one consists of steps, it is also softened, to sigmoids, and trained further.",
        "The error is the share of wrong answers, or for numbers the root mean square.",
    ];

    public override IReadOnlyList<string> Examples =>
    [
        "hillock build polygon star.json -o star.safetensors --samples star.csv",
        "hillock compare star.safetensors star.csv",
    ];

    private async Task<int> RunAsync(ParseResult parsed)
    {
        Model built = Model.Load(parsed.GetRequiredValue(model));
        using var interruption = new Interruption();
        var session = new Comparison(built, parsed.GetRequiredValue(data), csv.Options(parsed))
        {
            Test = parsed.GetValue(test),
            Epochs = parsed.GetValue(epochs),
            Seed = parsed.GetValue(seed) ?? 1,
        };
        ComparisonResult result = await session.RunAsync(interruption.Token);
        if (parsed.GetValue(json)) result.WriteJson();
        else result.Write(Screens.Screen.Output);
        return ExitCode.Done;
    }

    private static double? Share(string text) => Read.Number(text) is { } share and >= 0 and < 1
        ? share
        : throw new ArgumentException("a share is at least 0 and below 1.");

    private static int? Epochs(string text) => Read.Integer(text) is { } epochs and >= 1
        ? epochs
        : throw new ArgumentException("there is at least 1.");
}
