using Hillock.Kernels;
using Hillock.Optimizers;

namespace Hillock.Tests.Optimizers;

public class LeastSquaresSolverTests
{
    private static readonly RandomStream Random = new(1, RandomPurpose.Generation);

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(500)]
    public void A_plane_without_noise_is_found_exactly(int extraRows)
    {
        double[][] x = Points(4 + extraRows, 4);
        double[][] y = [.. x.Select(p => new[] { 3 + (2 * p[0]) - p[1] + (0.5 * p[3]), 7 - p[2] })];

        (double[] w, double[] b, int rank) = Fit(x, y);

        AssertClose([2, 0, -1, 0, 0, -1, 0.5, 0], w, 1e-12);
        AssertClose([3, 7], b, 1e-12);
        Assert.Equal(5, rank);
    }

    [Fact]
    public void The_residual_is_orthogonal_to_every_column()
    {
        double[][] x = Points(300, 5);
        double[][] y = [.. x.Select((p, row) => new[] { p[0] + Math.Sin(3 * p[1]) + Random.Normal(10_000 + row) })];

        (double[] w, double[] b, _) = Fit(x, y);

        double[] residual = [.. x.Select((p, row) => y[row][0] - Predict(p, w, b))];
        Assert.Equal(0, residual.Sum(), 1e-10);
        for (int column = 0; column < 5; column++)
            Assert.Equal(0, x.Select((p, row) => p[column] * residual[row]).Sum(), 1e-10);
    }

    [Fact]
    public void It_is_the_limit_of_gradient_descent()
    {
        double[][] x = Points(60, 3);
        double[][] y = [.. x.Select((p, row) => new[] { (2 * p[0]) - p[2] + Random.Normal(20_000 + row) })];
        double[] descent = new double[4];
        for (int step = 0; step < 5000; step++)
        {
            double[] gradient = new double[4];
            for (int row = 0; row < x.Length; row++)
            {
                double error = Predict(x[row], descent, [descent[3]]) - y[row][0];
                for (int i = 0; i < 3; i++) gradient[i] += error * x[row][i] / x.Length;
                gradient[3] += error / x.Length;
            }

            for (int i = 0; i < 4; i++) descent[i] -= 0.3 * gradient[i];
        }

        (double[] w, double[] b, _) = Fit(x, y);

        AssertClose(descent, [.. w, .. b], 1e-6);
    }

    [Theory]
    [InlineData(1)] // a copy, in other units
    [InlineData(2)] // a sum
    [InlineData(3)] // a constant
    [InlineData(4)] // zeros
    public void A_column_that_says_nothing_new_costs_rank_and_not_the_fit(int kind)
    {
        double[][] x = [.. Points(80, 3).Select(p => new[]
        {
            p[0], p[1], p[2],
            kind switch { 1 => 1e-6 * p[0], 2 => p[0] + p[1] - p[2], 3 => 0.1, _ => 0 },
        })];
        double[][] y = [.. x.Select(p => new[] { 1 + p[0] - (2 * p[1]) + (3 * p[2]) })];

        (double[] w, double[] b, int rank) = Fit(x, y);

        Assert.Equal(4, rank);
        Assert.Equal(1, w.Count(weight => weight == 0));
        Assert.All(x.Zip(y), sample => Assert.Equal(sample.Second[0], Predict(sample.First, w, b), 1e-10));
    }

    [Fact]
    public void Units_of_measurement_do_not_matter()
    {
        double[][] x = Points(80, 3);
        double[][] scaled = [.. x.Select(p => new[] { 1e9 * p[0], 1e-9 * p[1], p[2] + 1e4 })];
        double[][] y = [.. x.Select((p, row) => new[] { p[0] + p[1] + p[2] + Random.Normal(30_000 + row) })];

        (double[] w, _, _) = Fit(x, y);
        (double[] v, _, int rank) = Fit(scaled, y);

        Assert.Equal(4, rank);
        AssertClose(w, [1e9 * v[0], 1e-9 * v[1], v[2]], 1e-8);
    }

    [Fact]
    public void Fewer_samples_than_columns_are_fitted_exactly()
    {
        double[][] x = Points(5, 9);
        double[][] y = [.. x.Select((_, row) => new[] { Random.Normal(40_000 + row) })];

        (double[] w, double[] b, int rank) = Fit(x, y);

        Assert.Equal(5, rank);
        Assert.Equal(5, w.Count(weight => weight == 0));
        Assert.All(x.Zip(y), sample => Assert.Equal(sample.Second[0], Predict(sample.First, w, b), 1e-10));
    }

    [Fact]
    public void A_weight_of_two_counts_like_the_sample_twice()
    {
        double[][] x = Points(20, 2);
        double[] y = [.. x.Select((_, row) => Random.Normal(50_000 + row))];
        var weighted = new LeastSquaresSolver(2, 1);
        var repeated = new LeastSquaresSolver(2, 1);
        for (int row = 0; row < 20; row++)
        {
            weighted.Add(x[row], [y[row]], row % 2 + 1);
            for (int time = 0; time <= row % 2; time++) repeated.Add(x[row], [y[row]]);
        }

        double[] w = new double[2], v = new double[2], b = new double[1], c = new double[1];
        weighted.Solve(w, b);
        repeated.Solve(v, c);

        AssertClose(v, w, 1e-12);
        AssertClose(c, b, 1e-12);
    }

    [Fact]
    public void Samples_may_be_added_after_a_solution()
    {
        double[][] x = Points(50, 2);
        var solver = new LeastSquaresSolver(2, 1);
        double[] w = new double[2], b = new double[1];
        foreach (double[] p in x)
        {
            solver.Add(p, [1 + p[0] - p[1]]);
            solver.Solve(w, b);
        }

        AssertClose([1, -1], w, 1e-12);
        AssertClose([1], b, 1e-12);
    }

    private static (double[] W, double[] B, int Rank) Fit(double[][] x, double[][] y)
    {
        var solver = new LeastSquaresSolver(x[0].Length, y[0].Length);
        for (int row = 0; row < x.Length; row++) solver.Add(x[row], y[row]);
        double[] w = new double[x[0].Length * y[0].Length], b = new double[y[0].Length];
        solver.Solve(w, b);
        return (w, b, solver.Rank);
    }

    private static double Predict(double[] x, double[] w, double[] b) => b[0] + x.Select((value, i) => value * w[i]).Sum();

    private static double[][] Points(int count, int inputs) =>
        [.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, inputs).Select(i => Random.Normal((row * inputs) + i)).ToArray())];

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
