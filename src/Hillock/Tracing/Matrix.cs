using System.Numerics;

namespace Hillock.Tracing;

/// <summary>Numbers in rows and columns, as a trace keeps them: a row for each sample, or weights [in][out]. Immutable.</summary>
public sealed class Matrix
{
    private readonly double[] values;

    /// <summary>Takes the numbers over.</summary>
    internal Matrix(int rows, int columns, double[] values) => (Rows, Columns, this.values) = (rows, columns, values);

    /// <summary>The engine's numbers, row after row, each exact in double.</summary>
    internal static Matrix Of<T>(int rows, int columns, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++) wide[i] = double.CreateTruncating(values[i]);
        return new Matrix(rows, columns, wide);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Numbers in a row.</summary>
    public int Columns { get; }

    /// <summary>All numbers, row after row.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The number at a place, from 0.</summary>
    public double this[int row, int column] => (uint)column < (uint)Columns
        ? values[(row * Columns) + column]
        : throw new ArgumentOutOfRangeException(nameof(column), $"There is no column {column} among {Columns}.");

    /// <summary>The numbers of a row.</summary>
    public ReadOnlySpan<double> Row(int row) => values.AsSpan(row * Columns, Columns);

    /// <summary>Gives all numbers to the engine, rounded to its precision.</summary>
    internal void CopyTo<T>(Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++) destination[i] = T.CreateTruncating(values[i]);
    }
}
