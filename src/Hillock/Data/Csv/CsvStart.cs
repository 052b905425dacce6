namespace Hillock.Data.Csv;

/// <summary>The beginning of a CSV text: the names of its columns.</summary>
internal sealed class CsvStart
{
    private const int RowsLookedAt = 100;
    private const int MostLookedAt = 1 << 22;

    private CsvStart(string[] names, bool hasHeader, bool lastIsNameless) => (Names, HasHeader, LastIsNameless) = (names, hasHeader, lastIsNameless);

    /// <summary>The names of the columns; x1, x2, … without a header.</summary>
    public string[] Names { get; }

    public bool HasHeader { get; }

    /// <summary>Whether the header ends with a delimiter.</summary>
    public bool LastIsNameless { get; }

    /// <summary>Finds the names; the next record is the first that holds values.</summary>
    public static CsvStart Read(CsvSource source, Preprocessing? model)
    {
        // A model knows what it is looking for: the first row says it all, and a slow pipe need not fill.
        List<string[]> rows = [];
        while (rows.Count < (model is null ? RowsLookedAt : 1) && source.LookedAt < MostLookedAt && source.Read()) rows.Add(source.Fields());
        if (rows.Count == 0) throw new HillockException($"{source.Name} is empty.");

        source.Rewind();
        string[] first = rows[0];
        bool hasHeader = source.Options.Header ?? (model is null
            ? CsvFormat.FindHeader(rows, text => source.IsMissing(text))
            : first.Any(model.InputNames.Contains) || !first.Any(text => Cell.TryNumber(text, out _)));
        if (!hasHeader) return new CsvStart(Preprocessing.DefaultNames(first.Length), false, false);

        source.Read();
        return new CsvStart(CheckedNames(source, first), true, first.Length > 1 && first[^1].Length == 0);
    }

    private static string[] CheckedNames(CsvSource source, string[] first)
    {
        string[] names = new string[first.Length];
        var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = first[i].Length > 0 ? first[i] : $"column{i + 1}";
            if (!placeOf.TryAdd(names[i], i))
                throw new HillockException($"{source.Name}:{source.Line}:{i + 1}: columns {placeOf[names[i]] + 1} and {i + 1} are both called '{Sentence.Shorten(names[i])}'. Rename one of them.");
        }

        return names;
    }
}
