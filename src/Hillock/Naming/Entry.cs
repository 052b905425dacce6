using System.Text.Json.Nodes;

namespace Hillock.Naming;

/// <summary>One part of a kind: its name, its defaults, its settings.</summary>
internal abstract class Entry<TKind>(string name)
{
    /// <summary>The name in files and on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>The part with a textbook's settings.</summary>
    public abstract TKind Default { get; }

    /// <summary>Names of the settings, the principal one first.</summary>
    public abstract IReadOnlyList<string> Settings { get; }

    /// <summary>The part with one setting changed.</summary>
    /// <exception cref="ArgumentException">Wrong kind of value, or out of range; the message is a sentence.</exception>
    public abstract TKind With(TKind part, string setting, JsonNode? value);

    /// <summary>Writes all settings of a part, or nothing and false if it is not of this entry's type.</summary>
    public abstract bool TryWrite(TKind part, JsonObject json);

    /// <summary>The part as C#, settings that have their defaults left out; null if it is not of this entry's type.</summary>
    public abstract string? ToCSharp(TKind part);
}

/// <inheritdoc cref="Entry{TKind}"/>
internal sealed class Entry<TKind, TPart>(string name, TPart defaults, Setting<TPart>[] settings) : Entry<TKind>(name)
    where TPart : class, TKind
    where TKind : class
{
    public override TKind Default => defaults;

    public override IReadOnlyList<string> Settings { get; } = [.. settings.Select(setting => setting.Name)];

    public override TKind With(TKind part, string setting, JsonNode? value) =>
        settings.Single(candidate => candidate.Name == setting).With((TPart)part, value);

    public override bool TryWrite(TKind part, JsonObject json)
    {
        if (part is not TPart own) return false;
        foreach (Setting<TPart> setting in settings)
            json[setting.Name] = setting.Read(own);
        return true;
    }

    public override string? ToCSharp(TKind part)
    {
        if (part is not TPart own) return null;
        var call = new ConstructorCall(typeof(TPart).Name);
        foreach (Setting<TPart> setting in settings)
        {
            string value = CSharpText.Literal(setting.Read(own));
            if (value != CSharpText.Literal(setting.Read(defaults))) call.With(CSharpText.Property(setting.Name), value);
        }

        return call.ToString();
    }
}
