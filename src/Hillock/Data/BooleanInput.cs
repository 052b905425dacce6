namespace Hillock.Data;

/// <summary>true or false (yes or no, …) as 1 or 0; a missing one becomes the median of the training part.</summary>
public sealed record BooleanInput : InputEncoding
{
    /// <summary>A truth value.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="median">What stands for a missing one, 0 to 1; null: nothing does, and a missing one is an error.</param>
    internal BooleanInput(string name, double? median)
        : base(name)
    {
        if (median is not (null or (>= 0 and <= 1))) throw new ArgumentException($"The median of '{name}' must be from 0 to 1, not {median}.");
        Median = median;
    }

    /// <summary>What stands for a missing value; null: nothing does.</summary>
    public double? Median { get; }

    /// <inheritdoc/>
    public override int Width => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => [Name];

    internal static BooleanInput Fit(Column column, ReadOnlySpan<int> rows) =>
        new(column.Name, Statistics.Of(NumberInput.Present(column, rows)).Median);

    internal override double Encode(double raw) => raw switch
    {
        double.NaN => Median ?? double.NaN,
        0 or 1 => raw,
        _ => throw new HillockException($"Column '{Name}' is true or false: 1 or 0, not {raw}."),
    };

    internal override BoundInput Bind(Table table, params ReadOnlySpan<Column> columns) => new Bound(this, table, columns[0]);

    private sealed class Bound(BooleanInput input, Table table, Column column) : BoundInput(table, column)
    {
        public override void Encode(int row, Span<double> encoded)
        {
            if (Column.IsMissing(row))
            {
                encoded[0] = input.Median ?? throw Error(row, $"the value of column '{Column.Name}' is missing, and the model has nothing to put in its place.");
                return;
            }

            string text = Column.Text(row)!;
            encoded[0] = text switch { "0" => 0, "1" => 1, _ => Cell.Boolean(text) };
            if (double.IsNaN(encoded[0]))
                throw Error(row, $"'{Sentence.Shorten(text)}' is neither true nor false, but the model takes that in column '{Column.Name}'.");
        }
    }
}
