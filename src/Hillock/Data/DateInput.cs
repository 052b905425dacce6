namespace Hillock.Data;

/// <summary>A date in parts: the day standardized, and the point in the year, in the week and (with a time of day) in the day.</summary>
/// <remarks>
/// Each of the three points is a pair sin(2πt), cos(2πt), t from 0 to 1: the last of December lies beside the first of January.
/// A missing date becomes the median day, and zeros for the pairs.
/// </remarks>
public sealed record DateInput : InputEncoding
{
    private const double SecondsPerDay = 86_400;

    /// <summary>A date in parts.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="mean">The mean, in days since the year 1.</param>
    /// <param name="deviation">The deviation, in days.</param>
    /// <param name="median">What stands for a missing date, in days since the year 1.</param>
    /// <param name="hasTime">Whether the time of day is an input.</param>
    internal DateInput(string name, double mean, double deviation, double median, bool hasTime)
        : base(name) => (Day, HasTime) = (new NumberInput(name, mean, deviation, median), hasTime);

    /// <summary>The encoding of the day.</summary>
    public NumberInput Day { get; }

    /// <summary>Whether the time of day is an input.</summary>
    public bool HasTime { get; }

    /// <inheritdoc/>
    public override int Width => HasTime ? 7 : 5;

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames =>
        [.. new[] { "day", "year sin", "year cos", "week sin", "week cos", "time sin", "time cos" }.Take(Width).Select(part => $"{Name} ({part})")];

    internal static DateInput Fit(Column column, ReadOnlySpan<int> rows)
    {
        double[] days = NumberInput.Present(column, rows);
        bool hasTime = false;
        foreach (ref double day in days.AsSpan())
        {
            hasTime |= day % SecondsPerDay != 0;
            day /= SecondsPerDay;
        }

        Statistics learned = Statistics.Of(days);
        return new DateInput(column.Name, learned.Mean, learned.Deviation, learned.Median, hasTime);
    }

    internal override BoundInput Bind(Table table, params ReadOnlySpan<Column> columns) => new Bound(this, table, columns[0]);

    private void Encode(double seconds, Span<double> encoded)
    {
        encoded.Clear();
        encoded[0] = Day.Encode(seconds / SecondsPerDay);
        if (double.IsNaN(seconds)) return;

        var date = new DateTime(Math.Min((long)(seconds * TimeSpan.TicksPerSecond), DateTime.MaxValue.Ticks), DateTimeKind.Utc);
        double time = date.TimeOfDay.TotalDays;
        Point((date.DayOfYear - 1 + time) / (DateTime.IsLeapYear(date.Year) ? 366 : 365), encoded[1..]);
        Point(((int)date.DayOfWeek + time) / 7, encoded[3..]);
        if (HasTime) Point(time, encoded[5..]);
    }

    private static void Point(double t, Span<double> pair) => (pair[0], pair[1]) = Math.SinCos(2 * Math.PI * t);

    private sealed class Bound : BoundInput
    {
        private readonly DateInput input;
        private readonly double[] secondsOf;
        private readonly double[] inputsOf;

        public Bound(DateInput input, Table table, Column column)
            : base(table, column)
        {
            this.input = input;
            secondsOf = [.. column.Levels.Select(Cell.Date)];
            inputsOf = new double[secondsOf.Length * input.Width];
            for (int level = 0; level < secondsOf.Length; level++) input.Encode(secondsOf[level], inputsOf.AsSpan(level * input.Width, input.Width));
        }

        public override void Encode(int row, Span<double> encoded)
        {
            if (Column.IsMissing(row))
            {
                input.Encode(double.NaN, encoded);
                return;
            }

            int level = Column.Kind == ColumnKind.Number ? -1 : Column.Code(row);
            if (level < 0 || double.IsNaN(secondsOf[level]))
                throw Error(row, $"'{Sentence.Shorten(Column.Text(row)!)}' is not a date, but the model takes one in column '{Column.Name}'.");
            inputsOf.AsSpan(level * encoded.Length, encoded.Length).CopyTo(encoded);
        }
    }
}
