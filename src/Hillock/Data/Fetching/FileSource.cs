namespace Hillock.Data.Fetching;

/// <summary>A place that the files of a set may come from.</summary>
internal abstract record FileSource
{
    /// <summary>What messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>What a user can do to make it work.</summary>
    public abstract string Advice { get; }

    /// <summary>Brings the files, plain or gzip, into a folder.</summary>
    /// <param name="files">What is wanted.</param>
    /// <param name="scratch">An empty folder that may be used, and is deleted afterwards.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The folder where the files are, or are not.</returns>
    /// <exception cref="HillockException">The place cannot be reached; the sentence says why.</exception>
    public abstract Task<string> BringAsync(IReadOnlyList<FetchedFile> files, string scratch, CancellationToken cancellation);
}

/// <summary>A folder on this machine.</summary>
internal sealed record LocalFolder(string Path) : FileSource
{
    public override string Name => Path;

    public override string Advice => $"put the files into {Path}";

    public override Task<string> BringAsync(IReadOnlyList<FetchedFile> files, string scratch, CancellationToken cancellation) =>
        Directory.Exists(Path) ? Task.FromResult(Path) : throw new HillockException("there is no such folder");
}
