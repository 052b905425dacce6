using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Models;

namespace Hillock.Cli.Use;

/// <summary>Finds samples with known targets for a model: in a file, or in the catalog.</summary>
internal static class KnownSamples
{
    /// <summary>A set of the catalog: its own test part if it has one, else all of it.</summary>
    public static Dataset Of(string set)
    {
        using var download = new DownloadDisplay();
        (Dataset all, Dataset? test) = Catalog.LoadAsync(set, download).GetAwaiter().GetResult();
        return test ?? all;
    }

    /// <summary>The samples as the model takes them: its columns, its labels.</summary>
    public static Dataset For(Model model, string data, CsvOptions options)
    {
        if (!Catalog.Has(data)) return Table.ReadCsv(data, model.Preprocessing, options).ToDataset(model.Preprocessing);
        return Catalog.Find(data).Kind != CatalogKind.Fetched && model.Preprocessing.Pixels is null ? Catalog.LoadTable(data).ToDataset(model.Preprocessing) : Of(data);
    }
}
