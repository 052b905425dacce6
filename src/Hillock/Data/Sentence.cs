namespace Hillock.Data;

/// <summary>Pieces of the sentences about data.</summary>
internal static class Sentence
{
    /// <summary>A text from outside, short and on one line.</summary>
    public static string Shorten(string text)
    {
        string line = text.Length > 40 ? text[..39] + "…" : text;
        return string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
    }

    /// <summary>The first few of a list: <c>a, b, c, … (12 in all)</c>.</summary>
    public static string Few(IReadOnlyCollection<string> items, int most = 8) =>
        items.Count <= most
            ? string.Join(", ", items.Select(Shorten))
            : $"{string.Join(", ", items.Take(most).Select(Shorten))}, … ({items.Count:N0} in all)";

    /// <summary>How many of what: <c>1 row</c>, <c>1,797 rows</c>.</summary>
    public static string Some(int count, string what) => $"{count:N0} {what}{(count == 1 ? "" : "s")}";
}
