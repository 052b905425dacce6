using Hillock.Activations;
using Hillock.Initializers;
using Hillock.Kernels;

namespace Hillock.Tests.Initializers;

/// <summary>What every initializer must do; a new one is examined by being registered.</summary>
public class InitializerExam
{
    public static TheoryData<string> Candidates => [.. Initializer.Names];

    [Theory]
    [MemberData(nameof(Candidates))]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others(string name)
    {
        double[] first = Fill(Initializer.Parse(name), 30, 20, seed: 7);

        Assert.Equal(first, Fill(Initializer.Parse(name), 30, 20, seed: 7));
        if (name is not ("zeros" or "constant")) Assert.NotEqual(first, Fill(Initializer.Parse(name), 30, 20, seed: 8));
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Every_number_is_finite_and_none_is_left_out(string name)
    {
        foreach ((int fanIn, int fanOut) in new[] { (1, 1), (1, 9), (9, 1), (5, 3), (3, 5) })
        {
            double[] values = new double[fanIn * fanOut];
            Array.Fill(values, double.NaN);
            Initializer.Parse(name).Fill(values, fanIn, fanOut, Stream(1));
            Assert.All(values, value => Assert.True(double.IsFinite(value)));
        }
    }

    // 60,000 numbers: the sample variance is within 4 standard errors, 4·√((kurtosis − 1)/n) ≤ 2.4 % of the true one; the mean likewise.
    [Theory]
    [InlineData("uniform:0.3", 0.3 * 0.3 / 3)]
    [InlineData("normal", 1.0)]
    [InlineData("normal:0.5", 0.25)]
    [InlineData("glorot_uniform", 2.0 / 500)]
    [InlineData("glorot_normal", 2.0 / 500)]
    [InlineData("he_uniform", 2.0 / 300)]
    [InlineData("he_normal", 2.0 / 300)]
    [InlineData("lecun_uniform", 1.0 / 300)]
    [InlineData("lecun_normal", 1.0 / 300)]
    [InlineData("orthogonal", 1.0 / 300)]
    public void The_variance_is_the_formulas(string name, double variance)
    {
        double[] values = Fill(Initializer.Parse(name), 300, 200, seed: 3);

        Assert.Equal(0, values.Average(), 4 * Math.Sqrt(variance / values.Length));
        Assert.Equal(variance, values.Select(value => value * value).Average(), 0.024 * variance);
    }

    [Theory]
    [InlineData("uniform:0.3", 0.3)]
    [InlineData("glorot_uniform", 0.10954451150103322)] // √(6/500)
    [InlineData("he_uniform", 0.1414213562373095)] // √(6/300)
    [InlineData("lecun_uniform", 0.1)] // √(3/300)
    public void Uniform_numbers_fill_the_interval(string name, double limit)
    {
        double[] values = Fill(Initializer.Parse(name), 300, 200, seed: 3);

        Assert.InRange(values.Max(), 0.999 * limit, limit);
        Assert.InRange(values.Min(), -limit, -0.999 * limit);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(60, 25)]
    [InlineData(25, 60)]
    public void Orthogonal_matrices_have_orthonormal_columns_or_rows_times_the_gain(int rows, int columns)
    {
        double[] w = Fill(new Orthogonal(2), rows, columns, seed: 5);
        bool tall = rows >= columns;
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        double At(int vector, int k) => tall ? w[(k * columns) + vector] : w[(vector * columns) + k];

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                Assert.Equal(i == j ? 4 : 0, Enumerable.Range(0, length).Sum(k => At(i, k) * At(j, k)), 1e-12);
        }
    }

    [Theory]
    [InlineData("glorot", "glorot_uniform")]
    [InlineData("he", "he_normal")]
    [InlineData("lecun", "lecun_normal")]
    public void Short_names_mean_what_the_papers_propose(string alias, string name) =>
        Assert.Equal(Initializer.Parse(name), Initializer.Parse(alias));

    [Theory]
    [InlineData("relu", "he_normal")]
    [InlineData("sigmoid", "glorot_uniform")]
    [InlineData("tanh", "glorot_uniform")]
    [InlineData("softmax", "glorot_uniform")]
    [InlineData("linear", "glorot_uniform")]
    public void Auto_picks_by_activation_and_the_others_stay(string activation, string name)
    {
        Assert.Equal(name, Initializer.Auto.For(Activation.Parse(activation)).Name);
        Assert.Equal("normal", Initializer.Parse("normal").For(Activation.Parse(activation)).Name);
    }

    [Fact]
    public void Constants_are_constant()
    {
        Assert.All(Fill(Initializer.Parse("constant:0.25"), 4, 5, 1), value => Assert.Equal(0.25, value));
        Assert.All(Fill(Initializer.Parse("zeros"), 4, 5, 1), value => Assert.Equal(0, value));
    }

    private static double[] Fill(Initializer initializer, int fanIn, int fanOut, long seed)
    {
        double[] values = new double[fanIn * fanOut];
        initializer.Fill(values, fanIn, fanOut, Stream(seed));
        return values;
    }

    private static RandomStream Stream(long seed) => new(seed, RandomPurpose.Initialization);
}
