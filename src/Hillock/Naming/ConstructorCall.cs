namespace Hillock.Naming;

/// <summary>A value as the C# that makes it: <c>new Dense(8, Activation.Tanh) { Frozen = true }</c>.</summary>
/// <param name="type">The name of its type.</param>
/// <param name="arguments">What its constructor takes, as C#.</param>
internal sealed class ConstructorCall(string type, params IReadOnlyList<string> arguments)
{
    private readonly List<(string Property, string Value)> properties = [];

    /// <summary>Sets a property.</summary>
    /// <param name="property">Its name.</param>
    /// <param name="value">Its value as C#; null: it keeps its default.</param>
    public ConstructorCall With(string property, string? value)
    {
        if (value is not null) properties.Add((property, value));
        return this;
    }

    private string Call => arguments.Count > 0 || properties.Count == 0 ? $"new {type}({string.Join(", ", arguments)})" : $"new {type}";

    /// <summary>The call on one line.</summary>
    public override string ToString() => properties.Count == 0 ? Call : $"{Call} {{ {string.Join(", ", properties.Select(Assignment))} }}";

    /// <summary>The call with a line for each property.</summary>
    /// <param name="indent">What the lines begin with.</param>
    public string OnLines(string indent) => properties.Count == 0
        ? Call
        : $"{Call}\n{indent}{{\n{string.Concat(properties.Select(set => $"{indent}    {Assignment(set)},\n"))}{indent}}}";

    private static string Assignment((string Property, string Value) set) => $"{set.Property} ={(set.Value.StartsWith('\n') ? "" : " ")}{set.Value}";
}
