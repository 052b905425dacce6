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
    /// <summary>An experiment to watch; the command trains it with the same numbers.</summary>
    internal static Try Of(string title, string text, Experiment experiment) => new(title, text, TrainCommand.Of(experiment), new ExperimentSetup(experiment));

    /// <summary>A network to construct.</summary>
    internal static Try Of(string title, string text, ConstructionSetup construction) => new(title, text, construction.CommandLine, construction);
}

/// <summary>What the Playground opens.</summary>
public abstract record Setup
{
    /// <summary>Its JSON form: an object whose <c>kind</c> says what it is.</summary>
    public abstract JsonObject ToJson();
}

/// <summary>A network to train.</summary>
/// <param name="Experiment">Data, network and how it learns.</param>
public sealed record ExperimentSetup(Experiment Experiment) : Setup
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["kind"] = "experiment", ["experiment"] = Experiment.ToJson() };
}

/// <summary>A model written by hand, with a sample to follow through it and back.</summary>
/// <param name="Model">The model, in the JSON form that <c>docs/files.md</c> describes.</param>
/// <param name="Input">The sample's inputs.</param>
/// <param name="Target">The sample's targets.</param>
public sealed record TraceSetup(string Model, IReadOnlyList<double> Input, IReadOnlyList<double> Target) : Setup
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["kind"] = "trace",
        ["model"] = JsonNode.Parse(Model),
        ["input"] = new JsonArray([.. Input.Select(value => (JsonNode)value)]),
        ["target"] = new JsonArray([.. Target.Select(value => (JsonNode)value)]),
    };
}
