using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hillock.Files;

/// <summary>Reads one JSON object from outside, field by field: every surprise becomes a sentence that names the place.</summary>
internal sealed class JsonFields
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    private readonly JsonElement node;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public JsonFields(JsonElement node, string path)
    {
        Path = path;
        this.node = node.ValueKind == JsonValueKind.Object
            ? node
            : throw new HillockException($"{path} must be an object in braces, not {Kind(node)}.");
    }

    /// <summary>Where the object stands: <c>model.json: layers[0]</c>.</summary>
    public string Path { get; }

    /// <summary>Parses a text that must hold one object.</summary>
    public static JsonFields Parse(ReadOnlyMemory<byte> utf8, string source)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            CheckTexts(document.RootElement);
            return new JsonFields(document.RootElement.Clone(), source);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            string place = e is JsonException { LineNumber: { } line } json ? $"{source}:{line + 1}:{json.BytePositionInLine + 1}" : source;
            throw new HillockException($"{place}: this is not valid JSON (or a name stands twice in one object).", e);
        }
    }

    /// <summary>Whether the field is there (null counts).</summary>
    public bool Has(string name)
    {
        known.Add(name);
        return node.TryGetProperty(name, out _);
    }

    /// <summary>Whether the field is there and null.</summary>
    public bool IsNull(string name) => Has(name) && node.GetProperty(name).ValueKind == JsonValueKind.Null;

    /// <summary>The field as it stands; null if it is absent or null.</summary>
    public JsonElement? Node(string name) =>
        Has(name) && node.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>A whole number.</summary>
    public int Integer(string name, int? fallback = null) =>
        Scalar(name, fallback, "a whole number", value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null);

    /// <summary>A whole number of 64 bits.</summary>
    public long Long(string name, long? fallback = null) =>
        Scalar(name, fallback, "a whole number", value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null);

    /// <summary>A finite number.</summary>
    public double Number(string name, double? fallback = null) => Scalar(name, fallback, "a number", FiniteNumber);

    /// <summary>A finite number, null if absent or null.</summary>
    public double? OptionalNumber(string name) => Node(name) is null ? null : Number(name);

    /// <summary>true or false.</summary>
    public bool Flag(string name, bool? fallback = null) =>
        Scalar<bool>(name, fallback, "true or false", value => value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        });

    /// <summary>A text, null if absent or null.</summary>
    public string? Text(string name) => Node(name) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Error(name, $"must be a text, not {Kind(value)}");

    /// <summary>A list of texts, null if absent or null.</summary>
    public string[]? Texts(string name) => Node(name) is null
        ? null
        : [.. List(name).Select(item => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw Error(name, $"must be a list of texts, but holds {Kind(item)}"))];

    /// <summary>The entries of a list.</summary>
    public IReadOnlyList<JsonElement> List(string name) => Node(name) switch
    {
        { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray()],
        { } value => throw Error(name, $"must be a list, not {Kind(value)}"),
        null => throw Error(name, "is missing"),
    };

    /// <summary>The objects of a list.</summary>
    public IReadOnlyList<JsonFields> Objects(string name) =>
        [.. List(name).Select((item, i) => new JsonFields(item, $"{Path}: {name}[{i}]"))];

    /// <summary>An object in the object.</summary>
    public JsonFields Object(string name) =>
        new(Node(name) ?? throw Error(name, "is missing"), $"{Path}: {name}");

    /// <summary>A part with a JSON form of its own, the fallback if it is absent.</summary>
    public TPart Part<TPart>(string name, Func<JsonNode?, TPart> read, TPart fallback) =>
        Node(name) is { } value ? Read(name, () => read(Copy(value))) : fallback;

    /// <summary>Runs a piece of reading; what it objects to is told with its place.</summary>
    public TResult Read<TResult>(string name, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is ArgumentException or JsonException or FormatException or InvalidOperationException)
        {
            throw new HillockException(name.Length == 0 ? $"{Path}: {e.Message}" : $"{Path}: {name}: {e.Message}", e);
        }
        catch (HillockException e) when (!e.Message.StartsWith(Path, StringComparison.Ordinal))
        {
            throw new HillockException(name.Length == 0 ? $"{Path}: {e.Message}" : $"{Path}: {name}: {e.Message}", e);
        }
    }

    /// <summary>The object as a tree of its own.</summary>
    public JsonObject ToObject() => (JsonObject)Copy(node)!;

    /// <summary>An error at a field: the sentence goes on after its name.</summary>
    public HillockException Error(string name, string sentence) => new($"{Path}: '{name}' {sentence}.");

    /// <summary>Refuses fields that nobody asked for: they are typing errors, or of a later version.</summary>
    public void End()
    {
        foreach (JsonProperty field in node.EnumerateObject())
        {
            if (known.Contains(field.Name)) continue;
            string? close = NearestName.Find(field.Name, known);
            throw new HillockException($"{Path}: '{field.Name}' is not known here" + (close is null ? "." : $"; did you mean '{close}'?"));
        }
    }

    /// <summary>What a value is, in words.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.GetRawText() is { Length: <= 40 } text ? text : "a long value",
    };

    /// <summary>The value as a finite number, null if it is none.</summary>
    public static double? FiniteNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    // As it was read: comments and trailing commas are still in the raw text.
    private static JsonNode? Copy(JsonElement value) => JsonNode.Parse(value.GetRawText(), documentOptions: Options);

    // Bytes that are not UTF-8 and halves of surrogate pairs (\ud800) pass as JSON, but are no text: InvalidOperationException.
    private static void CheckTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray()) CheckTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    CheckTexts(property.Value);
                }

                break;
        }
    }

    private T Scalar<T>(string name, T? fallback, string expected, Func<JsonElement, T?> read)
        where T : struct
    {
        if (!Has(name)) return fallback ?? throw Error(name, "is missing");
        return read(node.GetProperty(name)) ?? throw Error(name, $"must be {expected}, not {Kind(node.GetProperty(name))}");
    }
}
