using System.Runtime.InteropServices;

namespace Hillock.Files;

/// <summary>Writes a file whole or not at all: a reader, or the next start after a crash, sees the old file or the new one.</summary>
/// <remarks>
/// Temporary file in the same folder → flush to disk → rename over the target → flush the folder. Whatever fails, the old file
/// stays and the temporary goes; what a killed process left behind goes with the next write in that folder.
/// </remarks>
internal static partial class AtomicFile
{
    private const string Prefix = ".hillock-";
    private const string Suffix = ".tmp";
    private const int BufferSize = 1 << 16;

    /// <summary>A temporary untouched for so long belongs to nobody, unless its writer still holds it open.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    /// <summary>Replaces the file at <paramref name="path"/> by what <paramref name="write"/> puts into the stream.</summary>
    /// <exception cref="HillockException">The file cannot be written; the message says why and what to do.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (IsDevice(path)) WriteDevice(path, write);
            else Replace(FollowLink(path), write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"Cannot write '{path}': {Reason(path, e)}", e);
        }
    }

    private static void Replace(string target, Action<Stream> write)
    {
        string folder = Path.GetDirectoryName(target)!;
        if (Directory.Exists(target)) throw new IOException("it is a folder. Give the name of a file in it.");
        RemoveAbandoned(folder);

        string temporary = Path.Combine(folder, Prefix + Path.GetRandomFileName() + Suffix);
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(folder);
    }

    /// <summary>A device is written to, never replaced: a rename would turn <c>/dev/null</c> into a model file.</summary>
    private static void WriteDevice(string path, Action<Stream> write)
    {
        // A device may be unable to seek, which some writers need.
        using MemoryStream content = new();
        write(content);
        using FileStream device = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        content.WriteTo(device);
    }

    private static bool IsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        return OperatingSystem.IsWindows()
            ? full.StartsWith(@"\\.\", StringComparison.Ordinal)
            : full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);
    }

    /// <summary>The file that a symbolic link leads to is replaced, not the link.</summary>
    private static string FollowLink(string path)
    {
        FileInfo file = new(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static void RemoveAbandoned(string folder)
    {
        foreach (string temporary in Directory.EnumerateFiles(folder, Prefix + "*" + Suffix))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(temporary) < Abandoned) continue;
            try
            {
                new FileStream(temporary, FileMode.Open, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Still being written, already gone, or another user's: none of our business.
            }
        }
    }

    private static string Reason(string path, Exception failure)
    {
        const int noSpace = 28, overQuota = 122, overQuotaMac = 69; // errno, which .NET keeps in HResult
        const int handleDiskFull = unchecked((int)0x80070027), diskFull = unchecked((int)0x80070070);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;

        if (failure.HResult is noSpace or overQuota or overQuotaMac or handleDiskFull or diskFull)
            return "the disk is full. Free some space or choose another folder.";
        if (FileAbove(folder) is { } file) return $"'{file}' is a file, not a folder.";
        if (failure is DirectoryNotFoundException) return $"there is no folder '{folder}'. Create it first.";
        if (failure is UnauthorizedAccessException) return $"no permission to write in '{folder}'. Choose another folder.";
        return failure.HResult > 0 ? Marshal.GetPInvokeErrorMessage(failure.HResult) + "." : failure.Message;
    }

    private static string? FileAbove(string? folder)
    {
        while (folder is not null && !File.Exists(folder)) folder = Path.GetDirectoryName(folder);
        return folder;
    }

    /// <summary>Makes the rename itself survive a power failure. Windows keeps folders safe on its own.</summary>
    /// <remarks>Some file systems cannot do it and say so: the file is whole all the same, so that is no failure.</remarks>
    private static void FlushFolder(string folder)
    {
        const int readOnly = 0;
        if (OperatingSystem.IsWindows()) return;
        int descriptor = OpenFolder(folder, readOnly);
        if (descriptor < 0) return;
        _ = Synchronize(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
