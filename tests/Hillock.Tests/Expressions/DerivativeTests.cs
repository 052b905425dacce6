using FsCheck;
using FsCheck.Fluent;
using Hillock.Expressions;

namespace Hillock.Tests.Expressions;

public class DerivativeTests
{
    [Theory]
    [InlineData("7", "0")]
    [InlineData("x", "1")]
    [InlineData("3*x - 2", "3")]
    [InlineData("x^2", "2*x")]
    [InlineData("x*x", "2*x")]
    [InlineData("-x^2", "-2*x")]
    [InlineData("x^3/3", "x^2")]
    [InlineData("4*x^3 - 2*x + 1", "12*x^2 - 2")]
    [InlineData("(3*x - 2)^2", "6*(3*x - 2)")]
    [InlineData("(1 - x)^2/2", "x - 1")]
    [InlineData("x^2.2", "2.2*x^1.2")]
    [InlineData("x^(1/2)", "0.5*x^-0.5")]
    [InlineData("x^(1/3)", "x^(1/3 - 1)/3")]
    [InlineData("x^pi", "pi*x^(pi - 1)")]
    [InlineData("1/x", "-1/x^2")]
    [InlineData("x/y", "1/y")]
    [InlineData("y/x", "-y/x^2")]
    [InlineData("2*pi*x", "2*pi")]
    [InlineData("sin(2*pi*x)", "2*pi*cos(2*pi*x)")]
    [InlineData("sin(x^2)", "2*x*cos(x^2)")]
    [InlineData("cos(x)", "-sin(x)")]
    [InlineData("tan(x)", "1 + tan(x)^2")]
    [InlineData("exp(-x)", "-exp(-x)")]
    [InlineData("exp(x)*y", "exp(x)*y")]
    [InlineData("e^x", "e^x")]
    [InlineData("2^x", "2^x*log(2)")]
    [InlineData("x^x", "x^x*(log(x) + 1)")]
    [InlineData("log(x)", "1/x")]
    [InlineData("x*log(x)", "log(x) + 1")]
    [InlineData("sqrt(x)", "0.5/sqrt(x)")]
    [InlineData("sqrt(x^2 + 1)", "x/sqrt(x^2 + 1)")]
    [InlineData("abs(x)", "x/abs(x)")]
    [InlineData("tanh(x)", "1 - tanh(x)^2")]
    [InlineData("1/(1 + exp(-x))", "exp(-x)/(1 + exp(-x))^2")]
    [InlineData("x*y*z", "y*z")]
    [InlineData("y*x*z", "y*z")]
    [InlineData("y - (x - 3)", "-1")]
    [InlineData("x/2 + x/2", "1")]
    public void A_derivative_reads_as_a_person_would_write_it(string formula, string expected)
    {
        (FormulaNode root, IReadOnlyList<string> names) = FormulaParser.Parse("0*x + " + formula);

        Assert.Equal(expected, $"{root.Derivative(Index(names, "x"))}");
    }

    [Fact]
    public void The_derivative_of_any_formula_is_its_slope() => Prop.ForAll(RandomFormula.Any.ToArbitrary(), text =>
    {
        (FormulaNode root, IReadOnlyList<string> names) = FormulaParser.Parse(text);
        double[] point = [.. names.Select((_, i) => 0.7 + (0.4 * i))];
        for (int i = 0; i < names.Count; i++)
        {
            if (Slope(root, point, i) is not { } slope) continue;
            FormulaNode derivative = root.Derivative(i);
            if (derivative.PartWithoutValue(point) is not null) continue; // at a corner, or 0^x: there the rules say nothing, and a chain says so
            Assert.True(Math.Abs(derivative.Evaluate(point) - slope) <= 1e-4 * (1 + Math.Abs(slope)), $"∂/∂{names[i]} {text} is {derivative} = {derivative.Evaluate(point)}, not {slope}");
            Assert.Equal($"{derivative}", $"{Formula.Parse($"{derivative}").Root}");
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("(3*x - 2)^2", "9*x^2 - 12*x + 4", "18*x - 12")]
    [InlineData("(x + 1)*(x - 1)", "x^2 - 1", "2*x")]
    [InlineData("x - x + 5", "5", "0")]
    [InlineData("-(x/2)^3", "-0.125*x^3", "-0.375*x^2")]
    [InlineData("0.1*x + 0.2*x", "0.3*x", "0.3")]
    [InlineData("sin(0)*x + 2^-1", "0.5", "0")]
    public void A_polynomial_is_multiplied_out(string formula, string expanded, string derivative)
    {
        var polynomial = Polynomial.Of(FormulaParser.Parse(formula).Root, [Polynomial.Variable])!;

        Assert.Equal((expanded, derivative), ($"{polynomial.ToFormula("x")}", $"{polynomial.Derivative.ToFormula("x")}"));
    }

    [Theory]
    [InlineData("1/x")]
    [InlineData("sin(x)")]
    [InlineData("2^x")]
    [InlineData("x^0.5")]
    [InlineData("x^21")]
    [InlineData("(x + 1)^11*(x - 1)^10")]
    [InlineData("x/0")]
    [InlineData("1e300*1e300*x")]
    public void What_is_no_polynomial_of_a_degree_worth_reading_is_not_multiplied_out(string formula) =>
        Assert.Null(Polynomial.Of(FormulaParser.Parse(formula).Root, [Polynomial.Variable]));

    private static int Index(IReadOnlyList<string> names, string name) => names.Index().First(known => known.Item == name).Index;

    // The slope if it can be trusted: two steps of different size give the same, and the formula is tame there.
    private static double? Slope(FormulaNode root, double[] point, int variable)
    {
        double coarse = Difference(1e-4), fine = Difference(1e-5);
        bool isTame = Math.Abs(root.Evaluate(point)) < 1e4 && Math.Abs(fine) < 1e4 && Math.Abs(coarse - fine) <= 1e-5 * (1 + Math.Abs(fine));
        return isTame ? fine : null;

        double Difference(double h) => (At(h) - At(-h)) / (2 * h);
        double At(double move)
        {
            double[] moved = [.. point];
            moved[variable] += move;
            return root.Evaluate(moved);
        }
    }
}
