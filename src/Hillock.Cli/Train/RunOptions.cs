using System.CommandLine;
using Hillock.Cli.CommandLine;

namespace Hillock.Cli.Train;

/// <summary>What comes out of a run, and how it is kept safe while it lasts.</summary>
internal sealed class RunOptions
{
    private readonly ValueOption<string?> output = new(
        "--output|-o", "FILE", Read.Text, "the model (.safetensors); default: named after DATA, in the current folder. An older model of that name is replaced, any other file never");

    private readonly ValueOption<string?> report = new("--report", "FILE.html", Read.Text, "a page with learning curves, confusion matrix, ROC, weights");
    private readonly ValueOption<string?> save = new("--save-experiment", "FILE.json", Read.Text, "what is done here as data: train FILE.json does it again");
    private readonly FlagOption json = new("--json", "the figures as one JSON object");
    private readonly ValueOption<int?> folds = new("--folds", "K", Read.Integer, "cross-validation: train K times, each time tested on another part; keeps no model");
    private readonly FlagOption findRate = new("--find-rate", "try learning rates from far too small to diverging and draw the loss; trains no model");
    private readonly ValueOption<string?> checkpoint = new("--checkpoint", "DIR", Read.Text, "write checkpoints there, the last two are kept");
    private readonly ValueOption<int?> every = new("--every", "N", Read.Integer, "epochs between checkpoints; default: 1");
    private readonly FlagOption resume = new("--resume", "go on from the newest checkpoint in DIR; --epochs may be larger than before");
    private readonly ValueOption<int?> threads = new("--threads", "N", Read.Integer, "default: one for each processor; the result does not depend on it");

    public Option[] Results => [output, report, save, json, folds, findRate];

    public Option[] Checkpoints => [checkpoint, every, resume];

    public Option Threads => threads;

    /// <summary>The settings of the run.</summary>
    /// <exception cref="ArgumentException">A number is impossible, or options contradict each other; the message is a sentence.</exception>
    public RunSettings Settings(ParseResult parsed)
    {
        var settings = new RunSettings
        {
            Output = parsed.GetValue(output),
            Report = parsed.GetValue(report),
            SaveExperiment = parsed.GetValue(save),
            Json = parsed.GetValue(json),
            Folds = parsed.GetValue(folds) ?? 0,
            FindRate = parsed.GetValue(findRate),
            Checkpoint = parsed.GetValue(checkpoint),
            Every = parsed.GetValue(every) ?? 1,
            Resume = parsed.GetValue(resume),
            Threads = parsed.GetValue(threads) ?? 0,
        };
        if (parsed.GetResult(folds) is not null && settings.Folds < 2) throw new ArgumentException($"Cross-validation has at least 2 folds, not {settings.Folds}.");
        if (settings.Every < 1) throw new ArgumentException($"The number of epochs between checkpoints is at least 1, not {settings.Every}.");
        if (parsed.GetResult(threads) is not null && settings.Threads is < 1 or > 1024) throw new ArgumentException($"The number of threads is 1 to 1024, not {settings.Threads}.");
        if (settings.Checkpoint is null && settings.Resume) throw new ArgumentException("--resume needs --checkpoint DIR: the folder to go on from.");
        if (settings.Checkpoint is null && parsed.GetResult(every) is not null) throw new ArgumentException("--every needs --checkpoint DIR: the folder to write to.");
        if (settings.Folds > 0 && settings.FindRate) throw new ArgumentException("--folds and --find-rate do not go together.");
        foreach (Option option in new Option[] { output, report, checkpoint })
        {
            if (parsed.GetResult(option) is null) continue;
            if (settings.Folds > 0) throw new ArgumentException($"--folds keeps none of its models: leave out {option.Name}.");
            if (settings.FindRate) throw new ArgumentException($"--find-rate trains no model: leave out {option.Name}.");
        }

        return settings;
    }
}

/// <summary>What comes out of a run, and how it is kept safe while it lasts.</summary>
internal sealed record RunSettings
{
    public string? Output { get; init; }

    public string? Report { get; init; }

    public string? SaveExperiment { get; init; }

    public bool Json { get; init; }

    /// <summary>0: no cross-validation.</summary>
    public int Folds { get; init; }

    public bool FindRate { get; init; }

    public string? Checkpoint { get; init; }

    public int Every { get; init; } = 1;

    public bool Resume { get; init; }

    /// <summary>0: one for each processor.</summary>
    public int Threads { get; init; }
}
