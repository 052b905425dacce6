using System.Text.Json;

namespace Hillock;

/// <summary>The names of an enumeration's values in files and on the command line: <c>snake_case</c>.</summary>
internal static class Names
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(Enum.GetName(value)!);

    public static TEnum Parse<TEnum>(string name)
        where TEnum : struct, Enum
    {
        foreach (TEnum value in Enum.GetValues<TEnum>())
        {
            if (Of(value) == name) return value;
        }

        throw new ArgumentException($"'{name}' is none of {string.Join(", ", Enum.GetValues<TEnum>().Select(Of))}.");
    }
}
