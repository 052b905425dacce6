namespace Hillock.Expressions;

/// <summary>A function that formulas may call: its value, its derivative, and bounds of both over an interval.</summary>
internal sealed class MathFunction
{
    // Math.Sin and its like are right to one unit in the last place; results are moved out by two.
    private const int Steps = 2;

    private MathFunction(
        string name, Func<double, double> value, Func<FormulaNode, FormulaNode> derivative, Func<Interval, Interval> range, Func<Interval, Interval> slope) =>
        (Name, Value, Derivative, Range, Slope) = (name, value, derivative, range, slope);

    /// <summary>The logarithm to the base e, which the derivative of a power needs.</summary>
    public static MathFunction Log { get; } = new(
        "log",
        Math.Log,
        x => Simplified.Quotient(Simplified.One, x),
        x => !(x.Low >= 0) ? Interval.Unknown : Rising(x, Math.Log),
        x => !(x.Low >= 0) ? Interval.Unknown : Interval.Of(1) / x);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MathFunction> All { get; } =
    [
        new("sin", Math.Sin, x => Call("cos", x), Sine, Cosine),
        new("cos", Math.Cos, x => Simplified.Negation(Call("sin", x)), Cosine, x => -Sine(x)),
        new("tan", Math.Tan, x => Simplified.Sum(Simplified.One, Squared(Call("tan", x))), Tangent, x => Interval.Of(1) + Square(Tangent(x))),
        new("exp", Math.Exp, x => Call("exp", x), Exponential, Exponential),
        Log,
        new("sqrt", Math.Sqrt, x => Simplified.Quotient(new FormulaNumber(0.5), Call("sqrt", x)), Root, x => Interval.Of(0.5) / Root(x)),
        new("abs", Math.Abs, x => Simplified.Quotient(x, Call("abs", x)), Magnitude, x => x.IsUnknown ? x : new Interval(x.Low < 0 ? -1 : 1, x.High > 0 ? 1 : -1)),
        new("tanh", Math.Tanh, x => Simplified.Difference(Simplified.One, Squared(Call("tanh", x))), HyperbolicTangent, x => Interval.Of(1) - Square(HyperbolicTangent(x))),
    ];

    /// <summary>The name in formulas.</summary>
    public string Name { get; }

    /// <summary>f(x); NaN where f is not defined.</summary>
    public Func<double, double> Value { get; }

    /// <summary>f′ of an argument, without the factor for the argument's own slope.</summary>
    public Func<FormulaNode, FormulaNode> Derivative { get; }

    /// <summary>An interval that holds f(x) for every x of another.</summary>
    public Func<Interval, Interval> Range { get; }

    /// <summary>An interval that holds f′(x) for every x of another.</summary>
    public Func<Interval, Interval> Slope { get; }

    private static FormulaCall Call(string name, FormulaNode argument) => new(All.Single(function => function.Name == name), argument);

    private static FormulaNode Squared(FormulaNode x) => Simplified.Power(x, new FormulaNumber(2));

    private static Interval Rising(Interval x, Func<double, double> f) => Interval.Outwards(f(x.Low), f(x.High), Steps);

    private static Interval Exponential(Interval x) => Rising(x, Math.Exp);

    private static Interval HyperbolicTangent(Interval x) => Rising(x, Math.Tanh);

    private static Interval Root(Interval x) =>
        !(x.Low >= 0) ? Interval.Unknown : new Interval(Math.Max(0, Math.BitDecrement(Math.Sqrt(x.Low))), Math.BitIncrement(Math.Sqrt(x.High)));

    private static Interval Magnitude(Interval x) =>
        x.IsUnknown ? x : x.Contains(0) ? new Interval(0, x.Magnitude) : new Interval(Math.Min(Math.Abs(x.Low), Math.Abs(x.High)), x.Magnitude);

    private static Interval Square(Interval x) => Magnitude(x) * Magnitude(x);

    private static Interval Tangent(Interval x) =>
        !x.IsFinite || HoldsMultiple(x, Math.PI / 2, Math.PI) ? Interval.Unknown : Rising(x, Math.Tan);

    private static Interval Sine(Interval x) => Wave(x, Math.Sin, Math.PI / 2);

    private static Interval Cosine(Interval x) => Wave(x, Math.Cos, 0);

    // A wave of period 2π with its crests at crest + 2kπ and its troughs half a period away.
    private static Interval Wave(Interval x, Func<double, double> f, double crest)
    {
        if (!x.IsFinite) return Interval.Unknown;
        (double a, double b) = (f(x.Low), f(x.High));
        Interval ends = Interval.Outwards(Math.Min(a, b), Math.Max(a, b), Steps);
        double low = HoldsMultiple(x, crest + Math.PI, 2 * Math.PI) ? -1 : Math.Max(-1, ends.Low);
        double high = HoldsMultiple(x, crest, 2 * Math.PI) ? 1 : Math.Min(1, ends.High);
        return new Interval(low, high);
    }

    // Whether offset + k·period lies in x for a whole number k. In doubt it does: that only widens the result.
    private static bool HoldsMultiple(Interval x, double offset, double period)
    {
        double first = (x.Low - offset) / period, last = (x.High - offset) / period;
        double doubt = 1e-15 * (1 + Math.Abs(first) + Math.Abs(last));
        return !(Math.Floor(last + doubt) < Math.Ceiling(first - doubt));
    }
}
