using System.Buffers.Binary;

namespace Hillock.Cli.CommandLine;

/// <summary>Asks before long work whether its result can be written, and whether a file there may be replaced.</summary>
internal static class OutputFile
{
    /// <summary>A model may replace an older model.</summary>
    public static void CheckModel(string path) => Check(path, "model", IsSafeTensors);

    /// <summary>An experiment may replace an older experiment.</summary>
    public static void CheckExperiment(string path) => Check(path, "experiment", IsJsonOfOurs);

    /// <summary>A page may replace an older page.</summary>
    public static void CheckPage(string path) => Check(path, "page", stream => Start(stream, 512).Contains("<html", StringComparison.OrdinalIgnoreCase));

    /// <summary>A picture may replace an older picture.</summary>
    public static void CheckPicture(string path) => Check(path, "picture", stream => Start(stream, 8).Contains("PNG", StringComparison.Ordinal));

    /// <summary>A table replaces nothing.</summary>
    public static void CheckNew(string path) => Check(path, "", _ => false);

    private static void Check(string path, string kind, Func<Stream, bool> isOlder)
    {
        try
        {
            if (Directory.Exists(path)) throw new HillockException($"{path} is a folder: give the name of a file in it.");
            var file = new FileInfo(path);
            if (file.Exists && !IsDevice(file.FullName) && file.Length > 0)
            {
                using FileStream stream = file.OpenRead();
                if (!isOlder(stream))
                    throw new HillockException(kind.Length == 0 ? $"{path} exists already and is left as it is: choose another name." : $"{path} exists and is no {kind}; it is left as it is. Choose another name.");
            }

            string folder = Path.GetDirectoryName(file.FullName) ?? ".";
            if (!Directory.Exists(folder)) throw new HillockException($"There is no folder {folder} to write {Path.GetFileName(path)} to. Create it first.");
            if (IsDevice(file.FullName)) return;
            string probe = Path.Combine(folder, $".hillock-{Environment.ProcessId}.tmp");
            using var trial = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e is UnauthorizedAccessException ? "permission is denied" : e.Message.TrimEnd('.');
            throw new HillockException($"{path} cannot be written: {reason}. Choose another place.", e);
        }
    }

    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);

    // Eight bytes with the length of the header, then the header, which is a JSON object.
    private static bool IsSafeTensors(Stream stream)
    {
        Span<byte> start = stackalloc byte[9];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && BinaryPrimitives.ReadUInt64LittleEndian(start) <= (ulong)(stream.Length - 8)
            && start[8] == (byte)'{';
    }

    private static bool IsJsonOfOurs(Stream stream)
    {
        string start = Start(stream, 512).TrimStart();
        return start.StartsWith('{') && start.Contains("\"hillock\"", StringComparison.Ordinal);
    }

    private static string Start(Stream stream, int length)
    {
        byte[] bytes = new byte[length];
        return System.Text.Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false));
    }
}
