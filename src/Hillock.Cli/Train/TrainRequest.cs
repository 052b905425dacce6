using Hillock.Data;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>A command line that makes sense, before any file has been opened.</summary>
internal sealed record TrainRequest
{
    /// <summary>DATA as it was typed.</summary>
    public required string Data { get; init; }

    /// <summary>The command as it was typed, for the report.</summary>
    public required string CommandLine { get; init; }

    public required RunSettings Run { get; init; }

    /// <summary>The data, unless an experiment file describes them.</summary>
    public required DataSource? Source { get; init; }

    /// <summary>The network, unless an experiment file or another model describes it.</summary>
    public required MultilayerPerceptron? Network { get; init; }

    /// <summary>The model to go on from.</summary>
    public required string? From { get; init; }

    /// <summary>Layers to leave as they are.</summary>
    public required IReadOnlyList<string> Frozen { get; init; }

    /// <summary>The share for label smoothing.</summary>
    public required double Smoothing { get; init; }

    /// <summary>Changes an experiment as the options say.</summary>
    public required Func<Experiment, Experiment> Apply { get; init; }

    /// <summary>Where the model goes.</summary>
    public string Output => Run.Output
        ?? $"{(Data is "-" ? "model" : Catalog.Has(Data) ? FileName(Data) : Path.GetFileNameWithoutExtension(Data).Replace(':', '-'))}.safetensors";

    // A set may be called function:1/x, which no file can be.
    private static string FileName(string set) => string.Concat(set.Take(40).Select(c => char.IsLetterOrDigit(c) ? c : '-'));
}
