using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Data;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock datasets get NAME</c>: fetches a set into the user's cache.</summary>
internal sealed class DatasetsGetCommand : HillockCommand
{
    private readonly Argument<string> name = new("NAME") { Description = "a set of the catalog: mnist, fashion-mnist" };
    private readonly ValueOption<string?> from = new("--from", "FOLDER", Read.Text, "take the files, plain or .gz, from this folder and nowhere else");

    public DatasetsGetCommand()
        : base("get", "Fetches a set into your cache; every file is checked by its SHA-256.")
    {
        Arguments.Add(name.OfferingSets());
        AddGroup("Options", from);
        SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(name), parsed.GetValue(from)));
    }

    public override IReadOnlyList<string> Remarks =>
        ["The cache is the folder HILLOCK_DATA, else hillock in the system's folder for caches ($XDG_CACHE_HOME or ~/.cache)."];

    public override IReadOnlyList<string> Examples => ["hillock datasets get mnist", "hillock datasets get fashion-mnist --from ~/downloads"];

    private static async Task<int> RunAsync(string name, string? from)
    {
        using var interruption = new Interruption();
        CatalogEntry entry = Catalog.Find(name);
        bool wasHere = Catalog.IsHere(name);
        using (var download = new DownloadDisplay()) await Catalog.GetAsync(name, from, download, interruption.Token);
        Screen.Error.Line(entry.Kind != CatalogKind.Fetched ? $"{name} is {entry.Kind.ToString().ToLowerInvariant()}: there is nothing to fetch."
            : wasHere ? $"{name} was here already."
            : $"{name} is here.", Tone.Good);
        return ExitCode.Done;
    }
}
