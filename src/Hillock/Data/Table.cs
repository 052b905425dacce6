using System.Buffers;
using System.Text;
using Hillock.Data.Csv;
using Hillock.Files;

namespace Hillock.Data;

/// <summary>Named columns of equal length, as read from a CSV file or made in a program.</summary>
public sealed class Table
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t|\"\n\r");

    private readonly Dictionary<string, int> indexOf = new(StringComparer.Ordinal);
    private readonly RowLines? lines;

    /// <summary>A table of columns made in a program.</summary>
    /// <exception cref="ArgumentException">No columns, columns of different lengths, or a name that stands twice.</exception>
    public Table(params IEnumerable<Column> columns)
        : this([.. columns], "", null, named: true)
    {
    }

    /// <summary>A table that was read.</summary>
    /// <param name="columns">At least one, of equal length.</param>
    /// <param name="source">Where the table comes from, as the user named it; empty for one made in a program.</param>
    /// <param name="lines">For each row the line of the file that it begins on.</param>
    /// <param name="named">Whether the names come from the data, not from the columns' positions.</param>
    internal Table(Column[] columns, string source, RowLines? lines, bool named)
    {
        if (columns.Length == 0) throw new ArgumentException("A table has at least one column.");
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Count != columns[0].Count)
                throw new ArgumentException($"Column '{columns[i].Name}' has {columns[i].Count} rows and '{columns[0].Name}' {columns[0].Count}.");
            if (!indexOf.TryAdd(columns[i].Name, i)) throw new ArgumentException($"Two columns are called '{columns[i].Name}'.");
        }

        (Columns, Source, RowCount, HasNames) = (columns, source, columns[0].Count, named);
        this.lines = lines;
    }

    /// <summary>The columns from left to right.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Where the table comes from, as the user named it; empty for one made in a program.</summary>
    public string Source { get; }

    /// <summary>Whether the names are the data's own; a file without a header gets x1, x2, ….</summary>
    public bool HasNames { get; }

    /// <summary>The column of that name.</summary>
    /// <exception cref="HillockException">There is none; the nearest name is offered.</exception>
    public Column this[string name] => Columns[IndexOf(name)];

    /// <summary>Reads a CSV or TSV file; delimiter, header and the kinds of the columns are found.</summary>
    /// <exception cref="HillockException">The file is missing or no table; the sentence says where and why.</exception>
    public static Table ReadCsv(string path, CsvOptions? options = null)
    {
        using CsvSource source = CsvSource.Open(path, options ?? new CsvOptions());
        return CsvTable.Read(source);
    }

    /// <summary>Reads a CSV or TSV text; <paramref name="source"/> is its name in messages.</summary>
    /// <exception cref="HillockException">The text is no table; the sentence says where and why.</exception>
    public static Table ReadCsv(TextReader reader, string source, CsvOptions? options = null)
    {
        using var csv = new CsvSource(reader, source, options ?? new CsvOptions());
        return CsvTable.Read(csv);
    }

    /// <summary>Reads a CSV or TSV file as a model with this preprocessing takes it: the columns' kinds are known, other columns are kept.</summary>
    public static Table ReadCsv(string path, Preprocessing preprocessing, CsvOptions? options = null)
    {
        using CsvSource source = CsvSource.Open(path, options ?? new CsvOptions());
        return CsvTable.Read(source, preprocessing);
    }

    /// <summary>Like <see cref="ReadCsv(string, Preprocessing, CsvOptions?)"/>, from a text.</summary>
    internal static Table ReadCsv(TextReader reader, string source, Preprocessing preprocessing, CsvOptions options)
    {
        using var csv = new CsvSource(reader, source, options);
        return CsvTable.Read(csv, preprocessing);
    }

    /// <summary>
    /// Reads a long or endless text for a model, a few thousand rows at a time: only the columns that the model takes, found by name,
    /// or by position where there is no header.
    /// </summary>
    public static IEnumerable<Table> ReadCsvInParts(TextReader reader, string source, Preprocessing preprocessing, CsvOptions? options = null) =>
        CsvTable.ReadInParts(() => new CsvSource(reader, source, options ?? new CsvOptions()), preprocessing);

    /// <summary>Like <see cref="ReadCsvInParts(TextReader, string, Preprocessing, CsvOptions?)"/>, from a file.</summary>
    public static IEnumerable<Table> ReadCsvInParts(string path, Preprocessing preprocessing, CsvOptions? options = null) =>
        CsvTable.ReadInParts(() => CsvSource.Open(path, options ?? new CsvOptions()), preprocessing);

    /// <summary>Says which column is the target (the last unless named) and what is learned (found from the target unless given).</summary>
    /// <exception cref="HillockException">There is no such column, or the target cannot be learned; the sentence says why.</exception>
    public TableDataset ToDataset(string? target = null, LearningTask? task = null) =>
        ToDataset(new ColumnRoles { Targets = target is null ? [] : [target], Task = task });

    /// <summary>Says which columns are inputs, targets and weights.</summary>
    /// <exception cref="HillockException">There is no such column, or the targets cannot be learned; the sentence says why.</exception>
    public TableDataset ToDataset(ColumnRoles roles) => DatasetMaker.Make(this, roles, null);

    /// <summary>The table as a model with this preprocessing takes it: to evaluate the model, or to train it further.</summary>
    /// <exception cref="HillockException">A column of the model is missing, or a label is not one of the model's.</exception>
    public TableDataset ToDataset(Preprocessing preprocessing)
    {
        _ = InputColumns.Find(this, preprocessing);
        return DatasetMaker.Make(this, preprocessing.Target.Roles(this, preprocessing.InputNames), preprocessing.Target);
    }

    /// <summary>Writes a CSV file, whole or not at all.</summary>
    /// <exception cref="HillockException">The file cannot be written.</exception>
    public void WriteCsv(string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        WriteCsv(writer);
    });

    /// <summary>Writes the table as CSV: commas, a header, a dot in numbers, quotes where they are needed.</summary>
    public void WriteCsv(TextWriter writer)
    {
        writer.Write(string.Join(',', Columns.Select(column => Quote(column.Name))));
        writer.Write('\n');
        for (int row = 0; row < RowCount; row++)
        {
            for (int i = 0; i < Columns.Count; i++)
            {
                if (i > 0) writer.Write(',');
                // A line with nothing on it would be no row.
                writer.Write(Quote(Columns[i].Text(row) ?? (Columns.Count == 1 ? "NA" : "")));
            }

            writer.Write('\n');
        }
    }

    /// <summary>Whether there is a column of that name.</summary>
    internal bool Has(string name) => indexOf.ContainsKey(name);

    internal int IndexOf(string name)
    {
        if (indexOf.TryGetValue(name, out int index)) return index;
        string? close = NearestName.Find(name, indexOf.Keys);
        throw new HillockException(
            $"{Prefix}there is no column '{Sentence.Shorten(name)}'" +
            (close is null ? $". The columns are {Sentence.Few(indexOf.Keys)}." : $"; did you mean '{close}'?"));
    }

    /// <summary>What a sentence about this table starts with: <c>iris.csv: </c>, or nothing.</summary>
    internal string Prefix => Source.Length == 0 ? "" : Source + ": ";

    /// <summary>Where a row stands: <c>iris.csv:37</c>, or <c>row 36</c> without a file.</summary>
    internal string Place(int row) => lines is null ? $"{Prefix}row {row + 1}" : $"{Source}:{lines[row]}";

    /// <summary>Where a value stands: <c>iris.csv:37:3</c>.</summary>
    internal string Place(int row, Column column) =>
        column.Position == 0 ? Place(row) : $"{Place(row)}:{column.Position}";

    private static string Quote(string text)
    {
        bool needed = text.AsSpan().ContainsAny(Quoted) || text != text.Trim();
        return needed ? new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString() : text;
    }
}
