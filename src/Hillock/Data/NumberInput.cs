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

    /// <summary>NaN comes out if the number is missing and nothing stands for it.</summary>
    internal override double Encode(double raw)
    {
        if (double.IsNaN(raw)) raw = Median ?? double.NaN;
        return Deviation == 0 ? 0 * raw : (raw - Mean) / Deviation;
    }

    internal override BoundInput Bind(Table table, Column column) => new Bound(this, table, column);

    private sealed class Bound(NumberInput input, Table table, Column column) : BoundInput(table, column)
    {
        public override void Encode(int row, Span<double> encoded)
        {
            if (Column.Kind != ColumnKind.Number && !Column.IsMissing(row) && !Cell.TryNumber(Column.Text(row), out _))
                throw Error(row, $"'{Sentence.Shorten(Column.Text(row)!)}' is not a number, but the model takes one in column '{Column.Name}'.");

            double raw = Column.Kind == ColumnKind.Number || Column.IsMissing(row) ? Column.Number(row) : ToNumber(row);
            encoded[0] = input.Encode(raw);
            if (double.IsNaN(encoded[0]))
                throw Error(row, $"the value of column '{Column.Name}' is missing, and the model has nothing to put in its place.");
        }

        // A category that happens to be a number: its column held other texts in other rows.
        private double ToNumber(int row) => Cell.TryNumber(Column.Text(row), out double number) ? number : double.NaN;
    }
}
