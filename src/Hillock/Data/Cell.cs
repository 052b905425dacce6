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

    /// <summary>10⁰ … 10²²: the powers of ten that a double holds exactly.</summary>
    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}"))];

    /// <summary>Whether the text is a number; it may be infinite, but not NaN.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value) => TryPlain(text, out value) || TryAny(text.Trim(), out value);

    /// <summary>Reads what most numbers look like, digits with a dot among them, several times faster than the general way.</summary>
    /// <remarks>
    /// Digits · 10⁻ᵏ: up to 15 digits and up to 10²² are exact in a double, so that one division rounds once, and rightly
    /// (Clinger 1990, "How to read floating point numbers accurately").
    /// </remarks>
    private static bool TryPlain(ReadOnlySpan<char> text, out double value)
    {
        const int mostDigits = 15;
        value = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative) text = text[1..];
        if (text.Length > mostDigits + 1) return false;

        long digits = 0;
        int point = -1;
        for (int i = 0; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9) digits = (10 * digits) + digit;
            else if (text[i] == '.' && point < 0) point = i;
            else return false;
        }

        int count = point < 0 ? text.Length : text.Length - 1;
        if (count is 0 or > mostDigits) return false;
        value = point < 0 ? digits : digits / PowersOfTen[count - point];
        if (negative) value = -value;
        return true;
    }

    /// <summary>Reads a number however it is written; nothing stands around it.</summary>
    private static bool TryAny(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || "+-.iI".Contains(text[0], StringComparison.Ordinal))) return false;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return !double.IsNaN(value);
        bool negative = text[0] == '-';
        if (text[0] is '-' or '+') text = text[1..];
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
