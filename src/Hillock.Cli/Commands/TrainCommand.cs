using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Train;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock train DATA</c>: from data to a model file.</summary>
internal sealed class TrainCommand : HillockCommand
{
    private readonly Argument<string> data = new("DATA") { Description = "a CSV or TSV file, images (IDX, their labels beside them), an experiment (.json), or a set of the catalog: iris, digits, mnist, circle, …" };
    private readonly DataOptions dataOptions = new();
    private readonly NetworkOptions networkOptions = new();
    private readonly OptimizationOptions optimizationOptions = new();
    private readonly RunOptions runOptions = new();

    public TrainCommand()
        : base("train", "Trains a network on a table, images or a generated set, and saves it as a model.")
    {
        Arguments.Add(data.OfferingSets());
        AddGroup("Data", dataOptions.All);
        AddGroup("Network", networkOptions.All);
        AddGroup("Training", [.. optimizationOptions.Training, runOptions.Threads]);
        AddGroup("When to stop", optimizationOptions.Stopping);
        AddGroup("Against overfitting and imbalance", optimizationOptions.Regularization);
        AddGroup("Results", runOptions.Results);
        AddGroup("Checkpoints", runOptions.Checkpoints);
        SetAction((parsed, _) => RunAsync(parsed));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Without options a table is learned by two hidden layers of 64 and 32 relu units with adam; a fifth of the rows is held out for the test, a fifth of the rest decides when to stop, and what the model achieves is shown beside what guessing would.",
        "The same experiment and seed give the same model, to the last bit, on any number of threads. Ctrl-C stops within a step and keeps the best model so far.",
        "'hillock datasets list' shows the catalog.",
    ];

    public override IReadOnlyList<string> Examples =>
    [
        "hillock train iris",
        "hillock train digits --hidden 128 --dropout 0.2 --report digits.html",
        "hillock train mnist --hidden 800 --augment affine,elastic",
        "hillock train houses.csv --target price --ignore id -o houses.safetensors",
        "hillock train mnist --hidden 30 --activation sigmoid \\",
        "    --output-activation sigmoid --loss half_squared_error --init normal \\",
        "    --optimizer sgd --lr 3 --batch 10 --epochs 30 --patience 0 --validation 0",
        "hillock train diabetes --folds 5",
        "hillock train big.csv --checkpoint run1    (after a stop again, with --resume)",
    ];

    private async Task<int> RunAsync(ParseResult parsed)
    {
        TrainRequest request;
        try
        {
            request = Request(parsed);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }

        using var interruption = new Interruption();
        return await new TrainingSession(request, interruption.Token).RunAsync();
    }

    private TrainRequest Request(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(data);
        bool isExperiment = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        string? from = networkOptions.From(parsed);
        if (isExperiment && dataOptions.Described(parsed) is { } dataOption)
            throw new ArgumentException($"The data are described in {name}: leave out {dataOption}.");
        if (networkOptions.Described(parsed) is { } networkOption && (isExperiment || from is not null))
            throw new ArgumentException($"The network is that of {from ?? name}: leave out {networkOption}.");
        if (from is not null && dataOptions.ColumnChoice(parsed) is { } columnOption)
            throw new ArgumentException($"The columns are those of the model {from}: leave out {columnOption}.");

        RunSettings run = runOptions.Settings(parsed);
        if (from is not null && (run.Folds > 0 || run.FindRate))
            throw new ArgumentException($"{(run.FindRate ? "--find-rate" : "--folds")} starts from new weights: leave out --from.");
        Experiment trial = Apply(new Experiment());
        string? single = trial.Optimizer is Perceptron or LeastSquares ? trial.Optimizer.Name : null;
        if (run.FindRate && trial.Optimizer is not GradientOptimizer)
            throw new ArgumentException($"The optimizer '{trial.Optimizer.Name}' has no learning rate to find.");
        return new TrainRequest
        {
            Data = name,
            CommandLine = "hillock " + string.Join(' ', parsed.Tokens.Select(token => Quoted(token.Value))),
            Run = run,
            Source = isExperiment ? null : dataOptions.Source(parsed, name),
            Network = isExperiment || from is not null ? null : networkOptions.Network(parsed, single),
            From = from,
            Frozen = networkOptions.Frozen(parsed),
            Smoothing = optimizationOptions.Smoothing(parsed),
            Apply = Apply,
        };

        Experiment Apply(Experiment experiment)
        {
            Experiment changed = optimizationOptions.Apply(parsed, experiment);
            if (dataOptions.ValidationShare(parsed) is { } share) changed = changed with { Validation = share };
            return changed.Data is { } source ? changed with { Data = dataOptions.HeldOut(parsed, source) } : changed;
        }
    }

    private static string Quoted(string token) => token.Length > 0 && token.All(c => char.IsLetterOrDigit(c) || "-_./,:=+".Contains(c)) ? token : $"'{token}'";
}
