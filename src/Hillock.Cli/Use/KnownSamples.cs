using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Cli.Use;

/// <summary>Finds samples with known targets for a model: in files, or in the catalog.</summary>
internal static class KnownSamples
{
    /// <summary>Whether there are samples by that name that come all at once: a set of the catalog, or images in an IDX file.</summary>
    public static bool Are(string data) => Catalog.Has(data) || ImageDataset.IsIdx(data);

    /// <summary>The images of an IDX file, or a set of the catalog: its own test part if it has one, else all of it.</summary>
    public static Dataset Of(string data, Model model)
    {
        if (!Catalog.Has(data)) return Load(new DataSource(data) { Test = 0 }, model).Train;
        using var download = new DownloadDisplay();
        (Dataset all, Dataset? test) = Catalog.LoadAsync(data, download).GetAwaiter().GetResult();
        return test ?? all;
    }

    /// <summary>All samples of a file, or of a set of the catalog its training part, as a model takes them.</summary>
    public static Dataset All(Model model, string data, CsvOptions options) => Load(new DataSource(data) { Test = 0, Csv = options }, model).Train;

    /// <summary>Samples to evaluate a model on, as it takes them; of a set of the catalog those that it has not seen, if that can be known.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">A file, or a set of the catalog.</param>
    /// <param name="options">How a file is read.</param>
    /// <returns>The samples, and what should be known about the choice.</returns>
    public static (Dataset Samples, string? Note) Unseen(Model model, string data, CsvOptions options)
    {
        DataSource all = new(data) { Test = 0, Csv = options };
        if (!Catalog.Has(data)) return (Load(all, model).Train, null);
        if (Catalog.Find(data).Kind == CatalogKind.Fetched) return (Of(data, model), null);
        if (model.Training is null) return (Load(all, model).Train, null);

        Experiment experiment = Experiment.Of(model);
        if (experiment.Data is null)
            return (Load(all, model).Train, $"all rows of {data}; the model does not say what it was trained on: if on some of these, the figures flatter it");
        if (experiment.Data.Name != data) return (Load(all, model).Train, null);
        LoadedData parts = Load(experiment.Data, model, experiment.Seed);
        return parts.Test is { } test
            ? (test, $"{Figures.Some(test.Count, "row")} of {data}: those held out when the model was trained")
            : (parts.Train, $"all rows of {data}: the model was trained on them, so the figures flatter it");
    }

    private static LoadedData Load(DataSource source, Model model, long seed = 0)
    {
        using var download = new DownloadDisplay();
        return source.LoadAsync(seed, model.Preprocessing, download).GetAwaiter().GetResult();
    }
}
