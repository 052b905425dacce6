namespace Hillock.Optimizers;

/// <summary>A small least squares problem that may lack rank, solved by Householder's QR with column pivoting (Businger &amp; Golub 1965).</summary>
/// <remarks>
/// Given the triangle of [1 X Y] with the row of the 1 on top, the rows below it are the problem of X and Y with their means taken off.
/// Columns are scaled to length 1; the longest that is left comes next; when none is longer than the tolerance, the rest get weight 0.
/// </remarks>
internal sealed class PivotedSystem
{
    private readonly int size;
    private readonly int outputs;
    private readonly double tolerance;
    private readonly double[][] columns; // of X, below the first row, at length 1
    private readonly double[][] targets; // of Y, below the first row
    private readonly double[] lengths; // what each column was divided by; 0: it is constant
    private readonly int[] order;

    public PivotedSystem(ReadOnlySpan<double> triangle, int inputs, int outputs, double tolerance)
    {
        (size, this.outputs, this.tolerance) = (inputs, outputs, tolerance);
        int width = 1 + inputs + outputs;
        columns = new double[inputs][];
        targets = new double[outputs][];
        lengths = new double[inputs];
        order = new int[inputs];
        for (int i = 0; i < inputs; i++)
        {
            columns[i] = Column(triangle, 1 + i, width);
            double length = Math.Sqrt(Vectors.Dot(columns[i], columns[i])), mean = triangle[1 + i];
            order[i] = i;

            // What is left of a constant column is rounding.
            lengths[i] = length > tolerance * Math.Abs(mean) ? length : 0;
            foreach (ref double value in columns[i].AsSpan()) value = lengths[i] > 0 ? value / length : 0;
        }

        for (int i = 0; i < outputs; i++) targets[i] = Column(triangle, 1 + inputs + i, width);
    }

    /// <summary>How many columns are independent.</summary>
    public int Rank { get; private set; }

    /// <summary>Writes W [inputs, outputs], row-major; it must come as zeros.</summary>
    public void Solve(Span<double> w)
    {
        for (Rank = 0; Rank < size; Rank++)
        {
            int longest = Rank;
            double most = 0;
            for (int j = Rank; j < size; j++)
            {
                ReadOnlySpan<double> rest = columns[order[j]].AsSpan(Rank);
                double length = Math.Sqrt(Vectors.Dot(rest, rest));
                if (length <= most) continue;
                (longest, most) = (j, length);
            }

            if (most <= tolerance) break;
            (order[Rank], order[longest]) = (order[longest], order[Rank]);
            Eliminate(Rank, most);
        }

        for (int output = 0; output < outputs; output++)
        {
            double[] c = targets[output];
            for (int j = Rank - 1; j >= 0; j--)
            {
                int column = order[j];
                double value = c[j] / columns[column][j];
                for (int i = 0; i < j; i++) c[i] -= columns[column][i] * value;
                w[(column * outputs) + output] = value / lengths[column];
            }
        }
    }

    // Turns the pivot column below its diagonal element into zeros, by a reflection of all that follow it.
    private void Eliminate(int pivot, double length)
    {
        Span<double> v = columns[order[pivot]].AsSpan(pivot);
        double diagonal = v[0] > 0 ? -length : length;
        v[0] -= diagonal;
        double square = Vectors.Dot(v, v);
        for (int j = pivot + 1; j < size; j++) Reflect(v, square, columns[order[j]].AsSpan(pivot));
        foreach (double[] target in targets) Reflect(v, square, target.AsSpan(pivot));
        v.Clear();
        v[0] = diagonal;
    }

    private static void Reflect(ReadOnlySpan<double> v, double square, Span<double> x) =>
        Vectors.AddScaled(-2 * Vectors.Dot(v, x) / square, v, x);

    private static double[] Column(ReadOnlySpan<double> triangle, int column, int width)
    {
        double[] values = new double[(triangle.Length / width) - 1];
        for (int i = 0; i < values.Length; i++) values[i] = triangle[((i + 1) * width) + column];
        return values;
    }
}
