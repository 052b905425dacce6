using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>From what the page asks for to a run: read, checked against the limits, loaded.</summary>
internal static class Opening
{
    /// <summary>Begins a run, or goes on from the weights there are.</summary>
    /// <param name="id">The run's number.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="before">What to go on from, the latest chapter last; empty: start anew.</param>
    /// <param name="limits">What a visitor may ask for.</param>
    /// <param name="cancellation">Another experiment is wanted by now.</param>
    /// <exception cref="HillockException">The experiment is not valid, asks for too much, or does not fit its data.</exception>
    public static async Task<Run> OpenAsync(int id, Experiment experiment, IReadOnlyList<Chapter> before, Limits limits, CancellationToken cancellation)
    {
        Check(experiment, limits);
        Chapter? latest = before.Count > 0 ? before[^1] : null;
        LoadedData data = latest is not null && SameData(latest.Experiment, experiment)
            ? latest.Data
            : await experiment.Data!.LoadAsync(experiment.Seed, cancellationToken: cancellation);
        Check(experiment, data, limits);
        cancellation.ThrowIfCancellationRequested();
        bool goesOn = latest is not null && latest.Experiment.Layers.Equals(experiment.Layers) && ReferenceEquals(latest.Data, data);
        bool isStart = latest is { IsExact: true, Last.Steps: 0 };
        return goesOn && !isStart ? Run.GoOn(id, experiment, before, limits) : Run.Begin(id, experiment, data, limits);
    }

    /// <summary>Goes on from a model that was brought.</summary>
    /// <exception cref="HillockException">The model asks for too much, or does not fit the data.</exception>
    public static async Task<Run> GoOnAsync(int id, Experiment experiment, Model model, Limits limits, CancellationToken cancellation)
    {
        Check(experiment, limits);
        Check(model.Definition, limits);
        LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed, model.Preprocessing, cancellationToken: cancellation);
        Check(experiment, data, limits);
        cancellation.ThrowIfCancellationRequested();
        return Run.Begin(id, experiment, data, limits, model);
    }

    /// <summary>Refuses a network that is larger than the page allows.</summary>
    /// <exception cref="HillockException">It is.</exception>
    public static void Check(ModelDefinition definition, Limits limits)
    {
        if (definition.ParameterCount > limits.Parameters)
            throw new HillockException($"The page takes up to {limits.Parameters:N0} parameters, not {definition.ParameterCount:N0}; the command has no such limit.");
        CheckLayers(definition.Layers, limits);
    }

    /// <summary>The experiment as the page is told of it: a table that was brought stays with the session.</summary>
    public static Experiment Told(Experiment experiment) => experiment.Data is { Text: not null } source && OwnTable.IsNameOfOwn(source.Name)
        ? experiment with { Data = source with { Text = null } }
        : experiment;

    private static bool SameData(Experiment a, Experiment b) => a.Data == b.Data && a.Seed == b.Seed;

    private static void Check(Experiment experiment, Limits limits)
    {
        if (experiment.Data is not { } source) throw new HillockException("The experiment names no data.");
        if (source.TestFile is not null || source.ValidationFile is not null) throw new HillockException("The page reads no files of its server: bring the data to the page.");
        if (source.Text is null && !Catalog.Has(source.Name)) throw new HillockException($"There is no set '{source.Name}' in the catalog, and the page reads no files of its server.");
        if (source.Text is null && Catalog.Find(source.Name).Kind == CatalogKind.Fetched && !Catalog.IsHere(source.Name))
            throw new HillockException($"'{source.Name}' is not on this machine yet: 'hillock datasets get {source.Name}' fetches it.");
        if (source.Samples > limits.Rows) throw new HillockException($"The page makes sets of up to {limits.Rows:N0} samples.");
        if (experiment.Epochs > limits.Epochs) throw new HillockException($"A run of the page has up to {limits.Epochs:N0} epochs; the command has no such limit.");
        CheckLayers(experiment.Layers, limits);
    }

    private static void CheckLayers(ValueList<Layer> layers, Limits limits)
    {
        if (layers.Count > limits.Layers) throw new HillockException($"The page draws networks of up to {limits.Layers} layers; the command has no such limit.");
        foreach (Dense layer in layers.OfType<Dense>())
        {
            if (layer.Units > limits.Units) throw new HillockException($"A layer of the page has up to {limits.Units:N0} units, not {layer.Units:N0}; the command has no such limit.");
        }
    }

    private static void Check(Experiment experiment, LoadedData data, Limits limits)
    {
        long parameters = 0, width = data.Train.InputNames.Count;
        foreach (Dense layer in experiment.Layers.OfType<Dense>()) (parameters, width) = (parameters + ((width + 1) * layer.Units), layer.Units);
        if (parameters > limits.Parameters)
            throw new HillockException($"The page trains up to {limits.Parameters:N0} parameters, not {parameters:N0}; the command has no such limit.");
        if (data.Train.Count > limits.Rows) throw new HillockException($"The page learns from up to {limits.Rows:N0} samples, not {data.Train.Count:N0}; the command has no such limit.");
        if (data.Train.InputNames.Count > limits.Columns && data.Train is TableDataset)
            throw new HillockException($"The page takes tables of up to {limits.Columns:N0} columns, not {data.Train.InputNames.Count:N0}; the command has no such limit.");
    }
}
