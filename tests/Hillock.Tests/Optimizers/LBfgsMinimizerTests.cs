using Hillock.Kernels;
using Hillock.Optimizers;

namespace Hillock.Tests.Optimizers;

public class LBfgsMinimizerTests
{
    private delegate double Function(ReadOnlySpan<double> w, Span<double> gradient);

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    public void It_finds_the_bottom_of_Rosenbrocks_valley(int n)
    {
        double[] start = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? -1.2 : 1)];
        var minimizer = new LBfgsMinimizer(new LBfgs(), new Objective(Rosenbrock), start);

        int iterations = Run(minimizer, 500);

        Assert.StartsWith("A minimum is found", minimizer.Finished, StringComparison.Ordinal);
        Assert.InRange(iterations, 1, 100);
        Assert.All(minimizer.Point.ToArray(), w => Assert.Equal(1, w, 1e-7));
    }

    [Fact]
    public void It_solves_a_quadratic_of_condition_ten_thousand()
    {
        double[] curvature = [.. Enumerable.Range(0, 50).Select(i => Math.Pow(10, 4.0 * i / 49))];
        var minimizer = new LBfgsMinimizer(new LBfgs(), new Objective(Quadratic), [.. Enumerable.Repeat(1.0, 50)]);

        Run(minimizer, 2000); // the curvatures are spread evenly over four decades: the hardest case for few remembered pairs

        Assert.StartsWith("A minimum is found", minimizer.Finished, StringComparison.Ordinal);
        Assert.All(minimizer.Point.ToArray(), w => Assert.Equal(0, w, 1e-8));

        double Quadratic(ReadOnlySpan<double> w, Span<double> gradient)
        {
            double sum = 0;
            for (int i = 0; i < w.Length; i++)
            {
                gradient[i] = curvature[i] * w[i];
                sum += gradient[i] * w[i] / 2;
            }

            return sum;
        }
    }

    [Fact]
    public void It_finds_the_same_logistic_regression_as_ten_thousand_steps_of_gradient_descent()
    {
        Function loss = LogisticRegression(samples: 200, inputs: 3, penalty: 0.01);
        var minimizer = new LBfgsMinimizer(new LBfgs(), new Objective(loss), new double[3]);
        double[] w = new double[3], gradient = new double[3];
        for (int step = 0; step < 10_000; step++)
        {
            loss(w, gradient);
            for (int i = 0; i < 3; i++) w[i] -= 0.5 * gradient[i];
        }

        int iterations = Run(minimizer, 100);

        Assert.InRange(iterations, 1, 30);
        for (int i = 0; i < 3; i++) Assert.Equal(w[i], minimizer.Point[i], 1e-6);
    }

    [Fact]
    public void The_value_falls_with_every_iteration()
    {
        var minimizer = new LBfgsMinimizer(new LBfgs(), new Objective(Rosenbrock), [-1.2, 1, -1.2, 1]);
        double last = double.PositiveInfinity;

        while (minimizer.Iterate())
        {
            Assert.True(minimizer.Value < last);
            last = minimizer.Value;
        }
    }

    [Fact]
    public void A_minimization_that_is_resumed_takes_the_same_steps()
    {
        double[] start = [-1.2, 1, -1.2, 1, 0.5, 2];
        var settings = new LBfgs { History = 3 };
        var whole = new LBfgsMinimizer(settings, new Objective(Rosenbrock), start);
        for (int pause = 0; pause < 20; pause++)
        {
            var resumed = new LBfgsMinimizer(settings, new Objective(Rosenbrock), new double[start.Length]);
            whole.State.CopyTo(resumed.State);

            Assert.Equal(whole.Iterate(), resumed.Iterate());
            Assert.Equal(whole.State.ToArray(), resumed.State.ToArray());
        }
    }

    [Fact]
    public void A_region_without_values_is_stepped_around()
    {
        // −ln w + w is no number for w ≤ 0 and smallest at 1; the first steps from 20 lead across.
        var minimizer = new LBfgsMinimizer(new LBfgs(), new Objective(Barrier), [20.0]);

        Run(minimizer, 100);

        Assert.Equal(1, minimizer.Point[0], 1e-7);

        static double Barrier(ReadOnlySpan<double> w, Span<double> gradient)
        {
            gradient[0] = 1000 * (1 - (1 / w[0]));
            return 1000 * (w[0] - Math.Log(w[0]));
        }
    }

    [Fact]
    public void It_says_why_it_stops()
    {
        Assert.StartsWith("A minimum is found", Reason((_, gradient) => Flat(gradient, 0, 3)), StringComparison.Ordinal);
        Assert.StartsWith("The loss at the starting point is not finite (NaN)", Reason((_, gradient) => Flat(gradient, 1, double.NaN)), StringComparison.Ordinal);
        Assert.StartsWith("No step makes the loss smaller", Reason((_, gradient) => Flat(gradient, 1, 3)), StringComparison.Ordinal);

        static double Flat(Span<double> gradient, double slope, double value)
        {
            gradient.Fill(slope);
            return value;
        }

        static string? Reason(Function function)
        {
            var minimizer = new LBfgsMinimizer(new LBfgs(), new Objective(function), new double[2]);
            Assert.False(minimizer.Iterate());
            return minimizer.Finished;
        }
    }

    [Fact]
    public void An_iteration_allocates_nothing()
    {
        var minimizer = new LBfgsMinimizer(new LBfgs(), new Objective(Rosenbrock), [.. Enumerable.Repeat(-1.2, 100)]);
        minimizer.Iterate();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) minimizer.Iterate();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Null(minimizer.Finished);
    }

    private static int Run(LBfgsMinimizer minimizer, int most)
    {
        int iterations = 0;
        while (iterations < most && minimizer.Iterate()) iterations++;
        return iterations;
    }

    // Σ 100(w₂ − w₁²)² + (1 − w₁)² over pairs.
    private static double Rosenbrock(ReadOnlySpan<double> w, Span<double> gradient)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i += 2)
        {
            double bend = w[i + 1] - (w[i] * w[i]), distance = 1 - w[i];
            sum += (100 * bend * bend) + (distance * distance);
            gradient[i] = (-400 * bend * w[i]) - (2 * distance);
            gradient[i + 1] = 200 * bend;
        }

        return sum;
    }

    private static Function LogisticRegression(int samples, int inputs, double penalty)
    {
        var random = new RandomStream(1, RandomPurpose.Generation);
        double[] x = [.. Enumerable.Range(0, samples * inputs).Select(i => random.Normal(i))];
        double[] d = [.. Enumerable.Range(0, samples).Select(row => x[row * inputs] + random.Normal(1_000_000 + row) > 0 ? 1.0 : 0)];
        return (w, gradient) =>
        {
            gradient.Clear();
            double sum = 0;
            for (int row = 0; row < samples; row++)
            {
                double z = 0;
                for (int i = 0; i < inputs; i++) z += w[i] * x[(row * inputs) + i];
                sum += Math.Log(1 + Math.Exp(d[row] > 0.5 ? -z : z)) / samples;
                double delta = ((1 / (1 + Math.Exp(-z))) - d[row]) / samples;
                for (int i = 0; i < inputs; i++) gradient[i] += delta * x[(row * inputs) + i];
            }

            for (int i = 0; i < inputs; i++)
            {
                sum += penalty / 2 * w[i] * w[i];
                gradient[i] += penalty * w[i];
            }

            return sum;
        };
    }

    private sealed class Objective(Function function) : IObjective
    {
        public double Evaluate(ReadOnlySpan<double> w, Span<double> gradient) => function(w, gradient);
    }
}
