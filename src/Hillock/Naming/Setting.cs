using System.Text.Json.Nodes;

namespace Hillock.Naming;

/// <summary>One named setting of a part, declared once for reading and writing.</summary>
/// <typeparam name="TPart">The record it belongs to, which checks the value's range itself.</typeparam>
internal sealed class Setting<TPart>
{
    private readonly Func<TPart, JsonNode?> read;
    private readonly Func<TPart, JsonNode?, TPart> with;

    /// <summary>A number.</summary>
    public Setting(string name, Func<TPart, double> read, Func<TPart, double, TPart> with)
    {
        Name = name;
        this.read = part => JsonValue.Create(read(part));
        this.with = (part, json) => with(part, Number(json));
    }

    /// <summary>An integer.</summary>
    public Setting(string name, Func<TPart, int> read, Func<TPart, int, TPart> with)
    {
        Name = name;
        this.read = part => JsonValue.Create(read(part));
        this.with = (part, json) => with(part, Integer(json));
    }

    /// <summary>An integer or null.</summary>
    public Setting(string name, Func<TPart, int?> read, Func<TPart, int?, TPart> with)
    {
        Name = name;
        this.read = part => JsonValue.Create(read(part));
        this.with = (part, json) => with(part, json is null ? null : Integer(json));
    }

    /// <summary>A list of integers or null; a single integer is a list of one.</summary>
    public Setting(string name, Func<TPart, ValueList<int>?> read, Func<TPart, ValueList<int>?, TPart> with)
    {
        Name = name;
        this.read = part => read(part) is { } list ? new JsonArray([.. list.Select(item => (JsonNode)item)]) : null;
        this.with = (part, json) => with(part, json switch
        {
            null => null,
            JsonArray list => [.. list.Select(Integer)],
            _ => [Integer(json)],
        });
    }

    /// <summary>The name in JSON: the property's, in snake case.</summary>
    public string Name { get; }

    /// <summary>The setting's value.</summary>
    public JsonNode? Read(TPart part) => read(part);

    /// <summary>The part with this setting changed.</summary>
    /// <exception cref="ArgumentException">The value is of the wrong kind or out of range; the message is a sentence.</exception>
    public TPart With(TPart part, JsonNode? json) => with(part, json);

    private double Number(JsonNode? json) => json is JsonValue value && value.TryGetValue(out double number)
        ? number
        : throw new ArgumentException($"'{Name}' must be a number, not {Setting.Shorten(json)}.");

    private int Integer(JsonNode? json) => json is JsonValue value && value.TryGetValue(out int number)
        ? number
        : throw new ArgumentException($"'{Name}' must be a whole number, not {Setting.Shorten(json)}.");
}

/// <summary>What all settings share.</summary>
internal static class Setting
{
    /// <summary>A value as it is shown in a message.</summary>
    public static string Shorten(JsonNode? json)
    {
        string text = json?.ToJsonString() ?? "null";
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
