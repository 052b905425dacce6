using Hillock.Kernels;
using Hillock.Optimizers;

namespace Hillock.Tests.Optimizers;

public class PerceptronRuleTests
{
    private static readonly double[][] Corners = [[0, 0], [0, 1], [1, 0], [1, 1]];

    [Theory]
    [InlineData(new double[] { 0, 0, 0, 1 })] // AND
    [InlineData(new double[] { 0, 1, 1, 1 })] // OR
    [InlineData(new double[] { 1, 1, 1, 0 })] // NAND
    [InlineData(new double[] { 1, 0, 0, 0 })] // NOR
    [InlineData(new double[] { 1, 1, 1, 1 })] // always
    public void It_learns_every_gate_that_a_plane_can_separate(double[] wanted)
    {
        var rule = new PerceptronRule(new double[2], new double[1], rate: 1);

        Run(rule, Corners, wanted, most: 100);

        Assert.True(rule.Separates);
        Assert.Null(rule.Cycle);
        for (int row = 0; row < 4; row++)
        {
            double z = (rule.Weights[0] * Corners[row][0]) + (rule.Weights[1] * Corners[row][1]) + rule.Biases[0];
            Assert.Equal(wanted[row], z >= 0 ? 1 : 0);
        }
    }

    [Fact]
    public void On_XOR_it_sees_the_weights_come_back()
    {
        double[] xor = [0, 1, 1, 0];
        var rule = new PerceptronRule(new double[2], new double[1], rate: 1);

        Run(rule, Corners, xor, most: 1000);

        Assert.False(rule.Separates);
        int cycle = Assert.NotNull(rule.Cycle);
        double[] weights = [.. rule.Weights, .. rule.Biases];
        for (int pass = 1; pass <= cycle; pass++)
        {
            Pass(rule, Corners, xor);
            Assert.Equal(pass == cycle, weights.AsSpan().SequenceEqual([.. rule.Weights, .. rule.Biases]));
        }
    }

    [Fact]
    public void A_longer_cycle_is_seen_with_its_true_length()
    {
        // One input 1 with both answers, η = 1 from weights far off: the weights move for a while and then alternate within a pass.
        double[][] x = [[1], [2], [3], [1]];
        double[] d = [1, 0, 1, 0];
        var rule = new PerceptronRule([-40.0], [3.0], rate: 1);

        Run(rule, x, d, most: 10_000);

        int cycle = Assert.NotNull(rule.Cycle);
        double[] weights = [.. rule.Weights, .. rule.Biases];
        for (int pass = 1; pass <= cycle; pass++)
        {
            Pass(rule, x, d);
            Assert.Equal(pass == cycle, weights.AsSpan().SequenceEqual([.. rule.Weights, .. rule.Biases]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_makes_no_more_mistakes_than_the_bound_of_Novikoff(long seed)
    {
        // Points with a margin around the plane u·x + b = 0, ‖(u, b)‖ = 1: at most (R/γ)² mistakes, R and γ with the 1 for the bias.
        double[] plane = [0.48, -0.64, 0.6];
        var random = new RandomStream(seed, RandomPurpose.Generation);
        double Side(double[] x) => (plane[0] * x[0]) + (plane[1] * x[1]) + plane[2];
        double[][] points = [.. Enumerable.Range(0, 400).Select(i => new[] { 4 * random.Uniform(2 * i) - 2, 4 * random.Uniform((2 * i) + 1) - 2 })
            .Where(x => Math.Abs(Side(x)) > 0.05)];
        double[] wanted = [.. points.Select(x => Side(x) >= 0 ? 1.0 : 0)];
        double gamma = points.Min(x => Math.Abs(Side(x)));
        double largest = points.Max(x => (x[0] * x[0]) + (x[1] * x[1]) + 1);
        var rule = new PerceptronRule(new double[2], new double[1], rate: 1);

        int mistakes = 0;
        while (!rule.Separates) mistakes += Pass(rule, points, wanted);

        Assert.InRange(mistakes, 1, largest / (gamma * gamma));
    }

    [Fact]
    public void The_rate_only_scales_what_is_learned_from_zero()
    {
        double[] and = [0, 0, 0, 1];
        var one = new PerceptronRule(new double[2], new double[1], rate: 1);
        var quarter = new PerceptronRule(new double[2], new double[1], rate: 0.25);

        Run(one, Corners, and, 100);
        Run(quarter, Corners, and, 100);

        Assert.Equal(one.Passes, quarter.Passes);
        Assert.Equal(one.Weights.ToArray(), quarter.Weights.ToArray().Select(w => 4 * w));
    }

    [Fact]
    public void Several_units_learn_each_for_itself()
    {
        double[] and = [0, 0, 0, 1], or = [0, 1, 1, 1];
        var both = new PerceptronRule(new double[4], new double[2], rate: 1);
        while (!both.Separates)
        {
            for (int row = 0; row < 4; row++) both.Learn(Corners[row], [and[row], or[row]]);
            both.EndPass();
        }

        var alone = new PerceptronRule(new double[2], new double[1], rate: 1);
        Run(alone, Corners, and, 100);
        Assert.Equal(alone.Weights.ToArray(), new[] { both.Weights[0], both.Weights[2] });
    }

    [Fact]
    public void A_threshold_takes_the_part_of_the_bias()
    {
        var rule = new PerceptronRule([1.0, 1.0], [0.0], rate: 1, threshold: 2);

        Run(rule, Corners, [0, 0, 0, 1], 1);

        Assert.True(rule.Separates);
    }

    [Fact]
    public void Learning_that_is_resumed_goes_on_the_same()
    {
        double[] xor = [0, 1, 1, 0];
        var whole = new PerceptronRule(new double[2], new double[1], rate: 1);
        for (int pass = 0; pass < 12; pass++)
        {
            var resumed = new PerceptronRule(new double[2], new double[1], rate: 1);
            whole.State.CopyTo(resumed.State);
            Pass(whole, Corners, xor);
            Pass(resumed, Corners, xor);
            Assert.Equal(whole.State.ToArray(), resumed.State.ToArray());
        }
    }

    private static void Run(PerceptronRule rule, double[][] x, double[] d, int most)
    {
        while (rule.Passes < most && !rule.Separates && rule.Cycle is null) Pass(rule, x, d);
    }

    private static int Pass(PerceptronRule rule, double[][] x, double[] d)
    {
        for (int row = 0; row < x.Length; row++) rule.Learn(x[row], [d[row]]);
        rule.EndPass();
        return rule.Mistakes;
    }
}
