using System.Globalization;

namespace Hillock.Data;

/// <summary>What one text of a table means, always by the invariant culture.</summary>
internal static class Cell
{
    private static readonly (string False, string True)[] BooleanWords =
        [("false", "true"), ("no", "yes"), ("off", "on"), ("f", "t"), ("n", "y")];

    // Forms that read the same way everywhere: 3/4/2020 is March or April.
    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy/MM/dd", "yyyy/MM/dd HH:mm", "yyyy/MM/dd HH:mm:ss", "dd.MM.yyyy", "dd.MM.yyyy HH:mm", "dd.MM.yyyy HH:mm:ss",
    ];

    /// <summary>The texts that stand for a missing value in every table.</summary>
    public static readonly string[] MissingWords = ["", "NA", "N/A", "n/a", "null", "NULL", "NaN", "nan", "?"];

    /// <summary>Whether the text is a number; it may be infinite, but not NaN.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return !double.IsNaN(value);
        bool negative = text.StartsWith("-");
        if (text.StartsWith("-") || text.StartsWith("+")) text = text[1..];
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return text.Equals("inf", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>0 or 1 for a word that says no or yes, NaN otherwise.</summary>
    public static double Boolean(string text)
    {
        foreach ((string no, string yes) in BooleanWords)
        {
            if (text.Equals(no, StringComparison.OrdinalIgnoreCase)) return 0;
            if (text.Equals(yes, StringComparison.OrdinalIgnoreCase)) return 1;
        }

        return double.NaN;
    }

    /// <summary>Seconds since the year 1 for a date (a zone is removed by going to UTC), NaN otherwise.</summary>
    public static double Date(string text) =>
        DateTime.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime date)
            ? (double)date.Ticks / TimeSpan.TicksPerSecond
            : double.NaN;
}
