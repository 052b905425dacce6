namespace Hillock.Data;

/// <summary>A number, standardized: (x − mean) / deviation, with the median for a missing one. A column that never changes becomes 0.</summary>
/// <remarks>Mean, median and population deviation are those of the training part.</remarks>
public sealed record NumberInput : InputEncoding
{
    /// <summary>A standardized number.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="mean">What is subtracted.</param>
    /// <param name="deviation">What is divided by then, at least 0.</param>
    /// <param name="median">What stands for a missing number; null: nothing does, and a missing number is an error.</param>
    internal NumberInput(string name, double mean, double deviation, double? median)
        : base(name)
    {
        if (!double.IsFinite(mean) || !double.IsFinite(deviation) || !double.IsFinite(median ?? 0))
            throw new ArgumentException($"The mean, deviation and median of '{name}' must be finite.");
        if (deviation < 0) throw new ArgumentException($"The deviation of '{name}' must be at least 0, not {deviation}.");
        (Mean, Deviation, Median) = (mean, deviation, median);
    }

    /// <summary>What is subtracted.</summary>
    public double Mean { get; }

    /// <summary>What is divided by then; 0: the input is always 0.</summary>
    public double Deviation { get; }

    /// <summary>What stands for a missing number; null: nothing does.</summary>
    public double? Median { get; }

    /// <inheritdoc/>
    public override int Width => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => [Name];

    internal static NumberInput Fit(Column column, ReadOnlySpan<int> rows)
    {
        Statistics learned = Statistics.Of(Present(column, rows));
        return new NumberInput(column.Name, learned.Mean, learned.Deviation, learned.Median);
    }

    /// <summary>The numbers that are there.</summary>
    internal static double[] Present(Column column, ReadOnlySpan<int> rows)
    {
        double[] values = new double[rows.Length];
        int count = 0;
        foreach (int row in rows)
        {
            if (!column.IsMissing(row)) values[count++] = column.Number(row);
        }

        return values[..count];
    }

    /// <summary>A row's number; NaN if it is missing.</summary>
    /// <exception cref="HillockException">It is no number; the sentence says where.</exception>
    internal static double Raw(Table table, Column column, int row)
    {
        if (column.Kind == ColumnKind.Number || column.IsMissing(row)) return column.Number(row);
        string text = column.Text(row)!; // of a column that holds other texts in other rows
        return Cell.TryNumber(text, out double number)
            ? number
            : throw new HillockException($"{table.Place(row, column)}: '{Sentence.Shorten(text)}' is not a number, but the model takes one in column '{column.Name}'.");
    }

    /// <summary>NaN comes out if the number is missing and nothing stands for it.</summary>
    internal override double Encode(double raw)
    {
        if (double.IsNaN(raw)) raw = Median ?? double.NaN;
        return Deviation == 0 ? 0 * raw : (raw - Mean) / Deviation;
    }

    internal override BoundInput Bind(Table table, params ReadOnlySpan<Column> columns) => new Bound(this, table, columns[0]);

    private sealed class Bound(NumberInput input, Table table, Column column) : BoundInput(table, column)
    {
        public override void Encode(int row, Span<double> encoded)
        {
            encoded[0] = input.Encode(Raw(Table, Column, row));
            if (double.IsNaN(encoded[0]))
                throw Error(row, $"the value of column '{Column.Name}' is missing, and the model has nothing to put in its place.");
        }
    }
}
