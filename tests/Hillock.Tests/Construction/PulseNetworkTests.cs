using FsCheck;
using FsCheck.Fluent;
using Hillock.Construction;
using Hillock.Expressions;
using Hillock.Kernels;
using Hillock.Tests.Expressions;

namespace Hillock.Tests.Construction;

public class PulseNetworkTests
{
    [Fact]
    public void Two_threshold_units_make_a_square_pulse()
    {
        // Three pulses of 2x + 1 from 0 to 3: heights 2, 4, 6 in the middles; the unit that ends one begins the next.
        ConstructedNetwork pulses = PulseNetwork.Build(Formula.Parse("2*x + 1"), [0], [3], 3);

        Assert.Equal([3, 1], pulses.Units);
        Assert.Equal([1, 1, 1], pulses.Model.Parameter("dense_1.weights"));
        Assert.Equal([0, -1, -2], pulses.Model.Parameter("dense_1.bias"));
        Assert.Equal([2, 2, 2], pulses.Model.Parameter("dense_2.weights"));
        Assert.Equal([0, 2, 2, 4, 4, 6, 6], ((double[])[-0.1, 0, 0.9, 1, 1.9, 2, 3]).Select(x => pulses.Model.Predict([x]).Value));
        Verification verification = pulses.Verify();
        Assert.Equal(1, verification.Bound!.Value, 1e-12); // ½·1·2
        Assert.InRange(verification.MaxError!.Value, 0.999, verification.Bound.Value);
    }

    [Fact]
    public void The_error_falls_as_1_over_units_below_its_bound()
    {
        var sine = Formula.Parse("sin(2*pi*x)");
        foreach (int units in (int[])[20, 200, 2000])
        {
            ConstructedNetwork pulses = PulseNetwork.Build(sine, [0], [1], units);
            Verification verification = pulses.Verify();

            Assert.Equal([units, 1], pulses.Units);
            Assert.True(verification.Holds);
            Assert.InRange(verification.Bound!.Value, 0.99 * Math.PI / units, 1.001 * Math.PI / units); // ½·(1/units)·2π
            Assert.InRange(verification.MaxError!.Value, 0.99 * Math.PI / units, verification.Bound.Value);
        }
    }

    [Fact]
    public void Of_two_inputs_fields_are_ANDs_of_half_planes()
    {
        ConstructedNetwork pulses = PulseNetwork.Build(Formula.Parse("x*y"), [0, 1], [1, 3], 100);

        Assert.Equal([18, 81, 1], pulses.Units); // 2·9 + 9² is the most that fits
        Verification verification = pulses.Verify();
        Assert.True(verification.Holds);
        Assert.Equal((3.0 / 18) + (1.0 * 2 / 18), verification.Bound!.Value, 0.03); // ½(1/9·max|y| + 2/9·max|x|), rounded up within each field
        Assert.Equal(0.5 * 2, pulses.Model.Predict([0.5, 2]).Value, verification.Bound.Value);
    }

    [Fact]
    public void No_point_of_any_function_is_further_off_than_the_bound() =>
        Prop.ForAll(RandomFormula.Any.ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (text, units, seed) =>
        {
            var formula = Formula.Parse(text);
            ConstructedNetwork pulses;
            try
            {
                pulses = PulseNetwork.Build(formula, [0.25], [1.5], units + 2);
            }
            catch (ArgumentException)
            {
                return; // no variable, a pole, a logarithm of less than 0
            }

            double bound = double.Parse(pulses.Description.Split("off by ")[1].Split(' ')[0]) * 1.01;
            var random = new RandomStream(seed, RandomPurpose.Generation);
            for (int i = 0; i < 100; i++)
            {
                double[] point = [.. formula.Variables.Select((_, j) => 0.25 + (1.25 * random.Uniform((2 * i) + j)))];
                Assert.InRange(Math.Abs(pulses.Model.Predict(point).Value - formula.Evaluate(point)), 0, bound);
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("sqrt(x)", 0, 1)] // infinitely steep at 0, but not far from its pulse
    [InlineData("abs(x)", -1, 1)]
    [InlineData("x^3 - x", -2, 2)]
    [InlineData("7*x^0", 0, 1)]
    [InlineData("exp(-x^2)", -1e6, 1e6)]
    public void The_bound_holds_where_a_slope_is_infinite_missing_or_0(string text, double from, double to) =>
        Assert.True(PulseNetwork.Build(Formula.Parse(text), [from], [to], 100).Verify().Holds);

    [Theory]
    [InlineData("3", 0, 1, 10, "'3' has no variable")]
    [InlineData("x + y + z", 0, 1, 10, "'x + y + z' has 3 variables (x, y, z)")]
    [InlineData("x", 0, 1, 0, "1 to 20,000 hidden units, not 0")]
    [InlineData("x*y", 0, 1, 2, "3 to 20,000 hidden units, not 2")]
    [InlineData("x", 0, 1, 20_001, "1 to 20,000 hidden units, not 20,001")]
    [InlineData("x", 1, 1, 10, "x goes from 1 to 1: the first must be less")]
    [InlineData("x", 0, double.PositiveInfinity, 10, "x goes from 0 to")]
    [InlineData("x", 1, 1.000000000000001, 10, "no room for 10 pulses")]
    [InlineData("log(x - 3)", 0, 1, 10, "log(x - 3) is not a number at x = 0.05")]
    [InlineData("1/x", -1, 1, 10, "1/x cannot be bounded near x = ")]
    [InlineData("1/(x - 0.5)", 0, 1, 1, "1/(x - 0.5) is infinite at x = 0.5")]
    [InlineData("tan(pi*x)", 0, 1, 10, "cannot be bounded near x = 0.5")]
    public void What_pulses_cannot_follow_is_told(string text, double from, double to, int units, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => PulseNetwork.Build(Formula.Parse(text), [from], [to], units)).Message, StringComparison.Ordinal);

    [Fact]
    public void Ends_are_given_once_or_for_each_variable() =>
        Assert.Contains("3 numbers are given for the ends of 2 variables", Assert.Throws<ArgumentException>(() => PulseNetwork.Build(Formula.Parse("x*y"), [0, 0, 0], [1], 10)).Message, StringComparison.Ordinal);
}
