using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hillock.Files;

/// <summary>Writes <see cref="SafeTensorsFile"/>s: the same content gives the same bytes.</summary>
/// <remarks>
/// Metadata first, by ordinal order of its keys; then the tensors as given, wider element types before narrower ones, so that each
/// tensor starts at a multiple of its element's size. Spaces fill the header up to a multiple of 8.
/// </remarks>
internal static class SafeTensorsWriter
{
    private const int Alignment = 8;

    // Metadata often holds JSON: its quotes stay readable.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file to the stream.</summary>
    /// <exception cref="ArgumentException">Two tensors of one name, or of the metadata's.</exception>
    /// <exception cref="HillockException">The file would be too large to be read again.</exception>
    public static void Write(Stream stream, SafeTensorsFile file)
    {
        NamedTensor[] tensors = [.. file.Tensors.OrderByDescending(tensor => tensor.Type.Size())]; // a stable sort
        CheckNames(tensors);

        ReadOnlySpan<byte> header = Header(file.Metadata, tensors);
        long size = SafeTensorsFile.PrefixSize + header.Length + tensors.Sum(tensor => (long)tensor.Bytes.Length);
        if (header.Length > SafeTensorsFile.MaximumHeader || size > Array.MaxLength)
            throw new HillockException($"The model takes {size:N0} bytes, {header.Length:N0} of them its description: too large to be saved.");

        Span<byte> prefix = stackalloc byte[SafeTensorsFile.PrefixSize];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (NamedTensor tensor in tensors) stream.Write(tensor.Bytes);
    }

    private static void CheckNames(NamedTensor[] tensors)
    {
        HashSet<string> names = [SafeTensorsFile.MetadataKey];
        foreach (NamedTensor tensor in tensors)
        {
            if (!names.Add(tensor.Name)) throw new ArgumentException($"The name '{tensor.Name}' is taken; a tensor needs its own.");
        }
    }

    private static ReadOnlySpan<byte> Header(IReadOnlyDictionary<string, string> metadata, NamedTensor[] tensors)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Json))
        {
            json.WriteStartObject();
            if (metadata.Count > 0) WriteMetadata(json, metadata);
            long offset = 0;
            foreach (NamedTensor tensor in tensors)
            {
                WriteTensor(json, tensor, offset);
                offset += tensor.Bytes.Length;
            }

            json.WriteEndObject();
        }

        int padding = -buffer.WrittenCount & (Alignment - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafeTensorsFile.MetadataKey);
        foreach ((string key, string value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, NamedTensor tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (int length in tensor.Shape) json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
