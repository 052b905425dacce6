using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class ChainLesson() : Lesson("D3", "The chain rule")
{
    private const double Step = 1e-6;

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("How fast does $z$ change with $x$, if $z$ depends on $y$ and $y$ on $x$? Each link passes changes on, multiplied by its own derivative:");
        yield return new Formulas(@"\frac{dz}{dx} = \frac{dz}{dy} \cdot \frac{dy}{dx}");
        const string two = "y = 3*x - 2; z = y^2", three = "x = 5*v - 2; y = 3*x - 2; z = y^2";
        ChainDerivative short2 = Differentiate(two, "x", 2);
        yield return new Prose($"Take `{two}` at $x = 2$.");
        yield return Values(short2);
        yield return Factors(short2);
        yield return new Check($"$dz/dx$ = {string.Join(" · ", short2.Factors.Select(factor => $"{factor.Value}"))} = {short2.Derivative}.", IsNear(short2.Derivative, 24) && IsNear(short2.Factors[0].Value, 8) && IsNear(short2.Factors[1].Value, 3));

        ChainExpansion expansion = short2.Expansion!;
        yield return new Prose("The same function, multiplied out, has no links, and the same derivative:");
        yield return new Formulas($"z &= {expansion.Formula.Replace("*", "", StringComparison.Ordinal)}", $@"\frac{{dz}}{{dx}} &= {expansion.Derivative.Replace("*", "", StringComparison.Ordinal)} = {expansion.Value} \text{{ at }} x = 2");
        yield return new Check("$9x^2 - 12x + 4$ has the derivative $18x - 12$, which is 24 there.", expansion.Formula == "9*x^2 - 12*x + 4" && expansion.Derivative == "18*x - 12" && IsNear(expansion.Value, 24));
        double difference = (Z(2 + Step) - Z(2 - Step)) / (2 * Step);
        yield return new Check($"So does a small step to both sides: (z(2.000001) − z(1.999999)) / 0.000002 = {difference:F6}.", Math.Abs(difference - 24) < 1e-6);

        ChainDerivative long3 = Differentiate(three, "v", 0.8);
        yield return new Prose($"A longer chain has one factor more: `{three}` at $v = 0.8$, where $x$ is 2 again.");
        yield return Values(long3);
        yield return Factors(long3);
        yield return new Check($"$dz/dv$ = {string.Join(" · ", long3.Factors.Select(factor => $"{factor.Value}"))} = {long3.Derivative}.", IsNear(long3.Derivative, 120) && IsNear(long3.Values[1].Value, 2));
        yield return new Prose("Backpropagation is this rule, with the layers as links and matrices as factors: lesson D4.");
        yield return new Try("Any chain", "Type expressions of your own: every factor is shown in symbols and as a number.", $"hillock chain '{three}' --at v=0.8");
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [TwoLinks, ThreeLinks];

    private static Exercise TwoLinks(Draw draw)
    {
        int a = draw.Pick(-3, -2, 2, 3, 4, 5), b = draw.Integer(-5, 5), power = draw.Integer(2, 3), x = draw.Integer(-2, 3);
        string inner = Numeral.Times(a, "x") + Numeral.Plus(b);
        ChainDerivative chain = Differentiate($"y = {a}*x + ({b}); z = y^{power}", "x", x);
        return new Exercise(
            [new Prose($"$y = {inner}$ and $z = y^{power}$, at $x = {x}$. Give $y$, $dz/dy$, $dy/dx$ and $dz/dx$.")],
            new NumberAnswer(
                new Quantity("y", Value(chain, "y")),
                new Quantity("dz/dy", chain.Factors[0].Value) { Slips = [new Slip(power * Math.Pow(x, power - 1), "The outer derivative is taken at $y$, not at $x$.")] },
                new Quantity("dy/dx", chain.Factors[1].Value),
                new Quantity("dz/dx", chain.Derivative)),
            $"The derivative of $y^{power}$ is ${power} y{(power == 3 ? "^2" : "")}$; multiply by what the inner one gives.",
            [
                new Formulas(
                    $@"y &= {Value(chain, "y")}",
                    $@"\frac{{dz}}{{dy}} &= {power} y{(power == 3 ? "^2" : "")} = {chain.Factors[0].Value}",
                    $@"\frac{{dy}}{{dx}} &= {a}",
                    $@"\frac{{dz}}{{dx}} &= {Numeral.Factor(chain.Factors[0].Value)} \cdot {Numeral.Factor(a)} = {chain.Derivative}"),
            ])
        { Given = new Dictionary<string, double> { ["a"] = a, ["b"] = b, ["power"] = power, ["x"] = x } };
    }

    private static Exercise ThreeLinks(Draw draw)
    {
        int c = draw.Integer(2, 5), d = draw.Integer(-3, 3), a = draw.Pick(-2, 2, 3), b = draw.Integer(-4, 4), v = draw.Integer(-1, 2);
        ChainDerivative chain = Differentiate($"x = {c}*v + ({d}); y = {a}*x + ({b}); z = y^2", "v", v);
        return new Exercise(
            [new Prose($"A longer chain: $x = {c}v{Numeral.Plus(d)}$, $y = {a}x{Numeral.Plus(b)}$, $z = y^2$, at $v = {v}$. What are $y$ and $dz/dv$?")],
            new NumberAnswer(
                new Quantity("y", Value(chain, "y")),
                new Quantity("dz/dv", chain.Derivative) { Slips = [new Slip(chain.Factors[0].Value * chain.Factors[1].Value, "That is $dz/dx$: one factor is missing.")] }),
            "Forward first: $x$, then $y$. Then three factors.",
            [new Formulas($@"x &= {Value(chain, "x")}, \quad y = {Value(chain, "y")}", $@"\frac{{dz}}{{dv}} &= 2y \cdot {Numeral.Factor(a)} \cdot {c} = {Numeral.Factor(chain.Factors[0].Value)} \cdot {Numeral.Factor(a)} \cdot {c} = {chain.Derivative}")])
        { Given = new Dictionary<string, double> { ["a"] = a, ["b"] = b, ["c"] = c, ["d"] = d, ["v"] = v } };
    }

    private static double Value(ChainDerivative chain, string name) => chain.Values.Single(value => value.Name == name).Value;

    private static ChainDerivative Differentiate(string chain, string name, double value) => Chain.Parse(chain).Differentiate(new Dictionary<string, double> { [name] = value });

    // The definition once more, without the library.
    private static double Z(double x) => Math.Pow((3 * x) - 2, 2);

    private static bool IsNear(double value, double expected) => Math.Abs(value - expected) < 1e-12;

    private static NumberTable Values(ChainDerivative derivative) => new(["name", "value"], [.. derivative.Values.Select(value => (string[])[value.Name, $"{value.Value}"])]);

    private static NumberTable Factors(ChainDerivative derivative) =>
        new(["factor", "in symbols", "value"], [.. derivative.Factors.Select(factor => (string[])[$"d{factor.Of}/d{factor.By}", factor.Expression, $"{factor.Value}"])]);
}
