namespace Hillock.Data.Csv;

/// <summary>The beginning of a CSV text: the names of its columns, and the rows that were read to find out whether there are any.</summary>
internal sealed class CsvStart
{
    private const int RowsLookedAt = 100;

    private readonly List<(string[] Fields, int Line)> rows;

    private CsvStart(string[] names, bool hasHeader, bool lastIsNameless, List<(string[] Fields, int Line)> rows) =>
        (Names, HasHeader, LastIsNameless, this.rows) = (names, hasHeader, lastIsNameless, rows);

    /// <summary>The names of the columns; x1, x2, … without a header.</summary>
    public string[] Names { get; }

    public bool HasHeader { get; }

    /// <summary>Whether the header ends with a delimiter.</summary>
    public bool LastIsNameless { get; }

    public static CsvStart Read(CsvSource source, Preprocessing? model)
    {
        // A model knows what it is looking for: the first row says it all, and a slow pipe need not fill.
        List<(string[] Fields, int Line)> read = [];
        while (read.Count < (model is null ? RowsLookedAt : 1) && source.Read()) read.Add(([.. source.Fields], source.Line));
        if (read.Count == 0) throw new HillockException($"{source.Name} is empty.");

        string[] first = read[0].Fields;
        bool hasHeader = source.Options.Header ?? (model is null
            ? CsvFormat.FindHeader([.. read.Select(row => row.Fields)], source.IsMissing)
            : first.Any(model.InputNames.Contains) || !first.Any(text => Cell.TryNumber(text, out _)));
        if (!hasHeader) return new CsvStart(Preprocessing.DefaultNames(first.Length), false, false, read);

        int line = read[0].Line;
        read.RemoveAt(0);
        return new CsvStart(CheckedNames(source, first, line), true, first.Length > 1 && first[^1].Length == 0, read);
    }

    /// <summary>All rows, those that were read already first; the source's line is that of the row. An array is used again for the next row.</summary>
    public IEnumerable<string[]> Rows(CsvSource source)
    {
        foreach ((string[] fields, int line) in rows)
        {
            source.Line = line;
            yield return fields;
        }

        rows.Clear();
        while (source.Read()) yield return source.Fields;
    }

    private static string[] CheckedNames(CsvSource source, string[] first, int line)
    {
        string[] names = new string[first.Length];
        var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = first[i].Length > 0 ? first[i] : $"column{i + 1}";
            if (!placeOf.TryAdd(names[i], i))
                throw new HillockException($"{source.Name}:{line}:{i + 1}: columns {placeOf[names[i]] + 1} and {i + 1} are both called '{Sentence.Shorten(names[i])}'. Rename one of them.");
        }

        return names;
    }
}
