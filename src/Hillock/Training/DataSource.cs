using System.Text.Json.Nodes;
using Hillock.Data;
using Hillock.Files;

namespace Hillock.Training;

/// <summary>Where an experiment's data come from and what is held out: a description, so that an experiment can be run again.</summary>
public sealed record DataSource
{
    /// <summary>Describes a source.</summary>
    /// <param name="name">
    /// A CSV or TSV file, an IDX file of images with the file of its labels beside it (train-images-idx3-ubyte), or a name from the catalog;
    /// with <see cref="Text"/> whatever messages shall call it.
    /// </param>
    public DataSource(string name) => Name = name;

    /// <summary>A CSV or TSV file, an IDX file of images, or a name from the catalog; with <see cref="Text"/> a name for messages.</summary>
    public string Name { get; }

    /// <summary>The rows themselves, as CSV or TSV text, instead of a file: points that were drawn by hand. No file is opened then.</summary>
    public string? Text { get; init; }

    /// <summary>Of a generated set: how many samples; null: as many as is usual.</summary>
    public int? Samples { get; init => field = value is { } count ? Require.AtLeast(1, count, "number of samples") : null; }

    /// <summary>Of a generated set: how much its points stray; null: not at all.</summary>
    public double? Noise { get; init => field = value is { } noise ? Require.NotNegative(noise, "noise") : null; }

    /// <summary>Of a generated set: where its samples come from; null: 1. What is held out depends on the experiment's seed.</summary>
    public long? Seed { get; init; }

    /// <summary>What the columns of a table are.</summary>
    public ColumnRoles Columns { get; init; } = new();

    /// <summary>How a file is read where finding out is not enough.</summary>
    public CsvOptions Csv { get; init; } = new();

    /// <summary>What pixels are divided by; null: 255, or what the set of images says.</summary>
    public double? Divisor { get; init => field = value is { } divisor ? Require.Positive(divisor, "divisor of pixels") : null; }

    /// <summary>How samples are encoded; null: what is fitted on the training part.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>Share of the rows that is held out for the test, 0 to below 1; null: a set's own test part, else 0.2.</summary>
    public double? Test { get; init => field = value is { } share ? Require.Fraction(share, "share of test rows") : null; }

    /// <summary>A file with the test rows, instead of a share.</summary>
    public string? TestFile { get; init; }

    /// <summary>A file with the validation rows, instead of the experiment's share.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>Loads the samples and holds out those for the test.</summary>
    /// <param name="seed">The experiment's: the same seed holds out the same samples.</param>
    /// <param name="model">The preprocessing of a model that is to be trained further; null: for a new model.</param>
    /// <param name="progress">Told how far a set of the catalog is that has to be fetched first.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HillockException">There is no such file or set, or it cannot be learned from; the sentence says where and why.</exception>
    public Task<LoadedData> LoadAsync(
        long seed, Preprocessing? model = null, IProgress<CatalogProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new DataLoader(this, model ?? Preprocessing).LoadAsync(seed, progress, cancellationToken);

    /// <summary>
    /// What a model keeps of it: the set of the catalog and what was held out. The place of a file matters to nobody, so nothing is kept of
    /// it; and rows are not kept, as a model is handed on to people who were not meant to see them: the experiment is what holds them. How
    /// samples are encoded stands in the model itself.
    /// </summary>
    internal DataSource? Kept => Text is null && Catalog.Has(Name) ? this with { Test = TestFile is null ? Test : 0, TestFile = null, ValidationFile = null, Preprocessing = null } : null;

    internal JsonObject ToJson()
    {
        var node = new JsonObject { ["name"] = Name };
        if (Text is not null) node["text"] = Text;
        if (Samples is { } samples) node["samples"] = samples;
        if (Noise is { } noise) node["noise"] = noise;
        if (Seed is { } seed) node["seed"] = seed;
        AddTexts("target", Columns.Targets);
        AddTexts("features", Columns.Features);
        AddTexts("ignore", Columns.Ignore);
        AddTexts("missing", Csv.Missing);
        AddTexts("categories", Csv.Categories);
        if (Divisor is { } divisor) node["divisor"] = divisor;
        if (Columns.Weights is { } weights) node["weights"] = weights;
        if (Csv.Delimiter is { } delimiter) node["delimiter"] = $"{delimiter}";
        if (Csv.Header is { } header) node["header"] = header;
        if (Columns.Task is { } task) node["task"] = Names.Of(task);
        if (Preprocessing is { } preprocessing) node["preprocessing"] = preprocessing.ToJson();
        if (Test is { } test) node["test"] = test;
        if (TestFile is not null) node["test_file"] = TestFile;
        if (ValidationFile is not null) node["validation_file"] = ValidationFile;
        return node;

        void AddTexts(string name, ValueList<string> texts)
        {
            if (texts.Count > 0) node[name] = new JsonArray([.. texts.Select(text => (JsonNode)text)]);
        }
    }

    internal static DataSource FromJson(JsonFields fields)
    {
        string name = fields.Text("name") ?? throw fields.Error("name", "is missing");
        DataSource source = fields.Read("", () => new DataSource(name)
        {
            Text = fields.Text("text"),
            Samples = fields.Node("samples") is null ? null : fields.Integer("samples"),
            Noise = fields.OptionalNumber("noise"),
            Seed = fields.Node("seed") is null ? null : fields.Long("seed"),
            Columns = new ColumnRoles
            {
                Targets = [.. fields.Texts("target") ?? []],
                Features = [.. fields.Texts("features") ?? []],
                Ignore = [.. fields.Texts("ignore") ?? []],
                Weights = fields.Text("weights"),
                Task = fields.Text("task") is { } task ? Names.Parse<LearningTask>(task) : null,
            },
            Divisor = fields.OptionalNumber("divisor"),
            Csv = new CsvOptions
            {
                Delimiter = ReadDelimiter(fields.Text("delimiter")),
                Header = fields.Node("header") is null ? null : fields.Flag("header"),
                Missing = [.. fields.Texts("missing") ?? []],
                Categories = [.. fields.Texts("categories") ?? []],
            },
            Preprocessing = fields.Has("preprocessing") ? Preprocessing.FromJson(fields.Object("preprocessing")) : null,
            Test = fields.OptionalNumber("test"),
            TestFile = fields.Text("test_file"),
            ValidationFile = fields.Text("validation_file"),
        });
        fields.End();
        return source;
    }

    private static char? ReadDelimiter(string? text) => text switch
    {
        null => null,
        [char delimiter] => delimiter,
        _ => throw new ArgumentException($"The delimiter is one character, not '{text}'."),
    };
}
