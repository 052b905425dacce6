using System.Security.Cryptography;

namespace Hillock.Playground.Access;

/// <summary>
/// A token that only the printed link holds: 256 bits by chance. Where a file is given, it lasts a day, so that a page that is open finds back
/// to a server that was started anew; only the user can read the file.
/// </summary>
internal static class TokenFile
{
    private const int Length = 64;

    private static readonly TimeSpan Lasting = TimeSpan.FromDays(1);

    /// <summary>The token of the file, or a new one.</summary>
    public static string Token(string? path)
    {
        string fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));
        if (path is null) return fresh;
        try
        {
            if (Read(path) is { } kept) return kept;
            Write(path, fresh);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it lasts as long as the server.
        }

        return fresh;
    }

    private static string? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != Length || DateTime.UtcNow - file.LastWriteTimeUtc > Lasting) return null;

        // What others could have read or written is no secret.
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && ((file.UnixFileMode & others) != UnixFileMode.None || file.LinkTarget is not null)) return null;
        string text = File.ReadAllText(path);
        return text.All(char.IsAsciiHexDigitLower) ? text : null;
    }

    private static void Write(string path, string token)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(token);
    }
}
