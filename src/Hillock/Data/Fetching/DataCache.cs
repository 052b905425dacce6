using System.IO.Compression;
using System.Security.Cryptography;
using Hillock.Files;

namespace Hillock.Data.Fetching;

/// <summary>The user's own copies of fetched sets: a folder for each, only whole files whose SHA-256 is right.</summary>
internal sealed class DataCache(string root)
{
    /// <summary>A folder of the user's that is looked into before anything else.</summary>
    private const string FromVariable = "HILLOCK_DATA_FROM";

    /// <summary>$HILLOCK_DATA; else where the system keeps caches.</summary>
    public static DataCache OfUser()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string? folder = Variable("HILLOCK_DATA");
        folder ??= OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "hillock")
            : Path.Combine(Variable("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache"), "hillock");
        return new DataCache(folder);
    }

    /// <summary>The folder of a set.</summary>
    public string Folder(FetchedSet set) => Path.Combine(root, set.Name);

    /// <summary>Fetches what is missing: from the folder given and no other place, or from each source in turn.</summary>
    /// <param name="set">What is fetched.</param>
    /// <param name="from">A folder that holds the files, plain or gzip; null: the set's sources.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it; files that are there by then stay.</param>
    public async Task FetchAsync(FetchedSet set, string? from, IProgress<CatalogProgress>? progress, CancellationToken cancellation)
    {
        FetchedFile[] missing = [.. set.Files.Where(file => !FetchedSet.IsWhole(Path.Combine(Folder(set), file.Name), file))];
        List<string> failures = [];
        foreach (FileSource source in Sources(set, from))
        {
            if (missing.Length == 0) return;
            string scratch = Directory.CreateTempSubdirectory("hillock-").FullName;
            try
            {
                long there = set.Length - missing.Sum(file => file.Length);
                progress?.Report(new CatalogProgress($"{set.Name} from {source.Name}", there, set.Length));
                string folder = await source.BringAsync(missing, scratch, cancellation);
                foreach (FetchedFile file in missing)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Take(folder, file, Folder(set));
                    there += file.Length;
                    progress?.Report(new CatalogProgress($"{file.Name} from {source.Name}", there, set.Length));
                }

                return;
            }
            catch (HillockException e)
            {
                failures.Add($"{source.Name}: {e.Message}");
                missing = [.. missing.Where(file => !FetchedSet.IsWhole(Path.Combine(Folder(set), file.Name), file))];
            }
            finally
            {
                Directory.Delete(scratch, recursive: true);
            }
        }

        if (missing.Length > 0) throw new HillockException(Failure(set, from, failures));
    }

    private static FileSource[] Sources(FetchedSet set, string? from)
    {
        if (from is not null) return [Folder(from)];
        return Variable(FromVariable) is { } folder ? [Folder(folder), .. set.Sources] : set.Sources;

        LocalFolder Folder(string path) => new(Directory.Exists(Path.Combine(path, set.Name)) ? Path.Combine(path, set.Name) : path);
    }

    /// <summary>Copies a file, unpacked if need be, into the cache, if it is the right one.</summary>
    private static void Take(string folder, FetchedFile file, string target)
    {
        string path = Find(folder, file) ?? throw new HillockException($"{file.Name} is not in it");
        byte[] content = new byte[file.Length];
        try
        {
            using FileStream packed = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
            bool whole = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length && stream.ReadByte() < 0;
            if (!whole || Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
                throw new HillockException($"{Path.GetFileName(path)} is not the file that it should be (its SHA-256 differs)");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new HillockException($"{Path.GetFileName(path)} cannot be read: {e.Message}", e);
        }

        try
        {
            Directory.CreateDirectory(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"the folder {target} cannot be made: {e.Message} Set HILLOCK_DATA to a folder that can be written to", e);
        }

        AtomicFile.Write(Path.Combine(target, file.Name), stream => stream.Write(content));
    }

    /// <summary>The file under one of the names it goes by: with a dot before "idx", and with .gz.</summary>
    private static string? Find(string folder, FetchedFile file)
    {
        string dotted = file.Name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return new[] { file.Name, dotted, file.Name + ".gz", dotted + ".gz" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private string Failure(FetchedSet set, string? from, List<string> failures)
    {
        if (from is not null) return $"{set.Name} could not be taken from {failures[0]}. Needed are {string.Join(", ", set.Files.Select(file => file.Name))}, each plain or with .gz.";
        string ways = string.Join("; ", set.Sources.Select(source => source.Advice));
        return $"{set.Name} could not be fetched ({string.Join("; ", failures)}). Any of these helps: {ways}; " +
            $"or put {string.Join(", ", set.Files.Select(file => file.Name))} (plain or with .gz) into a folder and run: hillock datasets get {set.Name} --from FOLDER " +
            $"(or set {FromVariable} to it). The copies are kept in {Folder(set)}.";
    }
}
