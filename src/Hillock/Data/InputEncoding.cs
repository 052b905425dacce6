namespace Hillock.Data;

/// <summary>How a column, or a formula of columns, becomes inputs of the network, with what was learned about it from the training part.</summary>
public abstract record InputEncoding
{
    private protected InputEncoding(string name) => Name = name;

    /// <summary>The name of the column, or the formula.</summary>
    public string Name { get; }

    /// <summary>The names of the columns that it takes.</summary>
    public virtual IReadOnlyList<string> ColumnNames => [Name];

    /// <summary>How many inputs the column becomes.</summary>
    public abstract int Width { get; }

    /// <summary>[width] the names of those inputs.</summary>
    public abstract IReadOnlyList<string> InputNames { get; }

    /// <summary>What reading must make of the columns: numbers, or texts, whatever those look like.</summary>
    internal ColumnKind Reads => this is NumberInput or FormulaInput ? ColumnKind.Number : ColumnKind.Category;

    /// <summary>The encoding of columns of a given table: what does not fit is told here or, with its row, in <see cref="BoundInput.Encode"/>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">One for each of <see cref="ColumnNames"/>.</param>
    internal abstract BoundInput Bind(Table table, params ReadOnlySpan<Column> columns);

    /// <summary>Encodes values given as numbers, one for each of <see cref="ColumnNames"/>; only for what becomes one input.</summary>
    internal virtual double Encode(ReadOnlySpan<double> raw) => Encode(raw[0]);

    /// <summary>Encodes a value given as a number; only for columns that become one input.</summary>
    internal virtual double Encode(double raw) =>
        throw new HillockException($"Column '{Name}' holds texts, so that a row of bare numbers is not enough: give the rows as a table.");

    /// <summary>What was learned about a feature of the samples given.</summary>
    internal static InputEncoding For(Feature feature, Table table, ReadOnlySpan<int> rows) =>
        feature.Formula is null ? ForColumn(table[feature.Name], rows) : FormulaInput.Fit(table, feature, rows);

    private static InputEncoding ForColumn(Column column, ReadOnlySpan<int> rows) => column.Kind switch
    {
        ColumnKind.Number => NumberInput.Fit(column, rows),
        ColumnKind.Boolean => BooleanInput.Fit(column, rows),
        ColumnKind.Date => DateInput.Fit(column, rows),
        _ => CategoryInput.Fit(column, rows),
    };
}
