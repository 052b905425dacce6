using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Construction;
using Hillock.Training;

namespace Hillock.Lessons.Blocks;

/// <summary>Something to try: opened in the Playground, or with the command that does the same.</summary>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Text">What to look for, in a sentence or two.</param>
/// <param name="CommandLine">As it is typed.</param>
/// <param name="Opens">What the Playground opens; null: there is only the command.</param>
public sealed record Try(string Title, string Text, string CommandLine, Setup? Opens = null) : Block
{
    /// <summary>The way through it, step by step; the page leads along it.</summary>
    public IReadOnlyList<GuideStep> Steps { get; private init; } = [];

    /// <summary>An experiment to watch; the command trains it with the same numbers.</summary>
    internal static Try Of(string title, string text, Experiment experiment) => new(title, text, TrainCommand.Of(experiment), new ExperimentSetup(experiment));

    /// <summary>A network to construct.</summary>
    internal static Try Of(string title, string text, ConstructionSetup construction) => new(title, text, construction.CommandLine, construction);

    /// <summary>The same with a way through it.</summary>
    internal Try Guided(params GuideStep[] steps) => this with { Steps = steps };

    /// <summary>The same in its lesson: what the command reads from a file, the lesson writes.</summary>
    internal Try In(string lesson, int number) => Opens?.File is { } file ? this with { CommandLine = $"hillock lesson {lesson} --try {number} > {file} && {CommandLine}" } : this;
}

/// <summary>What the Playground opens.</summary>
public abstract record Setup
{
    /// <summary>Its JSON form: an object whose <c>kind</c> says what it is.</summary>
    public abstract JsonObject ToJson();

    /// <summary>The name of the file that the command reads; null: it needs none.</summary>
    public abstract string? File { get; }

    /// <summary>What stands in that file: an experiment, a model, a region or a table as the library reads it; without a file, the JSON form.</summary>
    public virtual string FileText => Indented(ToJson());

    private protected static string Indented(JsonObject json)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true })) json.WriteTo(writer);
        return Encoding.UTF8.GetString(memory.ToArray());
    }
}

/// <summary>A network to train.</summary>
/// <param name="Experiment">Data, network and how it learns.</param>
public sealed record ExperimentSetup(Experiment Experiment) : Setup
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["kind"] = "experiment", ["experiment"] = Experiment.ToJson() };

    /// <inheritdoc/>
    public override string? File => TrainCommand.Needs(Experiment) ? TrainCommand.File : null;

    /// <inheritdoc/>
    public override string FileText => Indented(Experiment.ToJson());
}

/// <summary>A model written by hand, with a sample to follow through it and back.</summary>
/// <param name="Model">The model, in the JSON form that <c>docs/files.md</c> describes.</param>
/// <param name="Input">The sample's inputs.</param>
/// <param name="Target">The sample's targets.</param>
public sealed record TraceSetup(string Model, IReadOnlyList<double> Input, IReadOnlyList<double> Target) : Setup
{
    /// <inheritdoc/>
    public override string? File => "model.json";

    /// <inheritdoc/>
    public override string FileText => Model;

    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["kind"] = "trace",
        ["model"] = JsonNode.Parse(Model),
        ["input"] = new JsonArray([.. Input.Select(value => (JsonNode)value)]),
        ["target"] = new JsonArray([.. Target.Select(value => (JsonNode)value)]),
    };
}
