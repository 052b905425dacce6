namespace Hillock.Data;

/// <summary>Samples that are rows of a table.</summary>
public sealed class TableDataset : Dataset
{
    internal TableDataset(Table table, IReadOnlyList<string> inputNames, Targets targets, int[]? rows, IReadOnlyList<string> notes)
        : base(targets, table.RowCount, rows, notes) => (Table, InputNames) = (table, inputNames);

    /// <summary>The whole table: all its rows and columns, whatever part this is.</summary>
    public Table Table { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames { get; }

    private protected override Dataset View(int[] rows) => new TableDataset(Table, InputNames, Targets, rows, Notes);
}
