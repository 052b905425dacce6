namespace Hillock.Data;

/// <summary>A column of a table. Numbers are kept as they are, everything else as codes into the sorted list of its different texts.</summary>
public sealed class Column
{
    /// <summary>The code of a missing text.</summary>
    internal const int MissingCode = -1;

    /// <summary>The most characters of a number, such as -2.2250738585072014E-308.</summary>
    internal const int NumberLength = 24;

    private readonly Blocks<double>? numbers;
    private readonly Blocks<int>? codes;
    private readonly double[]? meanings;

    internal Column(string name, Blocks<double> numbers, int position = 0)
    {
        (Name, Kind, Count, Position) = (name, ColumnKind.Number, numbers.Count, position);
        this.numbers = numbers;
    }

    /// <summary>A column of coded texts.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="kind">Anything but a number.</param>
    /// <param name="codes">For each row the index of its level, or <see cref="MissingCode"/>.</param>
    /// <param name="levels">The different texts.</param>
    /// <param name="meanings">What each level means: 0 or 1 for booleans, seconds for dates; null for categories.</param>
    /// <param name="position">The place in the file, from 1; 0 for none.</param>
    internal Column(string name, ColumnKind kind, Blocks<int> codes, IReadOnlyList<string> levels, double[]? meanings, int position = 0)
    {
        (Name, Kind, Count, Levels, Position) = (name, kind, codes.Count, levels, position);
        (this.codes, this.meanings) = (codes, meanings);
    }

    /// <summary>The name in the header.</summary>
    public string Name { get; }

    /// <summary>What the values are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The different texts in ordinal order; empty for numbers.</summary>
    public IReadOnlyList<string> Levels { get; } = [];

    /// <summary>The column's place in its file, from 1; 0 for none.</summary>
    internal int Position { get; }

    /// <summary>A column of numbers; NaN is a missing one.</summary>
    /// <exception cref="HillockException">A value is infinite.</exception>
    public static Column Numbers(string name, params ReadOnlySpan<double> values)
    {
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsInfinity(values[row])) throw new HillockException($"Row {row + 1} of column '{name}' is infinite.");
        }

        return new Column(name, new Blocks<double>(values.ToArray()));
    }

    /// <summary>A column of texts; null is a missing one. What they are (numbers, categories, booleans, dates) is found as in a CSV file.</summary>
    /// <exception cref="HillockException">A number is infinite, or nearly all texts are numbers and some are not.</exception>
    public static Column Texts(string name, params ReadOnlySpan<string?> values)
    {
        var builder = new ColumnBuilder(name);
        foreach (string? value in values)
        {
            if (value is null) builder.AddMissing();
            else if (Cell.TryNumber(value, out double number)) builder.AddNumber(number);
            else builder.AddText(value);
        }

        return builder.Build(row => $"row {row + 1}");
    }

    /// <summary>Whether the row has no value here.</summary>
    public bool IsMissing(int row) => numbers is null ? codes![row] == MissingCode : double.IsNaN(numbers[row]);

    /// <summary>The row's value as a text; null if missing.</summary>
    /// <remarks>Numbers are written in their shortest form, so that 1 and 1.0 are the same category.</remarks>
    public string? Text(int row) =>
        IsMissing(row) ? null : numbers is null ? Levels[codes![row]] : NumberText(numbers[row]);

    /// <summary>The row's value as a number: 0 or 1 for booleans, seconds since the year 1 for dates; NaN if missing or a category.</summary>
    public double Number(int row)
    {
        if (numbers is not null) return numbers[row];
        int code = codes![row];
        return code == MissingCode || meanings is null ? double.NaN : meanings[code];
    }

    /// <summary>[count] every row's <see cref="Number"/>.</summary>
    internal double[] AllNumbers()
    {
        double[] values = new double[Count];
        for (int row = 0; row < values.Length; row++) values[row] = Number(row);
        return values;
    }

    /// <summary>[levels] which of the levels stand in these rows.</summary>
    internal bool[] Seen(ReadOnlySpan<int> rows)
    {
        bool[] seen = new bool[Levels.Count];
        foreach (int row in rows)
        {
            if (codes![row] != MissingCode) seen[codes[row]] = true;
        }

        return seen;
    }

    /// <summary>The values of these rows, in this order.</summary>
    internal Column Take(int[] rows) => numbers is not null
        ? new Column(Name, new Blocks<double>(Array.ConvertAll(rows, row => numbers[row])), Position)
        : new Column(Name, Kind, new Blocks<int>(Array.ConvertAll(rows, row => codes![row])), Levels, meanings, Position);

    /// <summary>The index of the row's text in <see cref="Levels"/>, −1 if missing.</summary>
    internal int Code(int row) => codes![row];

    /// <summary>The one way a number is written as a label or category.</summary>
    internal static string NumberText(double value) => (value + 0.0).ToString(); // −0 is 0

    /// <summary>The same without a string, in room for <see cref="NumberLength"/> characters.</summary>
    internal static ReadOnlySpan<char> NumberText(double value, Span<char> room)
    {
        _ = (value + 0.0).TryFormat(room, out int length);
        return room[..length];
    }
}
