using Hillock.Activations;
using Hillock.Tracing.Typesetting;

namespace Hillock.Tracing.Formulas;

/// <summary>Every activation's formula and derivative as a lecture writes them, from the definitions and not from the kernels.</summary>
internal static class ActivationFormulas
{
    // √(2/π), and of SELU λ and α. (The sixth of hard_sigmoid is rounded to single precision, as in the activation itself.)
    private const double Root = 0.79788456080286535588;
    private const double Lambda = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    private static readonly Term One = Term.Constant(1);

    /// <summary>The letter that stands for the function: σ for the sigmoid, else f.</summary>
    public static string Letter(Activation? activation) => activation is Sigmoid ? "σ" : "f";

    /// <summary>a = f(z), of the unit at <paramref name="unit"/>.</summary>
    /// <param name="activation">f.</param>
    /// <param name="row">The z along which softmax acts; for others only the unit's own is used.</param>
    /// <param name="unit">The unit's place in it.</param>
    /// <exception cref="ArgumentException">The activation has no formula here.</exception>
    public static Term Value(Activation activation, IReadOnlyList<Term> row, int unit)
    {
        Term z = row[unit];
        double x = z.Value;
        return activation switch
        {
            Linear => z,
            Sigmoid => One / (One + Term.Exp(-z)),
            Tanh => Term.Call("tanh", Math.Tanh, z),
            ReLU => Maximum(Term.Constant(0), z),
            LeakyReLU f => x > 0 ? Term.Case(z, "z > 0") : Term.Case(Term.Constant(f.Slope) * z, "z ≤ 0"),
            ELU f => x > 0 ? Term.Case(z, "z > 0") : Term.Case(Term.Constant(f.Alpha) * LessOne(z), "z ≤ 0"),
            SELU => x > 0 ? Term.Case(Term.Constant("λ", Lambda) * z, "z > 0") : Term.Case(Term.Constant("λ", Lambda) * Term.Constant("α", Alpha) * LessOne(z), "z ≤ 0"),
            GELU => z * Term.Call("Φ", NormalDistribution.Cumulative, z),
            GELUTanh => Term.Constant("½", 0.5) * z * (One + Term.Call("tanh", Math.Tanh, Inner(z))),
            SiLU => z * LogisticOf(z),
            Softplus => SoftplusOf(z),
            Softsign => z / (One + Term.Abs(z)),
            HardSigmoid => Maximum(Term.Constant(0), Minimum(One, (z + Term.Constant(3)) / Term.Constant(6))),
            HardTanh => Maximum(Term.Constant(-1), Minimum(One, z)),
            Mish => z * Term.Call("tanh", Math.Tanh, SoftplusOf(z)),
            Exponential => Term.Exp(z),
            Step f => x >= f.Threshold ? Term.Case(One, $"z ≥ {Numeral.Of(f.Threshold)}") : Term.Case(Term.Constant(0), $"z < {Numeral.Of(f.Threshold)}"),
            Softmax => Term.Special(Math.Exp(x - LogSumOfExponentials(row)), numbers => new Fraction(Term.Exp(z).Set(numbers), SumOfExponentials(row, numbers))),
            LogSoftmax => Term.Special(
                x - LogSumOfExponentials(row),
                numbers => Setting.Line(z.Set(numbers), Setting.Operator("−"), Setting.Name("ln"), new Brackets(SumOfExponentials(row, numbers)))),
            _ => throw new ArgumentException($"There is no formula for the activation '{activation.Name}'."),
        };
    }

    /// <summary>∂aᵢ/∂zⱼ; for a scalar activation f′(z) of one unit.</summary>
    /// <param name="activation">f.</param>
    /// <param name="z">zᵢ.</param>
    /// <param name="a">aᵢ.</param>
    /// <param name="other">aⱼ; null where j = i.</param>
    /// <exception cref="ArgumentException">The activation has no formula here.</exception>
    public static Term Derivative(Activation activation, Term z, Term a, Term? other = null)
    {
        double x = z.Value;
        return activation switch
        {
            Linear => One,
            Sigmoid => a * (One - a),
            Tanh => One - Term.Square(a),
            ReLU => Where(x > 0, One, "z > 0", Term.Constant(0), "z ≤ 0"),
            LeakyReLU f => Where(x > 0, One, "z > 0", Term.Constant(f.Slope), "z ≤ 0"),
            ELU f => Where(x > 0, One, "z > 0", a + Term.Constant(f.Alpha), "z ≤ 0"),
            SELU => Where(x > 0, Term.Constant("λ", Lambda), "z > 0", a + (Term.Constant("λ", Lambda) * Term.Constant("α", Alpha)), "z ≤ 0"),
            GELU => Term.Call("Φ", NormalDistribution.Cumulative, z) + (z * Term.Call("φ", NormalDistribution.Density, z)),
            GELUTanh => GELUTanhSlope(z),
            SiLU => LogisticOf(z) * (One + (z * (One - LogisticOf(z)))),
            Softplus => One / (One + Term.Exp(-z)),
            Softsign => One / Term.Square(One + Term.Abs(z)),
            HardSigmoid => Where(Math.Abs(x) < 3, Term.Constant("⅙", 1f / 6), "−3 < z < 3", Term.Constant(0), "|z| ≥ 3"),
            HardTanh => Where(Math.Abs(x) < 1, One, "−1 < z < 1", Term.Constant(0), "|z| ≥ 1"),
            Mish => Term.Call("tanh", Math.Tanh, SoftplusOf(z)) + (z * (One - Term.Square(Term.Call("tanh", Math.Tanh, SoftplusOf(z)))) * LogisticOf(z)),
            Exponential => a,
            Step => Term.Case(Term.Constant(0), "a step is flat"),
            Softmax => other is null ? a * (One - a) : -(a * other),
            LogSoftmax => other is null ? One - Term.Exp(a) : -Term.Exp(other),
            _ => throw new ArgumentException($"There is no formula for the activation '{activation.Name}'."),
        };
    }

    /// <summary>ln Σ eᶻ, the largest z taken out so that nothing overflows.</summary>
    public static double LogSumOfExponentials(IReadOnlyList<Term> row)
    {
        double max = row.Max(z => z.Value);
        return max + Math.Log(row.Sum(z => Math.Exp(z.Value - max)));
    }

    /// <summary>ln(1 + eᶻ).</summary>
    public static Term SoftplusOf(Term z) => Term.Special(
        Math.Max(z.Value, 0) + LogOnePlus(Math.Exp(-Math.Abs(z.Value))), numbers => Setting.Call("ln", (One + Term.Exp(z)).Set(numbers)));

    /// <summary>max(a, b).</summary>
    public static Term Maximum(Term a, Term b) => Term.Special(Math.Max(a.Value, b.Value), numbers => Setting.Call("max", a.Set(numbers), b.Set(numbers)));

    private static Term Minimum(Term a, Term b) => Term.Special(Math.Min(a.Value, b.Value), numbers => Setting.Call("min", a.Set(numbers), b.Set(numbers)));

    private static Term Where(bool first, Term a, string whenA, Term b, string whenB) => first ? Term.Case(a, whenA) : Term.Case(b, whenB);

    private static Term LogisticOf(Term z) => Term.Call("σ", x => 1 / (1 + Math.Exp(-x)), z);

    // eᶻ − 1: near 0 the series, as the difference would lose its digits.
    private static Term LessOne(Term z)
    {
        double x = z.Value, value = Math.Abs(x) < 1e-3 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5)))))))) : Math.Exp(x) - 1;
        return Term.Special(value, numbers => new Brackets((Term.Exp(z) - One).Set(numbers)));
    }

    // ln(1 + x) for x from 0 to 1; the quotient mends what 1 + x rounds away.
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    // √(2/π)·(z + 0.044715·z³)
    private static Term Inner(Term z) => Term.Constant("√(2/π)", Root) * (z + (Term.Constant(0.044715) * Cube(z)));

    private static Term Cube(Term z) => Term.Special(z.Value * z.Value * z.Value, numbers => Setting.Scripts(numbers && z.Value < 0 ? new Brackets(z.Set(numbers)) : z.Set(numbers), null, Setting.Number(3)));

    private static Term GELUTanhSlope(Term z)
    {
        Term t = Term.Call("tanh", Math.Tanh, Inner(z)), half = Term.Constant("½", 0.5);
        Term slope = Term.Constant("√(2/π)", Root) * (One + (Term.Constant(0.134145) * Term.Square(z)));
        return (half * (One + t)) + (half * z * (One - Term.Square(t)) * slope);
    }

    private static Setting SumOfExponentials(IReadOnlyList<Term> row, bool numbers)
    {
        Setting general = Setting.Line(
            Setting.Scripts(Setting.Operator("Σ"), Setting.Name("k")), Setting.Scripts(Setting.Name("e"), null, Setting.Scripts(Setting.Name("z"), Setting.Name("k"))));
        return Term.Sum([.. row.Select(Term.Exp)], general).Set(numbers);
    }
}
