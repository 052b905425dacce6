using Hillock.Expressions;

namespace Hillock.Data;

/// <summary>A number computed from the numbers of a row, x^2 or x*sin(y), then standardized like a column of numbers.</summary>
/// <remarks>
/// Where a number that it takes is missing, it is missing itself and the median stands for it. Where it has no value, as log(x) at −1, the
/// row is refused: nothing that could stand there would be true.
/// </remarks>
public sealed record FormulaInput : InputEncoding
{
    /// <summary>The most inputs of a model that are formulas.</summary>
    internal const int MaximumCount = 1000;

    private const int MaximumVariables = 64;
    private const int MaximumLength = 1000;

    /// <summary>A formula, standardized.</summary>
    /// <param name="formula">The formula as it was written: the input's name.</param>
    /// <param name="mean">What is subtracted from its values.</param>
    /// <param name="deviation">What they are divided by then, at least 0.</param>
    /// <param name="median">What stands for a missing one; null: nothing does.</param>
    /// <exception cref="ArgumentException">It is no formula of columns, or a number is impossible.</exception>
    internal FormulaInput(string formula, double mean, double deviation, double? median)
        : base(formula) => (Formula, Value) = (Read(formula), new NumberInput(formula, mean, deviation, median));

    /// <summary>The formula; its variables are columns.</summary>
    public Formula Formula { get; }

    /// <summary>The encoding of its values.</summary>
    public NumberInput Value { get; }

    /// <inheritdoc/>
    public override int Width => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => [Name];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnNames => Formula.Variables;

    /// <inheritdoc/>
    public bool Equals(FormulaInput? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Reads a formula that can be an input.</summary>
    /// <exception cref="ArgumentException">It is none; the message shows the place.</exception>
    internal static Formula Read(string text)
    {
        if (text.Length > MaximumLength) throw new ArgumentException($"a formula that becomes an input has at most {MaximumLength:N0} characters, not {text.Length:N0}.");
        Formula formula = Formula.Parse(text);
        return formula.Variables.Count is >= 1 and <= MaximumVariables
            ? formula
            : throw new ArgumentException($"a formula that becomes an input takes 1 to {MaximumVariables} columns, not {formula.Variables.Count:N0}.");
    }

    internal static FormulaInput Fit(Table table, Feature feature, ReadOnlySpan<int> rows)
    {
        Statistics learned = Statistics.Of(Present(table, feature, rows));
        return new FormulaInput(feature.Name, learned.Mean, learned.Deviation, learned.Median);
    }

    /// <summary>The formula's values where no number is missing.</summary>
    /// <exception cref="HillockException">It has none for a row; the sentence says where.</exception>
    internal static double[] Present(Table table, Feature feature, ReadOnlySpan<int> rows)
    {
        Formula formula = feature.Formula!;
        Column[] columns = [.. feature.Columns.Select(name => table[name])];
        double[] point = new double[columns.Length];
        double[] values = new double[rows.Length];
        int count = 0;
        foreach (int row in rows)
        {
            for (int i = 0; i < point.Length; i++) point[i] = columns[i].Number(row);
            values[count] = Evaluate(formula, point);
            if (double.IsInfinity(values[count])) throw new HillockException($"{table.Place(row)}: {WithoutValue(formula, point)}");
            if (!double.IsNaN(values[count])) count++;
        }

        return values[..count];
    }

    internal override double Encode(ReadOnlySpan<double> raw)
    {
        double value = Evaluate(Formula, raw);
        return double.IsInfinity(value) ? throw new HillockException($"For these numbers {WithoutValue(Formula, raw)}") : Value.Encode(value);
    }

    internal override BoundInput Bind(Table table, params ReadOnlySpan<Column> columns) => new Bound(this, table, columns.ToArray());

    /// <summary>The formula's value; NaN if a number that it takes is missing, infinite if it has none.</summary>
    private static double Evaluate(Formula formula, ReadOnlySpan<double> point)
    {
        foreach (double number in point)
        {
            if (double.IsNaN(number)) return double.NaN;
        }

        double value = formula.Evaluate(point);
        return double.IsNaN(value) || point.ContainsAny(double.PositiveInfinity, double.NegativeInfinity) ? double.PositiveInfinity : value;
    }

    private static string WithoutValue(Formula formula, ReadOnlySpan<double> point) =>
        $"the input '{Sentence.Shorten(formula.ToString())}' has no value: {formula.Fault(point)}.";

    private sealed class Bound(FormulaInput input, Table table, Column[] columns) : BoundInput(table, columns[0])
    {
        private readonly double[] point = new double[columns.Length];

        public override void Encode(int row, Span<double> encoded)
        {
            for (int i = 0; i < point.Length; i++) point[i] = NumberInput.Raw(Table, columns[i], row);
            double value = Evaluate(input.Formula, point);
            if (double.IsInfinity(value)) throw new HillockException($"{Table.Place(row)}: {WithoutValue(input.Formula, point)}");
            encoded[0] = input.Value.Encode(value);
            if (double.IsNaN(encoded[0]))
                throw new HillockException($"{Table.Place(row)}: a number that '{Sentence.Shorten(input.Name)}' takes is missing, and the model has nothing to put in its place.");
        }
    }
}
