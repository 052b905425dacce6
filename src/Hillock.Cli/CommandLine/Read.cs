using System.Globalization;

namespace Hillock.Cli.CommandLine;

/// <summary>Reads the texts of options. What is wrong is said by an <see cref="ArgumentException"/>; ranges are checked where values are set.</summary>
internal static class Read
{
    public static string Text(string text) => text.Length > 0 ? text : throw new ArgumentException("the text is empty.");

    public static int? Integer(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
        ? value
        : throw new ArgumentException($"'{text}' is not a whole number.");

    public static long? Long(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
        ? value
        : throw new ArgumentException($"'{text}' is not a whole number.");

    public static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        ? value
        : throw new ArgumentException($"'{text}' is not a number.");

    /// <summary>Names between commas.</summary>
    public static IReadOnlyList<string> Names(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        if (Array.Exists(names, name => name.Length == 0)) throw new ArgumentException($"there is an empty name in '{text}'.");
        return names;
    }

    /// <summary>Texts between commas, as they stand there.</summary>
    public static IReadOnlyList<string> Texts(string text) => text.Split(',');

    /// <summary>Whole numbers between commas; none in an empty text.</summary>
    public static IReadOnlyList<int> Integers(string text) =>
        text.Trim().Length == 0 ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => Integer(part)!.Value)];

    /// <summary>A share such as 0.2, or else the name of a file.</summary>
    public static Part Part(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) ? new Part(share, null) : new Part(null, Text(text));

    /// <summary>One of the values of an enumeration, by its name in snake case; <c>auto</c> is null.</summary>
    public static Func<string, TEnum?> OneOf<TEnum>(params IReadOnlyList<(string Name, TEnum? Value)> choices)
        where TEnum : struct, Enum => text =>
        {
            foreach ((string name, TEnum? value) in choices)
            {
                if (name == text) return value;
            }

            throw new ArgumentException(NearestName.Sentence("choice", text, [.. choices.Select(choice => choice.Name)]));
        };
}

/// <summary>Samples held out: a share of the rows, or a file of their own.</summary>
internal sealed record Part(double? Share, string? File);
