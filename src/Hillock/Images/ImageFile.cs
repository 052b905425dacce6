namespace Hillock.Images;

/// <summary>Reads the file of a picture: PNG, JPEG, BMP or Netpbm, told by its first bytes. What is read is not trusted.</summary>
/// <remarks>
/// Color becomes brightness by ITU-R BT.601, (77·red + 150·green + 29·blue + 128) / 256; what is transparent shows white paper. The size is
/// checked, and that the file is long enough for it, before memory is taken.
/// </remarks>
internal static class ImageFile
{
    // No row, and no column, is longer: rows are read one by one.
    private const int LongestSide = 1 << 16;

    private const long LongestFile = 256 << 20;

    private const int StartLength = 12;

    // Those without a reader are known by name only. A table may begin with BM or P1 as well, but has no zeros, or no blank, there.
    private static readonly Format[] Formats =
    [
        new("PNG", start => start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']), PngReader.Read),
        new("JPEG", start => start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]), JpegReader.Read),
        new("BMP", start => start.StartsWith("BM"u8) && start.Length >= StartLength && start[6..10].IndexOfAnyExcept((byte)0) < 0, BmpReader.Read),
        new("Netpbm", start => start is [(byte)'P', >= (byte)'1' and <= (byte)'6', (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'#', ..], NetpbmReader.Read),
        new("GIF", start => start.StartsWith("GIF8"u8), null),
        new("WebP", start => start.StartsWith("RIFF"u8) && start.Length >= StartLength && start[8..].StartsWith("WEBP"u8), null),
        new("TIFF", start => start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8), null),
    ];

    private delegate bool Beginning(ReadOnlySpan<byte> bytes);

    private delegate GrayImage Reader(ReadOnlySpan<byte> bytes, string source, int maximumPixels);

    /// <summary>Whether a file begins as a picture does.</summary>
    public static bool IsAt(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] start = new byte[StartLength];
            return Begins(start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether bytes begin as a picture does.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => Find(bytes) is not null;

    /// <summary>Reads a file.</summary>
    public static GrayImage Read(string path)
    {
        byte[] bytes;
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > LongestFile) throw new HillockException($"{path}: a picture's file has at most {LongestFile >> 20} MiB.");
            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"{path} cannot be read: {e.Message}", e);
        }

        return Read(bytes, path, GrayImage.MaximumPixels);
    }

    /// <summary>Reads a file's bytes.</summary>
    public static GrayImage Read(ReadOnlySpan<byte> bytes, string source, int maximumPixels) => Find(bytes) switch
    {
        { Read: { } read } => read(bytes, source, maximumPixels),
        { Name: var name } => throw new HillockException($"{source}: {name} pictures cannot be read; save it as PNG or JPEG."),
        null => throw new HillockException($"{source} is no picture: PNG, JPEG, BMP and Netpbm (PGM, PPM) can be read."),
    };

    /// <summary>Refuses a size before memory is taken for it.</summary>
    public static void CheckSize(long width, long height, string source, int maximumPixels)
    {
        if (width < 1 || height < 1 || width > LongestSide || height > LongestSide || width * height > maximumPixels)
            throw new HillockException($"{source} claims {width:N0} × {height:N0} pixels; a picture has 1 to {maximumPixels:N0}. Make it smaller.");
    }

    /// <summary>The error of a file that ends too early.</summary>
    public static HillockException Cut(string source) => new($"{source} is cut: the file ends before the picture does. Copy or save it again.");

    /// <summary>The error of a file that breaks its format's rules.</summary>
    public static HillockException Broken(string source, string what) => new($"{source} is broken: {what}. Save it again.");

    /// <summary>The brightness of a color.</summary>
    public static byte Brightness(int red, int green, int blue) => (byte)(((77 * red) + (150 * green) + (29 * blue) + 128) >> 8);

    /// <summary>What shows of a brightness over white paper.</summary>
    public static byte OnPaper(byte brightness, int opacity) => (byte)(((brightness * opacity) + (255 * (255 - opacity)) + 127) / 255);

    private static Format? Find(ReadOnlySpan<byte> bytes)
    {
        foreach (Format format in Formats)
        {
            if (format.Begins(bytes)) return format;
        }

        return null;
    }

    private sealed record Format(string Name, Beginning Begins, Reader? Read);
}
