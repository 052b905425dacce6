using FsCheck;
using FsCheck.Fluent;
using Hillock.Expressions;

namespace Hillock.Tests.Expressions;

public class FormulaTests
{
    [Theory]
    [InlineData("1 + 2*3", 7)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("(-2)^2", 4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("7 - 2 - 1", 4)]
    [InlineData("8/4/2", 1)]
    [InlineData("8/4*2", 4)]
    [InlineData("+-+-3", 3)]
    [InlineData(".5 + 1.", 1.5)]
    [InlineData("1e-3 + 2E2", 200.001)]
    [InlineData("sin(pi/2) + cos(0) + tan(0) + exp(0) + log(e) + sqrt(4) + abs(-1) + tanh(0)", 7)]
    [InlineData("2*pi", 2 * Math.PI)]
    public void A_formula_is_worth_what_mathematics_says(string text, double expected)
    {
        var formula = Formula.Parse(text);
        Assert.Empty(formula.Variables);
        Assert.Equal(expected, formula.Evaluate(), 1e-15 * Math.Max(1, Math.Abs(expected)));
    }

    [Fact]
    public void Variables_are_in_order_of_first_appearance()
    {
        var formula = Formula.Parse("y/x_2 - sin(y*z)");
        Assert.Equal(["y", "x_2", "z"], formula.Variables);
        Assert.Equal((6.0 / 2) - Math.Sin(6 * 5), formula.Evaluate(6, 2, 5));
        Assert.Throws<ArgumentException>(() => formula.Evaluate(1, 2));
    }

    [Theory]
    [InlineData("", "The expression is empty")]
    [InlineData("2x", "Between 2 and x an operator is missing; a product is 2*x.\n  2x\n   ^")]
    [InlineData("2 sin(x)", "a product is 2*sin")]
    [InlineData("x y", "not 'y'.\n  x y\n    ^")]
    [InlineData("sin x", "stands in parentheses: sin(x).\n  sin x\n  ^")]
    [InlineData("1 + cso(x)", "There is no function 'cso'. Did you mean 'cos'?\n  1 + cso(x)\n      ^")]
    [InlineData("f(x)", "There is no function 'f'. There are: sin, cos")]
    [InlineData("1/", "Here a number, a name or '(' is expected, not the end.\n  1/\n    ^")]
    [InlineData("sin()", "not ')'.\n  sin()\n      ^")]
    [InlineData("(x", "This parenthesis is not closed.\n  (x\n  ^")]
    [InlineData("x)", "This parenthesis closes nothing.")]
    [InlineData("x % 2", "'%' means nothing here; the signs are + - * / ^ ( ).")]
    [InlineData("1e999", "too large")]
    public void A_mistake_is_shown_with_a_caret_under_its_place(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Formula.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("(", 201)]
    [InlineData("sin(", 201)]
    [InlineData("-", 201)]
    [InlineData("2^", 201)]
    [InlineData("x+", 1001)]
    [InlineData("x/", 1001)]
    public void Depth_is_bounded(string piece, int times) =>
        Assert.Matches("pieces stand within|hang on each other", Assert.Throws<ArgumentException>(() => Formula.Parse(string.Concat(Enumerable.Repeat(piece, times)) + "x")).Message);

    [Fact]
    public void Any_formula_reads_the_same_when_it_is_written_again() =>
        Prop.ForAll(RandomFormula.Any.ToArbitrary(), text =>
        {
            var formula = Formula.Parse(text);
            Assert.Equal($"{formula.Root}", $"{Formula.Parse($"{formula.Root}").Root}");
            double[] point = [.. formula.Variables.Select((_, i) => 0.3 + i)];
            Assert.Equal(formula.Evaluate(point), Formula.Parse($"{formula.Root}").Evaluate(point));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_there_is_no_value_the_part_that_has_none_is_named()
    {
        var formula = Formula.Parse("1 + x*log(y - 2)");
        Assert.Equal("log(y - 2) is not a number at x = 3, y = 1", formula.Fault([3, 1]));
        Assert.Equal("log(y - 2) is infinite at x = 3, y = 2", formula.Fault([3, 2]));
        Assert.Null(formula.Fault([3, 4]));
    }
}
