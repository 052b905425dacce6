namespace Hillock.Data.Fetching;

/// <summary>A package of a Debian system, downloaded and unpacked without being installed.</summary>
/// <param name="Package">Its name.</param>
/// <param name="Folder">Where the files are inside.</param>
internal sealed record DebianPackage(string Package, string Folder) : FileSource
{
    public override string Name => $"Debian package {Package}";

    public override string Advice => $"apt-get install {Package}";

    public override async Task<string> BringAsync(IReadOnlyList<FetchedFile> files, string scratch, CancellationToken cancellation)
    {
        await Tool.RunAsync("apt-get", ["download", "-qq", Package], scratch, cancellation);
        string package = Directory.EnumerateFiles(scratch, "*.deb").FirstOrDefault() ?? throw new HillockException("apt-get brought no package");
        await Tool.RunAsync("dpkg-deb", ["-x", package, scratch], scratch, cancellation);
        return Path.Combine(scratch, Folder);
    }
}
