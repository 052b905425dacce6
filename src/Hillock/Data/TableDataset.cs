namespace Hillock.Data;

/// <summary>Samples that are rows of a table.</summary>
public sealed class TableDataset : Dataset
{
    internal TableDataset(Table table, IReadOnlyList<Feature> features, Targets targets, int[]? rows, IReadOnlyList<string> notes)
        : base(targets, table.RowCount, rows, notes)
    {
        (Table, Features) = (table, features);
        InputNames = [.. features.SelectMany(feature => feature.Columns).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The whole table: all its rows and columns, whatever part this is.</summary>
    public Table Table { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames { get; }

    /// <summary>What the network is to get: columns, and formulas of columns.</summary>
    internal IReadOnlyList<Feature> Features { get; }

    private protected override Dataset View(int[] rows) => new TableDataset(Table, Features, Targets, rows, Notes);
}
