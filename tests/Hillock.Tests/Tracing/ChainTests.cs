using System.Numerics;
using Hillock.Tracing;

namespace Hillock.Tests.Tracing;

public class ChainTests
{
    // The lecture's example, and the longer one.
    [Theory]
    [InlineData("y = 3*x - 2; z = y^2", "x=2", null, 24)]
    [InlineData("x = 5*v - 2; y = 3*x - 2; z = y^2", "v=0.8", null, 120)]
    [InlineData("x = 5*v - 2; y = 3*x - 2; z = y^2", "v=0.8", "x", 24)]
    [InlineData("x = 5*v - 2; y = 3*x - 2; z = y^2", "v=0.8", "y", 8)]
    public void The_numbers_of_the_lecture_come_out(string text, string at, string? by, double expected)
    {
        ChainDerivative result = Chain.Parse(text).Differentiate(Point(at), by: by);

        Assert.Equal(expected, result.Derivative, 1e-12);
        Assert.Equal(expected, result.Numeric!.Value, 1e-6);
        Assert.Equal(expected, result.Expansion!.Value, 1e-12);
        Assert.Equal((4, 16), (result.Values.Single(value => value.Name == "y").Value, result.Values.Single(value => value.Name == "z").Value));
    }

    [Fact]
    public void Every_factor_has_its_expression_and_its_value()
    {
        ChainDerivative result = Chain.Parse("y = 3*x - 2; z = y^2").Differentiate(Point("x=2"));

        Assert.Equal([new ChainFactor("z", "y", "2*y", 8), new ChainFactor("y", "x", "3", 3)], result.Factors);
        Assert.Equal(("9*x^2 - 12*x + 4", "18*x - 12"), (result.Expansion!.Formula, result.Expansion.Derivative));
        Assert.Equal(["z", "y"], result.Paths.Single().Factors.Select(factor => factor.Of));
    }

    // J = ½(y − ŷ)²: the lecture's single neuron, D7.
    [Theory]
    [InlineData("w1", 0.059540168117484034)]
    [InlineData("w2", 0.060730971479833716)]
    [InlineData("a", 0.4936318924705234)]
    public void A_neuron_is_a_chain(string by, double expected)
    {
        var chain = Chain.Parse("s = w1*x1 + w2*x2; a = 1/(1 + exp(-s)); J = (0.1 - a)^2/2");

        ChainDerivative result = chain.Differentiate(Point("x1=0.5,x2=0.51,w1=0.35,w2=0.4"), by: by);

        Assert.Equal(expected, result.Derivative, 1e-12);
        Assert.Equal(by == "a", result.Expansion is not null); // a parabola in a, but not in the weights
    }

    [Fact]
    public void A_name_used_twice_gives_a_sum_over_paths()
    {
        ChainDerivative result = Chain.Parse("a = x^2; b = a*x; c = a*b + x").Differentiate(Point("x=3"));

        // c = x⁵ + x
        Assert.Equal(5 * 81 + 1, result.Derivative, 1e-9);
        Assert.Equal(4, result.PathCount);
        Assert.Equal(result.Derivative, result.Paths.Sum(path => path.Value), 1e-9);
        Assert.Equal("x^5 + x", result.Expansion!.Formula);
    }

    [Fact]
    public void A_thousand_million_paths_are_summed_backward()
    {
        string text = "a1 = x" + string.Concat(Enumerable.Range(1, 30).Select(i => $"; b{i} = a{i}/2; a{i + 1} = a{i}/2 + b{i}"));

        ChainDerivative result = Chain.Parse(text).Differentiate(Point("x=7"));

        Assert.Equal(BigInteger.Pow(2, 30), result.PathCount);
        Assert.Equal(1, result.Derivative);
        Assert.Equal(8, result.Paths.Count);
        Assert.Equal(61, result.Values.Count - 1);
    }

    [Fact]
    public void What_does_not_depend_has_the_slope_0()
    {
        ChainDerivative result = Chain.Parse("y = 3*x; z = 2*w").Differentiate(Point("x=1,w=2"), of: "z", by: "x");

        Assert.Equal((0, 0), (result.Derivative, result.Numeric));
        Assert.Empty(result.Factors);
        Assert.Equal(0, result.PathCount);
    }

    [Fact]
    public void Near_the_edge_of_what_is_defined_the_difference_takes_a_smaller_step()
    {
        ChainDerivative result = Chain.Parse("y = x*log(x)").Differentiate(Point("x=1e-7"));

        Assert.Equal(Math.Log(1e-7) + 1, result.Derivative, 1e-12);
        Assert.Equal(result.Derivative, result.Numeric!.Value, 1e-6);
        Assert.True(result.Step < 1e-7);
    }

    [Fact]
    public void At_the_edge_itself_there_is_no_difference()
    {
        ChainDerivative result = Chain.Parse("y = x^1.5").Differentiate(Point("x=0"));

        Assert.Equal((0, null), (result.Derivative, result.Numeric));
    }

    [Theory]
    [InlineData("y = z; z = x", "'z' is used before it is defined: let 'z = …' come before 'y = …'.\n  y = z; z = x\n      ^")]
    [InlineData("y = x + y", "'y' is defined by itself: y uses y.")]
    [InlineData("a = c; b = a; c = b*x", "'a' is defined by itself: a uses c, c uses b, b uses a.")]
    [InlineData("y = x; y = 2", "'y' is defined twice.\n  y = x; y = 2\n         ^")]
    [InlineData("pi = x", "'pi' is a constant")]
    [InlineData("sin = x", "'sin' is a function")]
    [InlineData(" ", "The chain is empty")]
    [InlineData("3*x", "Here a name and '='")]
    [InlineData("y 3*x", "Here '=' after the name 'y' is expected, not '3'.\n  y 3*x\n    ^")]
    [InlineData("y = 3*x = 4", "Here an operator, ';' or the end is expected, not '='.")]
    [InlineData("y = ; z = 3", "not ';'.\n  y = ; z = 3\n      ^")]
    [InlineData("y = 2x", "an operator is missing")]
    [InlineData("y = x;; z = y", "not ';'")]
    public void A_chain_that_is_none_is_shown_with_a_caret(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Chain.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("y = 1/(x - 2)", "x=2", "y = 1/(x - 2) has no value at x = 2: 1/(x - 2) divides by zero.")]
    [InlineData("y = log(x); z = y^2", "x=-1", "log(x) is the logarithm of the negative number -1")]
    [InlineData("y = sqrt(x)", "x=-4", "the square root of the negative number -4")]
    [InlineData("y = x^0.5", "x=-4", "a broken power of the negative number -4")]
    [InlineData("y = x^-1", "x=0", "divides by zero")]
    [InlineData("y = exp(x)", "x=1000", "too large for a number")]
    [InlineData("y = abs(x)", "x=0", "cannot be differentiated by x at x = 0: its derivative is x/abs(x)")]
    [InlineData("y = sqrt(x)", "x=0", "cannot be differentiated by x at x = 0")]
    [InlineData("y = 1e200*x; z = 1e200*y", "x=1e-300", "dz/dx overflows at x = 1E-300")]
    [InlineData("y = 3*x", "", "'x' has no value: say at which point")]
    [InlineData("y = 3*x", "x=1,w=2", "There is no variable 'w'")]
    [InlineData("y = 3*x; z = y", "x=1,y=2", "'y' is computed by the chain: only x can be given.")]
    [InlineData("y = 3*x*w", "x=1,w=2", "variables x, w: say by which")]
    [InlineData("y = 3", "", "no variable")]
    public void Where_there_is_no_derivative_a_sentence_says_why(string text, string at, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Chain.Parse(text).Differentiate(Point(at))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("z", "q", "There is no name 'q'")]
    [InlineData("zz", null, "There is no link 'zz'")]
    [InlineData("x", null, "'x' is given, not computed")]
    [InlineData("y", "y", "differentiated by itself")]
    public void A_name_that_cannot_be_asked_for_is_told(string of, string? by, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Chain.Parse("y = 3*x; z = y^2").Differentiate(Point("x=1"), of, by)).Message, StringComparison.Ordinal);

    [Fact]
    public void Length_and_depth_are_bounded()
    {
        string links = string.Join(';', Enumerable.Range(0, 1001).Select(i => $"a{i}=1"));
        string product = "y = " + string.Join('*', Enumerable.Repeat("(x+1)", 900));

        Assert.Contains("a chain has at most 1,000", Assert.Throws<ArgumentException>(() => Chain.Parse(links)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 10,000 characters", Assert.Throws<ArgumentException>(() => Chain.Parse(new string('x', 10_001))).Message, StringComparison.Ordinal);
        Assert.Contains("split the link", Assert.Throws<ArgumentException>(() => Chain.Parse(product).Differentiate(Point("x=0"))).Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, double> Point(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(sides => sides[0], sides => double.Parse(sides[1]), StringComparer.Ordinal);
}
