using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hillock.Naming;

/// <summary>All parts of one kind (optimizers, schedules, …) by name: from the command line, from JSON, to JSON.</summary>
/// <remarks>
/// On the command line <c>name</c> or <c>name:value</c>, where the value is that of the principal setting: <c>normal:0.5</c>.
/// In JSON <c>{"type": name, setting: value, …}</c> or just the string; settings left out have their default.
/// </remarks>
/// <param name="kind">What users call the kind, for messages: <c>optimizer</c>.</param>
/// <param name="entries">The parts, in the order in which they are listed to users.</param>
/// <param name="aliases">Short names and the names they stand for.</param>
internal sealed class Vocabulary<TKind>(string kind, Entry<TKind>[] entries, params (string Alias, string Name)[] aliases)
    where TKind : class
{
    /// <summary>All parts, in the order in which they are listed to users.</summary>
    public IReadOnlyList<Entry<TKind>> Entries => entries;

    /// <summary>All names, without the aliases.</summary>
    public IReadOnlyList<string> Names { get; } = [.. entries.Select(entry => entry.Name)];

    /// <summary>The part that <c>name</c> or <c>name:value</c> describes.</summary>
    /// <exception cref="ArgumentException">There is no such name, setting or value; the message is a sentence.</exception>
    public TKind Parse(string text)
    {
        int colon = text.IndexOf(':');
        if (colon < 0) return Find(text).Default;

        Entry<TKind> entry = Find(text[..colon]);
        return entry.Settings.Count > 0
            ? With(entry, entry.Default, entry.Settings[0], ParseValue(text, text[(colon + 1)..]))
            : throw new ArgumentException($"The {kind} '{entry.Name}' has no settings: write '{entry.Name}' instead of '{text}'.");
    }

    /// <summary>The part that a JSON string or object describes.</summary>
    /// <exception cref="ArgumentException">There is no such name, setting or value; the message is a sentence.</exception>
    public TKind FromJson(JsonNode? json)
    {
        if (Text(json) is { } text) return Parse(text);
        if (json is not JsonObject settings || Text(settings["type"]) is not { } name)
            throw new ArgumentException($"The {kind} is a name or an object such as {{\"type\": \"{Names[0]}\"}}, not {Setting.Shorten(json)}.");

        Entry<TKind> entry = Find(name);
        TKind part = entry.Default;
        foreach ((string setting, JsonNode? value) in settings)
        {
            if (setting != "type") part = With(entry, part, setting, value);
        }

        return part;
    }

    /// <summary>The part in JSON with all its settings, so that a file does not depend on the defaults; just the name if it has none.</summary>
    public JsonNode ToJson(TKind part)
    {
        foreach (Entry<TKind> entry in entries)
        {
            var json = new JsonObject { ["type"] = entry.Name };
            if (entry.TryWrite(part, json)) return json.Count > 1 ? json : JsonValue.Create(entry.Name);
        }

        throw new InvalidOperationException($"{part.GetType().Name} is not registered as {kind}.");
    }

    /// <summary>The part as C#: <c>new Adam { LearningRate = 0.01 }</c>.</summary>
    public string ToCSharp(TKind part) => entries.Select(entry => entry.ToCSharp(part)).First(text => text is not null)!;

    private Entry<TKind> Find(string name)
    {
        string full = Array.Find(aliases, alias => alias.Alias == name).Name ?? name;
        return Array.Find(entries, entry => entry.Name == full)
            ?? throw new ArgumentException(NearestName.Sentence(kind, name, [.. Names, .. aliases.Select(alias => alias.Alias)]));
    }

    private TKind With(Entry<TKind> entry, TKind part, string setting, JsonNode? value)
    {
        if (!entry.Settings.Contains(setting))
        {
            string advice = NearestName.Find(setting, entry.Settings) is { } nearest ? $"Did you mean '{nearest}'?"
                : entry.Settings.Count > 0 ? $"It has: {string.Join(", ", entry.Settings)}."
                : "It has none.";
            throw new ArgumentException($"The {kind} '{entry.Name}' has no setting '{setting}'. {advice}");
        }

        try
        {
            return entry.With(part, setting, value);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"The {kind} '{entry.Name}' cannot be set so: {e.Message}", e);
        }
    }

    private JsonNode? ParseValue(string text, string value)
    {
        try
        {
            return JsonNode.Parse(value.Contains(',') ? $"[{value}]" : value);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The {kind} '{text}' is not understood: '{value}' is not a number.", e);
        }
    }

    private static string? Text(JsonNode? json) => json is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
