namespace Hillock.Reports;

/// <summary>Numbers as a reader likes them.</summary>
internal static class NumberText
{
    /// <summary>A share as a percentage; a second decimal where there are enough samples to mean something.</summary>
    public static string Percent(double share, int samples = 0)
    {
        if (!double.IsFinite(share)) return "–";
        return samples < 10_000 ? $"{100 * share:F1}%" : $"{100 * share:F2}%";
    }

    /// <summary>A figure from 0 to 1.</summary>
    public static string Score(double? score) => score is { } value && double.IsFinite(value) ? Signed($"{value:F3}") : "–";

    /// <summary>Any number, to four digits.</summary>
    public static string Value(double? number) => number is { } value && double.IsFinite(value)
        ? Signed(Math.Abs(value) is >= 1e4 and < 1e15 ? $"{value:N0}" : $"{value:G4}")
        : "–";

    /// <summary>How many.</summary>
    public static string Count(long number) => $"{number:N0}";

    /// <summary>How many of what: <c>1 sample</c>, <c>1,797 samples</c>.</summary>
    public static string Count(long number, string singular) => $"{number:N0} {singular}{(number == 1 ? "" : "s")}";

    /// <summary>A text from a file, short enough for a table.</summary>
    public static string Short(string text, int most = 40) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");

    private static string Signed(string text) => text.StartsWith('-') ? string.Concat("−", text.AsSpan(1)) : text;
}
