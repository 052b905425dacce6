using System.Text.Json;

namespace Hillock;

/// <summary>A number that a named thing can be set to, as files know it.</summary>
internal readonly record struct Setting(string Name, double Value, double Default);

/// <summary>The things of one kind that files and the command line call by name, and how each is made from its settings.</summary>
/// <remarks>In JSON a thing is its name, <c>"relu"</c>, or an object with settings, <c>{"type": "leaky_relu", "slope": 0.2}</c>.</remarks>
internal sealed class Registry<T>(string kind, params Registry<T>.Entry[] entries)
    where T : class
{
    /// <summary>One registration: the name, and what makes the thing from its settings.</summary>
    internal readonly record struct Entry(string Name, Func<SettingsReader, T> Create);

    /// <summary>All names, in the order of registration.</summary>
    public IReadOnlyList<string> Names { get; } = [.. entries.Select(entry => entry.Name)];

    /// <summary>The thing of this name with its default settings.</summary>
    public T Parse(string name) => Create(name, default);

    /// <summary>Reads a name or an object with settings. What is wrong with it is said by a <see cref="JsonException"/>.</summary>
    public T Read(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement json = document.RootElement;
        try
        {
            if (json.ValueKind == JsonValueKind.String) return Parse(json.GetString()!);
            if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out JsonElement type)
                && type.ValueKind == JsonValueKind.String)
            {
                return Create(type.GetString()!, json);
            }
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }

        throw new JsonException($$"""An {{kind}} is written as its name or as {"type": name, …}, not as {{Shortened(json)}}.""");
    }

    /// <summary>Writes the plain name if all settings are their defaults, else an object with every setting.</summary>
    public static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<Setting> settings)
    {
        if (settings.All(setting => setting.Value.Equals(setting.Default)))
        {
            writer.WriteStringValue(name);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", name);
        foreach (Setting setting in settings) writer.WriteNumber(setting.Name, setting.Value);
        writer.WriteEndObject();
    }

    private T Create(string name, JsonElement settings)
    {
        foreach (Entry entry in entries)
        {
            if (entry.Name != name) continue;
            var reader = new SettingsReader($"{kind} '{name}'", settings);
            T made = entry.Create(reader);
            reader.RefuseUnread();
            return made;
        }

        throw new ArgumentException(NearestName.Sentence(kind, name, Names));
    }

    private static string Shortened(JsonElement json)
    {
        string text = json.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}

/// <summary>The settings beside <c>"type"</c> in a JSON object, taken one by one; one that nobody takes is an error.</summary>
internal sealed class SettingsReader(string owner, JsonElement settings)
{
    private readonly List<string> read = [];

    /// <summary>The number of this name, or the default if it is not given.</summary>
    public double Number(string name, double byDefault)
    {
        read.Add(name);
        if (settings.ValueKind != JsonValueKind.Object || !settings.TryGetProperty(name, out JsonElement value)) return byDefault;
        return value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw new ArgumentException($"The {name} of {owner} is a number, not {value.GetRawText()}.");
    }

    /// <summary>Fails with a sentence if a setting was given that does not exist.</summary>
    public void RefuseUnread()
    {
        if (settings.ValueKind != JsonValueKind.Object) return;
        foreach (JsonProperty property in settings.EnumerateObject())
        {
            if (property.NameEquals("type") || read.Contains(property.Name)) continue;
            throw new ArgumentException(read.Count == 0
                ? $"There is no setting '{property.Name}': {owner} has none."
                : NearestName.Sentence("setting", property.Name, read) + $" (In {owner}.)");
        }
    }
}
