namespace Hillock.Data;

/// <summary>How one column becomes inputs of the network, with what was learned about it from the training part.</summary>
public abstract record InputEncoding
{
    private protected InputEncoding(string name) => Name = name;

    /// <summary>The name of the column.</summary>
    public string Name { get; }

    /// <summary>How many inputs the column becomes.</summary>
    public abstract int Width { get; }

    /// <summary>[width] the names of those inputs.</summary>
    public abstract IReadOnlyList<string> InputNames { get; }

    /// <summary>What reading must make of the column; null: a category, whatever its texts look like.</summary>
    internal ColumnKind Reads => this is NumberInput ? ColumnKind.Number : ColumnKind.Category;

    /// <summary>The encoding of a column of a given table: what does not fit is told here or, with its row, in <see cref="BoundInput.Encode"/>.</summary>
    internal abstract BoundInput Bind(Table table, Column column);

    /// <summary>Encodes a value given as a number; only for columns that become one input.</summary>
    internal virtual double Encode(double raw) =>
        throw new HillockException($"Column '{Name}' holds texts, so that a row of bare numbers is not enough: give the rows as a table.");

    /// <summary>What was learned about the column of the samples given.</summary>
    internal static InputEncoding ForColumn(Column column, ReadOnlySpan<int> rows) => column.Kind switch
    {
        ColumnKind.Number => NumberInput.Fit(column, rows),
        ColumnKind.Boolean => BooleanInput.Fit(column, rows),
        ColumnKind.Date => DateInput.Fit(column, rows),
        _ => CategoryInput.Fit(column, rows),
    };
}
