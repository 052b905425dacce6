using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hillock.Cli.CommandLine;

/// <summary>Standard output for long data: buffered, and it notices when nobody reads any more.</summary>
internal static class StandardOutput
{
    private const int BufferSize = 1 << 16;

    /// <summary>Opens it as UTF-8 text with line feeds.</summary>
    public static StreamWriter Open() => new(OpenStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize) { NewLine = "\n" };

    // The console's own stream swallows what is written into a broken pipe. A plain file, though, must go through it:
    // a FileStream would not move the offset that this process shares with the others writing there.
    private static Stream OpenStream()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (!pipe.CanSeek) return pipe;
        pipe.Dispose();
        return Console.OpenStandardOutput();
    }
}
