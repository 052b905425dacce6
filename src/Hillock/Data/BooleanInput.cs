namespace Hillock.Data;

/// <summary>true or false (yes or no, …) as 1 or 0; a missing one becomes the median of the training part.</summary>
public sealed record BooleanInput : InputEncoding
{
    /// <summary>A truth value.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="median">What stands for a missing one, 0 to 1.</param>
    public BooleanInput(string name, double median)
        : base(name)
    {
        if (!(median is >= 0 and <= 1)) throw new ArgumentException($"The median of '{name}' must be from 0 to 1, not {median}.");
        Median = median;
    }

    /// <summary>What stands for a missing value.</summary>
    public double Median { get; }

    /// <inheritdoc/>
    public override int Width => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => [Name];

    internal static BooleanInput Fit(Column column, ReadOnlySpan<int> rows) =>
        new(column.Name, Statistics.Of(NumberInput.Present(column, rows)).Median);

    internal override double Encode(double raw) => raw switch
    {
        double.NaN => Median,
        0 or 1 => raw,
        _ => throw new HillockException($"Column '{Name}' is true or false: 1 or 0, not {raw}."),
    };

    internal override BoundInput Bind(Table table, Column column) => new Bound(this, table, column);

    private sealed class Bound(BooleanInput input, Table table, Column column) : BoundInput(table, column)
    {
        public override void Encode(int row, Span<double> encoded)
        {
            double value = input.Median;
            if (!Column.IsMissing(row))
            {
                string text = Column.Text(row)!;
                value = text switch { "0" => 0, "1" => 1, _ => Cell.Boolean(text) };
                if (double.IsNaN(value)) throw Error(row, $"'{Sentence.Shorten(text)}' is neither true nor false, but the model takes that in column '{Column.Name}'.");
            }

            encoded[0] = value;
        }
    }
}
