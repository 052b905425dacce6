namespace Hillock.Data.Csv;

/// <summary>Finds out how a table is written: what separates its fields, and whether the first row holds names.</summary>
internal static class CsvFormat
{
    private const string Delimiters = ",;\t|";
    private const int LinesLookedAt = 100;

    /// <summary>The delimiter that stands equally often in every line, the most frequent if there are several.</summary>
    public static char FindDelimiter(ReadOnlySpan<char> head)
    {
        List<int[]> lines = Count(head);
        char best = Delimiters[0];
        long most = 0;
        for (int i = 0; i < Delimiters.Length; i++)
        {
            bool same = lines.TrueForAll(line => line[i] == lines[0][i]);
            long count = lines.Sum(line => (long)line[i]) * (same ? LinesLookedAt * 10_000L : 1);
            if (count > most) (most, best) = (count, Delimiters[i]);
        }

        return best;
    }

    /// <summary>Whether the first row holds names: it does not parse like the rows under it.</summary>
    /// <param name="rows">The first rows, all of the same length.</param>
    /// <param name="isMissing">Whether a text stands for a missing value.</param>
    public static bool FindHeader(IReadOnlyList<string[]> rows, Func<string, bool> isMissing)
    {
        if (rows.Count == 1) return !rows[0].Any(text => Cell.TryNumber(text, out _));
        foreach (Func<string, bool> parses in new Func<string, bool>[] { IsNumber, text => !double.IsNaN(Cell.Boolean(text)), text => !double.IsNaN(Cell.Date(text)) })
        {
            bool differs = false, alike = false;
            for (int column = 0; column < rows[0].Length; column++)
            {
                string[] below = [.. rows.Skip(1).Select(row => row[column].Trim()).Where(text => !isMissing(text))];
                string first = rows[0][column].Trim();
                if (below.Length == 0 || isMissing(first) || !Array.TrueForAll(below, text => parses(text))) continue;
                if (parses(first)) alike = true;
                else differs = true;
            }

            if (differs || alike) return differs;
        }

        // Texts only: names are there, differ from each other, and do not come back as values.
        string[] names = rows[0];
        return !names.Any(isMissing)
            && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            && !Enumerable.Range(0, names.Length).Any(column => rows.Skip(1).Any(row => row[column] == names[column]));
    }

    // Decimal commas too: they are refused later, in a sentence that needs the column's name.
    private static bool IsNumber(string text) => Cell.TryNumber(text, out _) || Cell.TryNumber(text.Replace(',', '.'), out _);

    /// <summary>For each of the first lines how often each delimiter stands in it, outside quotes.</summary>
    private static List<int[]> Count(ReadOnlySpan<char> head)
    {
        List<int[]> lines = [];
        int[] counts = new int[Delimiters.Length];
        bool quoted = false, empty = true;
        foreach (char c in head)
        {
            if (c == '"') quoted = !quoted;
            if (!quoted && c is '\n' or '\r')
            {
                if (!empty) lines.Add(counts);
                if (lines.Count == LinesLookedAt) return lines;
                (counts, empty) = (new int[Delimiters.Length], true);
                continue;
            }

            empty = false;
            int index = quoted ? -1 : Delimiters.IndexOf(c, StringComparison.Ordinal);
            if (index >= 0) counts[index]++;
        }

        // The last line may be cut: it counts only if there is no other.
        if (lines.Count == 0) lines.Add(counts);
        return lines;
    }
}
