using System.Text.Json;
using System.Text.Unicode;

namespace Hillock.Files;

/// <summary>What a safetensors header describes, once checked: metadata, and tensors that fill the data without gap or overlap.</summary>
internal sealed class SafeTensorsHeader
{
    private const int MaximumRank = 8;

    private readonly Dictionary<string, string> metadata = [];
    private readonly string source;
    private List<Entry> entries = [];

    private SafeTensorsHeader(string source) => this.source = source;

    /// <summary>Bytes that follow the header.</summary>
    public int DataLength { get; private set; }

    /// <summary>Checks a header.</summary>
    /// <exception cref="HillockException">Something in it is wrong.</exception>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, string source)
    {
        SafeTensorsHeader header = new(source);
        if (json.IsEmpty || json.Span[0] != (byte)'{' || !Utf8.IsValid(json.Span))
            throw new HillockException($"{source}: this is not a safetensors file: its header is not a JSON object.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 });
            header.ReadEntries(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a surrogate pair as \ud800
        {
            throw new HillockException($"{source}: the file is damaged: its header is not valid JSON. Copy or make it again.", e);
        }

        header.CheckOffsets();
        return header;
    }

    /// <summary>The file, its tensors viewing <paramref name="data"/>.</summary>
    public SafeTensorsFile Over(ReadOnlyMemory<byte> data)
    {
        NamedTensor[] tensors = [.. entries.Select(entry =>
            NamedTensor.Over(entry.Name, entry.Shape, entry.Type, data[(int)entry.Begin..(int)entry.End]))];
        return new SafeTensorsFile(metadata, tensors);
    }

    private void ReadEntries(JsonElement root)
    {
        HashSet<string> names = [];
        foreach (JsonProperty property in root.EnumerateObject())
        {
            string name = property.Name;
            if (!names.Add(name)) throw Wrong(name, "occurs twice");
            if (name == SafeTensorsFile.MetadataKey) ReadMetadata(property.Value);
            else entries.Add(ReadTensor(name, property.Value));
        }
    }

    private void ReadMetadata(JsonElement table)
    {
        if (table.ValueKind != JsonValueKind.Object) throw Wrong(SafeTensorsFile.MetadataKey, "is not an object of texts");
        foreach (JsonProperty property in table.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String) throw Wrong(property.Name, "is metadata and must be a text");
            if (!metadata.TryAdd(property.Name, property.Value.GetString()!)) throw Wrong(property.Name, "occurs twice in the metadata");
        }
    }

    private Entry ReadTensor(string name, JsonElement description)
    {
        // With three properties and each of the three names among them, none occurs twice.
        if (description.ValueKind != JsonValueKind.Object
            || description.GetPropertyCount() != 3
            || !description.TryGetProperty("dtype", out JsonElement dtype)
            || !description.TryGetProperty("shape", out JsonElement lengths)
            || !description.TryGetProperty("data_offsets", out JsonElement offsets))
        {
            throw Wrong(name, "is not described by exactly 'dtype', 'shape' and 'data_offsets'");
        }

        if (dtype.ValueKind != JsonValueKind.String) throw Wrong(name, "has a 'dtype' that is not a text");
        ElementType type = ElementTypes.Parse(dtype.GetString()!) ?? throw new HillockException(
            $"{source}: tensor '{Printable(name)}' has element type '{Printable(dtype.GetString()!)}', which is not supported; {ElementTypes.All} are.");

        int[] shape = ReadShape(name, lengths);
        (long begin, long end) = ReadOffsets(name, offsets);
        if (NamedTensor.Elements(shape) is not { } elements || elements * type.Size() != end - begin)
            throw Wrong(name, $"of shape [{string.Join(", ", shape)}] and type {type} does not fit its 'data_offsets'");
        return new Entry(name, type, shape, begin, end);
    }

    private int[] ReadShape(string name, JsonElement lengths)
    {
        if (lengths.ValueKind != JsonValueKind.Array || lengths.GetArrayLength() > MaximumRank)
            throw Wrong(name, $"has a 'shape' that is not a list of at most {MaximumRank} lengths");
        int[] shape = new int[lengths.GetArrayLength()];
        int axis = 0;
        foreach (JsonElement length in lengths.EnumerateArray())
        {
            if (length.ValueKind != JsonValueKind.Number || !length.TryGetInt32(out shape[axis]) || shape[axis] < 0)
                throw Wrong(name, $"has a length '{Printable(length.GetRawText())}', which is not a whole number from 0 to {int.MaxValue:N0}");
            axis++;
        }

        return shape;
    }

    private (long Begin, long End) ReadOffsets(string name, JsonElement offsets)
    {
        if (offsets.ValueKind != JsonValueKind.Array || offsets.GetArrayLength() != 2
            || offsets[0].ValueKind != JsonValueKind.Number || !offsets[0].TryGetInt64(out long begin)
            || offsets[1].ValueKind != JsonValueKind.Number || !offsets[1].TryGetInt64(out long end)
            || begin < 0 || end < begin)
        {
            throw Wrong(name, "has 'data_offsets' that are not [begin, end]");
        }

        return (begin, end);
    }

    private void CheckOffsets()
    {
        entries = [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)]; // a stable sort: empty tensors keep their order
        long end = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin < end) throw Wrong(entry.Name, "overlaps another");
            if (entry.Begin > end) throw Wrong(entry.Name, "leaves a gap before it");
            end = entry.End;
        }

        if (end > Array.MaxLength) throw new HillockException($"{source}: the file describes {end:N0} bytes of tensors; 2 GiB are the limit.");
        DataLength = (int)end;
    }

    private HillockException Wrong(string name, string problem) =>
        new($"{source}: the file is damaged: '{Printable(name)}' {problem}. Copy or make it again.");

    /// <summary>A text out of the file, fit for a message: short, and unable to command a terminal.</summary>
    private static string Printable(string text)
    {
        const int longest = 60;
        string start = text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
        return string.Concat(start.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }

    private sealed record Entry(string Name, ElementType Type, int[] Shape, long Begin, long End);
}
