using Hillock.Kernels;

namespace Hillock.Optimizers;

/// <summary>Minimizes ‖XW + 1bᵀ − Y‖² by Householder's QR decomposition, sample by block of samples, in double.</summary>
/// <remarks>
/// Each block is folded into the triangle R of [1 X Y] seen so far (Golub &amp; Van Loan 2013, section 6.5.3), so that memory does not
/// grow with the samples. <see cref="Solve"/> then decomposes R with column pivoting: a column of X that is constant, or is a combination
/// of others to rounding, gets weight 0 (the basic solution, of which the fit is as good as of any other). Columns are compared at unit
/// length, so that units of measurement do not matter.
/// </remarks>
internal sealed class LeastSquaresSolver
{
    /// <summary>Rows that are collected before they are folded in: the work per row falls, the block stays in the cache.</summary>
    private const int BlockRows = 32;

    private const double Spacing = 2.220446049250313e-16; // 2⁻⁵²: from 1 to the next double

    private readonly int inputs;
    private readonly int outputs;
    private readonly int width; // of [1 X Y]
    private readonly double[] triangle; // [inputs + 1, width]
    private readonly double[] block; // [BlockRows, width]
    private readonly double[] products; // [width]
    private int rows;
    private long samples;

    /// <summary>Prepares for samples of so many inputs and outputs.</summary>
    public LeastSquaresSolver(int inputs, int outputs)
    {
        (this.inputs, this.outputs, width) = (inputs, outputs, 1 + inputs + outputs);
        triangle = new double[(inputs + 1) * width];
        block = new double[BlockRows * width];
        products = new double[width];
    }

    /// <summary>How many columns of [1 X] are independent; known after <see cref="Solve"/>.</summary>
    public int Rank { get; private set; }

    /// <summary>Adds a sample.</summary>
    /// <param name="x">[inputs].</param>
    /// <param name="y">[outputs].</param>
    /// <param name="weight">How much its squared error counts.</param>
    public void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double weight = 1)
    {
        double scale = Math.Sqrt(weight);
        Span<double> row = block.AsSpan(rows * width, width);
        row[0] = scale;
        for (int i = 0; i < inputs; i++) row[1 + i] = scale * x[i];
        for (int i = 0; i < outputs; i++) row[1 + inputs + i] = scale * y[i];
        samples++;
        if (++rows == BlockRows) Fold();
    }

    /// <summary>The best W [inputs, outputs], row-major, and b [outputs] for the samples so far. More may be added afterwards.</summary>
    public void Solve(Span<double> w, Span<double> b)
    {
        Fold();
        w.Clear();
        var system = new PivotedSystem(triangle, inputs, outputs, tolerance: Math.Max(samples, inputs + 1) * Spacing);
        system.Solve(w);
        Rank = system.Rank + (samples > 0 ? 1 : 0);

        // The first row of R says what the bias is, given the weights: R₀₀b + Σ R₀ⱼwⱼ = c₀.
        for (int output = 0; output < outputs; output++)
        {
            double rest = triangle[1 + inputs + output];
            for (int i = 0; i < inputs; i++) rest -= triangle[1 + i] * w[(i * outputs) + output];
            b[output] = triangle[0] == 0 ? 0 : rest / triangle[0];
        }
    }

    // Column by column: the reflection H = I − τvvᵀ on row j of R and all rows of the block that turns the block's column j into zeros.
    private void Fold()
    {
        for (int j = 0; j <= inputs; j++)
        {
            double below = 0;
            for (int row = 0; row < rows; row++) below += block[(row * width) + j] * block[(row * width) + j];
            if (below == 0) continue;

            ref double corner = ref triangle[(j * width) + j];
            double norm = Math.Sqrt((corner * corner) + below);
            double head = corner <= 0 ? corner - norm : -below / (corner + norm); // no cancellation either way
            double tau = 2 * head * head / (below + (head * head));

            Span<double> r = triangle.AsSpan((j * width) + j + 1, width - j - 1);
            Span<double> sums = products.AsSpan(0, r.Length);
            r.CopyTo(sums);
            for (int row = 0; row < rows; row++) AddScaled(block[(row * width) + j] / head, Rest(row, j), sums);
            AddScaled(-tau, sums, r);
            for (int row = 0; row < rows; row++) AddScaled(-tau * block[(row * width) + j] / head, sums, Rest(row, j));
            corner = norm;
        }

        rows = 0;
    }

    private Span<double> Rest(int row, int column) => block.AsSpan((row * width) + column + 1, width - column - 1);

    private static void AddScaled(double s, ReadOnlySpan<double> x, Span<double> y) => Elementwise.Map(new ScaledSum(s), x, y, y);

    private readonly struct ScaledSum(double s) : IBinaryOperator<double>
    {
        public V Invoke<V>(V x, V y)
            where V : struct, ISimd<V, double> => V.MultiplyAdd(x, V.Broadcast(s), y);
    }
}
