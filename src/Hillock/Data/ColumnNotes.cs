namespace Hillock.Data;

/// <summary>Looks at the input columns for what a newcomer would not notice: row numbers, names, constants, very many categories.</summary>
internal static class ColumnNotes
{
    /// <summary>Fewer rows than this prove nothing.</summary>
    private const int EnoughRows = 20;

    /// <summary>A category of more texts than this is pointed out.</summary>
    private const int ManyLevels = 50;

    /// <summary>Leaves out columns that tell rows apart and nothing else: nearly every text is another, or numbered rows that are called so.</summary>
    public static List<Column> LeaveOutIdentifiers(List<Column> columns, int[] rows, List<string> notes)
    {
        if (rows.Length < EnoughRows) return columns;
        List<Column> kept = [];
        foreach (Column column in columns)
        {
            if (column.Kind == ColumnKind.Category && Different(column, rows) > rows.Length / 2)
                notes.Add($"Column '{column.Name}' is left out: {Different(column, rows):N0} different texts in {rows.Length:N0} rows tell rows apart, not kinds. Name it as a feature to use it.");
            else if (column.Kind == ColumnKind.Number && IsCalledIdentifier(column.Name) && AreDistinctIntegers(column, rows))
                notes.Add($"Column '{column.Name}' is left out: it numbers the rows. Name it as a feature to use it.");
            else
                kept.Add(column);
        }

        return kept;
    }

    /// <summary>Points out what stays in and looks odd.</summary>
    public static void Describe(List<Column> columns, int[] rows, List<string> notes)
    {
        string[] empty = Names(column => rows.All(column.IsMissing));
        if (empty.Length > 0) notes.Add($"{Columns(empty)} without a single value, and {Become(empty)} 0.");
        string[] constant = Names(column => !empty.Contains(column.Name) && rows.Length > 1 && IsConstant(column, rows));
        if (constant.Length > 0) notes.Add($"{Columns(constant)} the same in every row, and {Become(constant)} 0 or 1.");
        foreach (Column column in columns)
        {
            if (column.Kind == ColumnKind.Category && Different(column, rows) is > ManyLevels and int levels)
                notes.Add($"Column '{column.Name}' has {levels:N0} different texts and becomes as many inputs.");
            if (column.Kind == ColumnKind.Number && columns.Count > 1 && rows.Length >= EnoughRows && CountsRows(column, rows))
                notes.Add($"Column '{column.Name}' counts the rows one by one: if it is only their number, leave it out with --ignore.");
        }

        string[] Names(Func<Column, bool> chosen) => [.. columns.Where(chosen).Select(column => column.Name)];
    }

    private static string Columns(string[] names) => names.Length == 1 ? $"Column '{names[0]}' is" : $"{names.Length:N0} columns ({Sentence.Few(names)}) are";

    private static string Become(string[] names) => names.Length == 1 ? "becomes" : "become";

    private static bool IsConstant(Column column, int[] rows) => column.Kind == ColumnKind.Number
        ? rows.All(row => column.Number(row).Equals(column.Number(rows[0])))
        : rows.All(row => column.Code(row) == column.Code(rows[0]));

    private static int Different(Column column, int[] rows) => column.Seen(rows).Count(seen => seen);

    private static bool IsCalledIdentifier(string name) =>
        name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.Equals("index", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal)
        || name.EndsWith(" id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("ID", StringComparison.Ordinal);

    private static bool AreDistinctIntegers(Column column, int[] rows)
    {
        var seen = new HashSet<double>();
        return rows.All(row => double.IsInteger(column.Number(row)) && seen.Add(column.Number(row)));
    }

    private static bool CountsRows(Column column, int[] rows)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            if (column.Number(rows[i]) - column.Number(rows[i - 1]) != 1) return false;
        }

        return true;
    }
}
