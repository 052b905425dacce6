using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Cli.Use;
using Hillock.Data;
using Hillock.Distortions;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock datasets show NAME</c>: draws samples in the terminal, or writes the set as CSV.</summary>
internal sealed class DatasetsShowCommand : HillockCommand
{
    private readonly Argument<string> name = new("NAME") { Description = "a set of the catalog" };
    private readonly FlagOption csv = new("--csv", "write the whole set as CSV to standard output");
    private readonly ValueOption<Augmentation?> augmentation = new ValueOption<Augmentation?>(
        "--augment", "NAME[,NAME]", Augmentation.Parse, "show images as training with this option of 'train' sees them").Offering(() => Augmentation.Names);

    private readonly ValueOption<string?> picture = new("--output|-o", "FILE", Read.Text, "write a picture of images to this file (.png): one in each row, with --augment varied from left to right");
    private readonly ValueOption<int?> samples = new("--samples", "N", Read.Integer, "how many samples to generate");
    private readonly ValueOption<double?> noise = new("--noise", "X", Read.Number, "how much generated points stray, 0 to about 0.5; default: 0");
    private readonly ValueOption<long?> seed = new("--seed", "N", Read.Long, "where generated samples, and variations, come from; default: 1");

    public DatasetsShowCommand()
        : base("show", "Draws samples of a set in the terminal, or writes it as CSV.")
    {
        Arguments.Add(name.OfferingSets());
        AddGroup("Options", csv);
        AddGroup("Images", augmentation, picture);
        AddGroup("Generated sets", samples, noise, seed);
        SetAction(Run);
    }

    public override IReadOnlyList<string> Examples =>
    [
        "hillock datasets show digits",
        "hillock datasets show mnist --augment affine,elastic -o varied.png",
        "hillock datasets show spiral --noise 0.1",
        "hillock datasets show moons --samples 2000 --noise 0.2 --csv > moons.csv",
    ];

    private int Run(ParseResult parsed)
    {
        string set = parsed.GetRequiredValue(name);
        if (samples.IsGivenIn(parsed) && parsed.GetValue(samples) is < 1) throw new UsageException("The number of samples is at least 1.");
        CatalogEntry entry = Catalog.Find(set);
        bool isVaried = augmentation.IsGivenIn(parsed);
        bool shaped = samples.IsGivenIn(parsed) || noise.IsGivenIn(parsed) || (seed.IsGivenIn(parsed) && !isVaried);
        if (shaped && entry.Kind != CatalogKind.Generated) throw new UsageException($"{set} is not generated: leave out --samples, --noise and --seed.");
        if (parsed.GetValue(csv) && (isVaried || picture.IsGivenIn(parsed))) throw new UsageException("Either --csv or images: leave out --csv, or --augment and --output.");
        if (parsed.GetValue(picture) is { } path) OutputFile.CheckPicture(path);

        Table? table = entry.Kind == CatalogKind.Generated ? Generate(parsed, set) : null;
        Dataset dataset = table?.ToDataset() ?? Load(set);
        if (parsed.GetValue(csv))
        {
            using StreamWriter output = StandardOutput.Open();
            (table ?? AsTable(set, dataset)).WriteCsv(output);
            return ExitCode.Done;
        }

        if ((isVaried || picture.IsGivenIn(parsed)) && dataset is not ImageDataset)
            throw new HillockException($"{set} is a table: it has no images to {(isVaried ? "vary" : "draw in a file")}.");
        if (parsed.GetValue(picture) is { } file)
        {
            ImageSheet.Write(file, (ImageDataset)dataset, parsed.GetValue(augmentation), parsed.GetValue(seed) ?? 1);
            Screen.Error.Field("picture", file);
            return ExitCode.Done;
        }

        Screen screen = Screen.Output;
        screen.Line($"{set}: {entry.Description}", Tone.Strong);
        screen.Line($"{Figures.Some(dataset.Count, "sample")}, {(dataset is ImageDataset images ? $"images of {images.Shape}" : Figures.Some(dataset.InputNames.Count, "column"))}; {dataset.TaskReason}");
        screen.Line($"{entry.Source}; {entry.License}", Tone.Quiet);
        screen.Line();
        SampleView.Write(screen, dataset, parsed.GetValue(augmentation), parsed.GetValue(seed) ?? 1);
        return ExitCode.Done;
    }

    private Table Generate(ParseResult parsed, string set)
    {
        try
        {
            return Generated.Make(set, parsed.GetValue(samples) ?? 0, parsed.GetValue(noise) ?? 0, parsed.GetValue(seed) ?? 1);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static Dataset Load(string set)
    {
        using var download = new DownloadDisplay();
        return Catalog.LoadAsync(set, download).GetAwaiter().GetResult().Train;
    }

    private static Table AsTable(string set, Dataset dataset) => dataset is ImageDataset images ? images.ToTable() : Catalog.LoadTable(set);
}
