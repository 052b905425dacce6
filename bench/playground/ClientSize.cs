using System.IO.Compression;

namespace Hillock.Playground.Benchmarks;

/// <summary>What a visitor's browser loads, as a web server would send it.</summary>
internal static class ClientSize
{
    public static double Kilobytes()
    {
        long bytes = 0;
        foreach (string name in typeof(PlaygroundServer).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("page/", StringComparison.Ordinal) && Path.GetExtension(name) is not (".woff2" or ".woff" or ".ttf")))
        {
            using Stream file = typeof(PlaygroundServer).Assembly.GetManifestResourceStream(name)!;
            using var counted = new MemoryStream();
            using (var brotli = new BrotliStream(counted, CompressionLevel.SmallestSize, leaveOpen: true)) file.CopyTo(brotli);
            bytes += counted.Length;
        }

        return bytes / 1024.0;
    }
}
