using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hillock.Naming;

/// <summary>Values as they are written in C#.</summary>
internal static class CSharpText
{
    /// <summary>A number; −0 keeps its sign.</summary>
    public static string Literal(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text == "-0" ? "-0.0" : text;
    }

    /// <summary>A text in quotes, on one line. What cannot be seen, or moves what can, is escaped.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"", text.Length + 2);
        foreach (char c in text) literal.Append(Escaped(c, '"'));
        return literal.Append('"').ToString();
    }

    /// <summary>A character in quotes.</summary>
    public static string Literal(char c) => $"'{Escaped(c, '\'')}'";

    /// <summary>A list: <c>["a", "b"]</c>.</summary>
    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary>A setting's value: a number, a list of numbers, or null.</summary>
    public static string Literal(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => List(list.Select(item => Literal(item))),
        _ => value.AsValue().TryGetValue(out double number) ? Literal(number) : value.ToJsonString(),
    };

    /// <summary>The property of a setting: <c>learning_rate</c> is <c>LearningRate</c>.</summary>
    public static string Property(string setting) => string.Concat(setting.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Escaped(char c, char quote) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\\' => "\\\\",
        _ when c == quote => $"\\{c}",
        _ when char.IsControl(c) || char.GetUnicodeCategory(c)
            is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format or UnicodeCategory.Surrogate => $"\\u{(int)c:X4}",
        _ => $"{c}",
    };
}
