using System.Text;
using Hillock.Data;
using Hillock.Playground.Messages;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>The table at hand: one that a visitor brought, which stays with the session, or one that the library ships.</summary>
internal sealed class OwnTable
{
    private const int Examples = 4;

    private static readonly string[] Endings = [".csv", ".tsv", ".txt"];

    private OwnTable(string name, string? text, Table table) => (Name, Text, Table) = (name, text, table);

    /// <summary>What experiments call it. Brought tables end like files, and no set of the catalog does.</summary>
    public string Name { get; }

    /// <summary>The rows as they were brought; null: the library has them.</summary>
    public string? Text { get; }

    /// <summary>The rows, read.</summary>
    public Table Table { get; }

    /// <summary>Whether a name is that of a table that was brought.</summary>
    public static bool IsNameOfOwn(string name) => Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && !Catalog.Has(name);

    /// <summary>A table that a visitor brought.</summary>
    /// <exception cref="HillockException">It is no table, or larger than the page allows.</exception>
    public static OwnTable Bring(string name, byte[] bytes, Limits limits) => Bring(name, Read(name, bytes), limits);

    /// <summary>A table whose text is at hand.</summary>
    /// <exception cref="HillockException">It is no table, or larger than the page allows.</exception>
    public static OwnTable Bring(string name, string text, Limits limits)
    {
        if (!IsNameOfOwn(name)) name += Endings[0];
        Table table = Table.ReadCsv(new StringReader(text), name);
        if (table.RowCount > limits.Rows) throw new HillockException($"{name} has {table.RowCount:N0} rows; the page takes up to {limits.Rows:N0}. The command has no such limit: hillock train {name}");
        if (table.Columns.Count > limits.Columns) throw new HillockException($"{name} has {table.Columns.Count:N0} columns; the page takes up to {limits.Columns:N0}. The command has no such limit: hillock train {name}");
        return new OwnTable(name, text, table);
    }

    /// <summary>A table that the library ships.</summary>
    /// <exception cref="HillockException">There is none of that name.</exception>
    public static OwnTable Open(string name) => Catalog.Find(name).Kind == CatalogKind.Shipped
        ? new OwnTable(name, null, Catalog.LoadTable(name))
        : throw new HillockException($"'{name}' is no table that the library ships.");

    /// <summary>A file's text.</summary>
    /// <exception cref="HillockException">It is none.</exception>
    public static string Read(string name, byte[] bytes)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            throw new HillockException($"{name} is not UTF-8 text. Save it as CSV in UTF-8 and bring it again.", e);
        }
    }

    /// <summary>The table as the page is told of it.</summary>
    public TableBrought Describe() => new(Name, Text is null, Table.RowCount, [.. Table.Columns.Select(Describe)], Guess());

    /// <summary>What would be learned.</summary>
    /// <exception cref="HillockException">Nothing can be.</exception>
    public Goal Consider(Consider asked)
    {
        TableDataset samples = Table.ToDataset(new ColumnRoles
        {
            Targets = asked.Target is { } target ? [target] : [],
            Ignore = [.. asked.Ignore],
            Task = asked.Task,
        });
        int outputs = samples.Task == LearningTask.Multiclass ? samples.Labels.Count : 1;
        return new Goal(samples.TargetNames[0], samples.Task, samples.TaskReason, samples.InputNames, outputs, samples.Notes);
    }

    /// <summary>An experiment on this table with the rows that it does not tell itself.</summary>
    public DataSource Fill(DataSource source) => source with { Text = Text };

    private static ColumnTold Describe(Column column)
    {
        int missing = 0;
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        var examples = new List<string>();
        for (int row = 0; row < column.Count; row++)
        {
            if (column.IsMissing(row))
            {
                missing++;
                continue;
            }

            if (column.Kind == ColumnKind.Number) (min, max) = (Math.Min(min, column.Number(row)), Math.Max(max, column.Number(row)));
            if (examples.Count < Examples && column.Text(row) is { } text && !examples.Contains(text)) examples.Add(text.Length > 40 ? text[..39] + "…" : text);
        }

        bool isNumber = column.Kind == ColumnKind.Number && min <= max;
        return new ColumnTold(
            column.Name, column.Kind, missing, column.Kind == ColumnKind.Number ? null : column.Levels.Count, examples, isNumber ? min : null, isNumber ? max : null);
    }

    private Goal? Guess()
    {
        try
        {
            return Consider(new Consider(null, [], null));
        }
        catch (HillockException)
        {
            return null; // the visitor chooses another target, and is told why that one cannot be
        }
    }
}
