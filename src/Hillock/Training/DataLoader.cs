using Hillock.Data;

namespace Hillock.Training;

/// <summary>Finds the samples that a <see cref="DataSource"/> describes: in its text, in a file or in the catalog, whole and in parts.</summary>
internal sealed class DataLoader(DataSource source, Preprocessing? model)
{
    private const double DefaultTestShare = 0.2;

    public async Task<LoadedData> LoadAsync(long seed, IProgress<CatalogProgress>? progress, CancellationToken cancellation)
    {
        Check();
        (Dataset train, Dataset? test) = await ReadAsync(progress, cancellation).ConfigureAwait(false);
        if (source.Divisor is { } divisor)
        {
            if (train is not ImageDataset images) throw new HillockException($"{source.Name} holds no images: it has no pixels to divide.");
            (train, test) = (images.WithDivisor(divisor), (test as ImageDataset)?.WithDivisor(divisor));
        }

        if (source.TestFile is not null || source.Test is not null) test = null;
        if (test is null && source.TestFile is null && (source.Test ?? DefaultTestShare) is > 0 and double share)
        {
            (train, test) = train.Split(share, seed);
            if (test.Count == 0) test = null;
        }

        return new LoadedData(train, source.TestFile is { } file ? ReadLike(train, file) : test, source.ValidationFile is { } other ? ReadLike(train, other) : null);
    }

    private bool ChoosesColumns => source.Columns != new ColumnRoles();

    private bool IsGenerated => source.Text is null && Generated.Has(source.Name);

    // What would otherwise be passed over without a word, or open a file where none may be opened.
    private void Check()
    {
        if (source.Text is not null && (source.TestFile ?? source.ValidationFile) is { } file)
            throw new HillockException($"The rows of '{source.Name}' stand in the experiment, which opens no file: hold out a share of them instead of {file}.");
        if (!IsGenerated && source is not { Samples: null, Noise: null, Seed: null })
            throw new HillockException($"'{source.Name}' is not a generated set: leave out 'samples', 'noise' and 'seed' of its data.");
    }

    private async Task<(Dataset Train, Dataset? Test)> ReadAsync(IProgress<CatalogProgress>? progress, CancellationToken cancellation)
    {
        if (source.Text is { } text)
        {
            return (model is null
                ? Table.ReadCsv(new StringReader(text), source.Name, source.Csv).ToDataset(source.Columns)
                : Table.ReadCsv(new StringReader(text), source.Name, model, source.Csv).ToDataset(model), null);
        }

        if (IsGenerated)
        {
            Table table = Generate();
            return (model is null ? table.ToDataset(source.Columns) : table.ToDataset(model), null);
        }

        if (Catalog.Has(source.Name))
        {
            if (model is { Pixels: null } && Catalog.Find(source.Name).Kind != CatalogKind.Fetched)
                return (Catalog.LoadTable(source.Name).ToDataset(model), null);
            return ChoosesColumns
                ? (Catalog.LoadTable(source.Name).ToDataset(source.Columns), null)
                : await Catalog.LoadAsync(source.Name, progress, cancellation).ConfigureAwait(false);
        }

        if (!Path.HasExtension(source.Name) && !Path.Exists(source.Name))
        {
            string[] known = [.. Catalog.List().Select(entry => entry.Name)];
            string advice = NearestName.Find(source.Name, known) is { } near ? $"Did you mean '{near}'?" : $"The sets are {string.Join(", ", known)}.";
            throw new HillockException($"'{source.Name}' is neither a file nor a set of the catalog. {advice}");
        }

        if (model is not null) return (Read(source.Name, model), null);
        if (!IdxFile.IsAt(source.Name)) return (Table.ReadCsv(source.Name, source.Csv).ToDataset(source.Columns), null);
        return ChoosesColumns
            ? throw new HillockException($"{source.Name} holds images: it has no columns to choose.")
            : (ImageDataset.ReadIdx(source.Name), null);
    }

    private Table Generate()
    {
        try
        {
            return Generated.Make(source.Name, source.Samples ?? 0, source.Noise ?? 0, source.Seed ?? 1);
        }
        catch (ArgumentException e)
        {
            throw new HillockException($"{source.Name}: {e.Message}", e);
        }
    }

    // Another file of the same kind: its columns and labels mean what those of the training part mean.
    private Dataset ReadLike(Dataset train, string file) => Read(file, model ?? Preprocessing.Fit(train));

    private Dataset Read(string file, Preprocessing preprocessing) => IdxFile.IsAt(file)
        ? ImageDataset.ReadIdx(file, names: preprocessing.Labels.Count > 0 ? preprocessing.Labels : null)
        : Table.ReadCsv(file, preprocessing, source.Csv).ToDataset(preprocessing);
}
