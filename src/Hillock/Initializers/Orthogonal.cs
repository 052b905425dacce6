using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>W = gain·Q with orthonormal columns (or rows, if there are fewer rows), uniform over all such Q (Saxe et al. 2014).</summary>
/// <remarks>
/// Q is that of the QR decomposition of a matrix of N(0, 1), the one whose R has a positive diagonal (Mezzadri 2007): what Gram–Schmidt
/// gives. Lengths of signals are kept exactly, through any number of linear layers.
/// </remarks>
public sealed record Orthogonal : Initializer
{
    /// <summary>Creates the initializer.</summary>
    public Orthogonal(double gain = 1) => Gain = gain;

    /// <summary>What Q is multiplied by.</summary>
    public double Gain { get; init => field = Require.Positive(value, "gain"); }

    /// <inheritdoc/>
    public override string Name => "orthogonal";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, Orthogonal>(
        "orthogonal", new(), [new("gain", self => self.Gain, (self, value) => self with { Gain = value })]);

    // W is [rows, columns] row-major with rows = fanIn; vectors are made one per row of [count, length], count ≤ length.
    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random)
    {
        int rows = fanIn, columns = values.Length / fanIn;
        (int count, int length) = rows < columns ? (rows, columns) : (columns, rows);
        double[] vectors = new double[count * length];
        FillNormal(vectors, 1, random);
        for (int i = 0; i < count; i++)
        {
            Span<double> vector = vectors.AsSpan(i * length, length);

            // Once leaves rounding errors as large as the projection was; the second time removes them (Giraud et al. 2005).
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    ReadOnlySpan<double> earlier = vectors.AsSpan(j * length, length);
                    double projection = Dot(vector, earlier);
                    for (int k = 0; k < length; k++) vector[k] -= projection * earlier[k];
                }
            }

            double scale = 1 / Math.Sqrt(Dot(vector, vector));
            foreach (ref double value in vector) value *= scale;
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int place = rows < columns ? (row * length) + column : (column * length) + row;
                values[(row * columns) + column] = Gain * vectors[place];
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }
}
