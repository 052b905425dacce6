using Hillock.Images;

namespace Hillock.Cli.Use;

/// <summary>Pictures to read: one file, or those of a folder in the order of their names.</summary>
internal static class PictureFiles
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".bmp", ".pgm", ".ppm", ".pbm", ".pnm", ".gif", ".webp", ".tif", ".tiff"];

    /// <summary>Whether this is a folder, or a file that begins as a picture does.</summary>
    public static bool Are(string path) => Directory.Exists(path) || GrayImage.IsPicture(path);

    /// <summary>The files. What is none by its name and none by its content is passed over, such as a list of labels.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        if (!Directory.Exists(path)) return [path];
        try
        {
            string[] files = [.. Directory.EnumerateFiles(path).Where(IsPicture).Order(StringComparer.Ordinal)];
            return files.Length > 0 ? files : throw new HillockException($"There is no picture in the folder {path}: PNG, JPEG, BMP and Netpbm (PGM, PPM) can be read.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"The folder {path} cannot be read: {e.Message}", e);
        }
    }

    // A picture that is broken from its first byte on is to be told, not passed over.
    private static bool IsPicture(string file) => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()) || GrayImage.IsPicture(file);
}
