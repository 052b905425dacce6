using Hillock.Tracing.Typesetting;

namespace Hillock.Tracing;

/// <summary>One value of a trace with where it comes from: its formula in symbols and in numbers, and the same computed by other means.</summary>
public sealed class Explained
{
    private readonly Setting symbol;
    private readonly Term formula;

    internal Explained(string meaning, Setting symbol, Term formula, double value, string? equation = null)
    {
        (Meaning, this.symbol, this.formula, Value, Equation) = (meaning, symbol, formula, value, equation);
        Recomputed = formula.Value;
    }

    /// <summary>What the value is, in words: <c>weighted sum</c>.</summary>
    public string Meaning { get; }

    /// <summary>The equation of backpropagation that it follows, BP1 to BP4; null for others.</summary>
    public string? Equation { get; }

    /// <summary>The value that the engine computed, in the model's precision.</summary>
    public double Value { get; }

    /// <summary>The value of the formula, computed in double from the traced values that it names.</summary>
    public double Recomputed { get; }

    /// <summary>|<see cref="Value"/> − <see cref="Recomputed"/>|: rounding, and nothing else.</summary>
    public double Difference => Value.Equals(Recomputed) ? 0 : Math.Abs(Value - Recomputed);

    /// <summary>The symbol as text: <c>z₁</c>.</summary>
    public string Symbol => symbol.ToText();

    /// <summary>The formula in symbols as text: <c>w₁₁·x₁ + w₁₂·x₂</c>.</summary>
    public string Formula => formula.Set(numbers: false).ToText();

    /// <summary>The formula in numbers as text: <c>0.35·0.5 + 0.4·0.51</c>.</summary>
    public string Numbers => formula.Set(numbers: true).ToText();

    /// <summary>The value as text, to six digits.</summary>
    public string Result => Short(Value);

    /// <summary>A number as formulas have it, to six digits: −0.25, 3.5·10⁻⁵.</summary>
    public static string Short(double value) => Numeral.Of(value);

    /// <summary>The same number as LaTeX.</summary>
    public static string ShortLatex(double value) => Setting.Number(value).ToLatex();

    /// <summary>Symbol, formula, numbers and value in a line: <c>z₁ = w₁₁·x₁ + w₁₂·x₂ = 0.35·0.5 + 0.4·0.51 = 0.379</c>.</summary>
    public override string ToString() => Whole.ToText();

    /// <summary>The same as LaTeX, without dollars.</summary>
    public string ToLatex() => Whole.ToLatex();

    /// <summary>The sides of that equation as LaTeX, one by one: symbol, formula, numbers, value; the last two only where they say more.</summary>
    public IReadOnlyList<string> LatexSides => [.. Sides.Select(side => side.ToLatex())];

    /// <summary>The same as a MathML element that browsers show.</summary>
    public string ToMathML() => $"<math>{Whole.ToMathML()}</math>";

    /// <summary>The same as MathML elements that stand below each other: symbol and formula, = numbers, = value.</summary>
    internal IEnumerable<string> MathMLLines
    {
        get
        {
            List<Setting> sides = Sides;
            yield return $"<math>{Setting.Equation(sides[0], sides[1]).ToMathML()}</math>";
            foreach (Setting side in sides[2..]) yield return $"<math>{Setting.Line(Setting.Operator("="), side).ToMathML()}</math>";
        }
    }

    /// <summary>Symbol and value alone, as a MathML element.</summary>
    internal string BriefMathML => $"<math>{Setting.Equation(symbol, Setting.Number(Value)).ToMathML()}</math>";

    private Setting Whole => Setting.Equation(Sides);

    // A formula that is only a number, perhaps with its reason, needs no second one.
    private List<Setting> Sides
    {
        get
        {
            List<Setting> sides = [symbol, formula.Set(numbers: false)];
            foreach (Setting side in (Setting[])[formula.Set(numbers: true), Setting.Number(Value)])
            {
                (string before, string text) = (sides[^1].ToText(), side.ToText());
                if (text != before && !before.StartsWith(text + " (", StringComparison.Ordinal)) sides.Add(side);
            }

            return sides;
        }
    }
}
