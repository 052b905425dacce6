namespace Hillock.Files;

/// <summary>A safetensors file: named tensors and a text-to-text table of metadata. No code inside, nothing to execute.</summary>
/// <remarks>
/// Layout: u64 little-endian length N of the header; N bytes of JSON, <c>{"__metadata__": {text: text}, name: {"dtype", "shape",
/// "data_offsets": [begin, end]}}</c>, offsets counted from the header's end; the tensors' bytes, without gap or overlap.
/// </remarks>
/// <param name="metadata">Text by name.</param>
/// <param name="tensors">The tensors, in the order in which they lie in the file.</param>
internal sealed class SafeTensorsFile(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<NamedTensor> tensors)
{
    /// <summary>The header's key that holds the metadata, not a tensor.</summary>
    internal const string MetadataKey = "__metadata__";

    /// <summary>The longest header that is written or read.</summary>
    internal const int MaximumHeader = 100_000_000;

    /// <summary>Bytes before the header: its length.</summary>
    internal const int PrefixSize = sizeof(ulong);

    /// <summary>Text by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>The tensors, in the order in which they lie in the file.</summary>
    public IReadOnlyList<NamedTensor> Tensors => tensors;

    /// <summary>The tensor of that name, null if there is none.</summary>
    public NamedTensor? Find(string name) => tensors.FirstOrDefault(tensor => tensor.Name == name);

    /// <summary>Reads a file. Its bytes are checked before any is believed.</summary>
    /// <exception cref="HillockException">There is no such file, or it is not a whole, well-formed one.</exception>
    public static SafeTensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new HillockException($"{path}: this is a folder, not a file.");
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"{path}: {Reason(e)}", e);
        }
    }

    /// <summary>Reads a file from a stream, to its end.</summary>
    /// <param name="stream">The stream, at the first byte of the file; it need not be able to seek.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <exception cref="HillockException">It is not a whole, well-formed file.</exception>
    public static SafeTensorsFile Read(Stream stream, string source)
    {
        try
        {
            return SafeTensorsReader.Read(stream, source);
        }
        catch (IOException e)
        {
            throw new HillockException($"{source}: {Reason(e)}", e);
        }
    }

    /// <summary>Reads a file that is in memory. The tensors view these bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <exception cref="HillockException">It is not a whole, well-formed file.</exception>
    public static SafeTensorsFile Read(ReadOnlyMemory<byte> bytes, string source) => SafeTensorsReader.Read(bytes, source);

    /// <summary>Writes the file, replacing an older one atomically.</summary>
    /// <exception cref="HillockException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, Write);

    /// <summary>Writes the file. The same content gives the same bytes.</summary>
    public void Write(Stream stream) => SafeTensorsWriter.Write(stream, this);

    private static string Reason(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        UnauthorizedAccessException => "no permission to read this file.",
        _ => $"the file cannot be read: {failure.Message}",
    };
}
