using System.Xml.Linq;
using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Tests;

public class TexTests
{
    public static TheoryData<string, string> Formulas { get; } = new()
    {
        { "x", "x" },
        { "a+b-c", "a + b − c" },
        { "-x", "−x" },
        { "a = -b", "a = −b" },
        { "(-1)", "(−1)" },
        { @"a \cdot b", "a·b" },
        { @"10{,}000 \cdot 0.25", "10,000·0.25" },
        { @"\frac{1}{2} x", "½x" },
        { @"\frac{a+b}{c}", "(a + b)/c" },
        { @"\frac{1}{ab}", "1/(ab)" },
        { @"\frac{a}{2} w^2", "a/2·w²" },
        { @"\frac{1}{N} \sum x", "1/N Σ x" },
        { @"a, \text{ else } b", "a, else b" },
        { @"\frac{\partial J}{\partial w_1} \cdot \frac{dy}{dx}", "∂J/∂w₁ · dy/dx" },
        { @"\frac{1}{1 + e^{-z}}", "1/(1 + e⁻ᶻ)" },
        { "e^{-x^2}", "e^(−x²)" },
        { "w_{jk}", "wⱼₖ" },
        { @"H_{\text{in}}", "H_in" },
        { "2^{n-1} + 1", "2ⁿ⁻¹ + 1" },
        { "W^{l+1}", "Wˡ⁺¹" },
        { @"\delta^L", "δᴸ" },
        { @"\hat{y} - \bar x", "\u0177 − x\u0304" },
        { @"f'(x)", "f′(x)" },
        { @"w_1'", "w₁′" },
        { @"\sqrt{2}", "√2" },
        { @"\sqrt{a+b}", "√(a + b)" },
        { @"\sum_i w_i x_i + b \ge 0", "Σᵢ wᵢxᵢ + b ≥ 0" },
        { @"\sum_{i=1}^{n} (a_i)", "Σᵢ₌₁ⁿ (aᵢ)" },
        { @"\int f(x)\, dx", "∫ f(x) dx" },
        { @"\max(0, x)", "max(0, x)" },
        { @"-\ln y_j", "−ln yⱼ" },
        { @"x = 1 \text{ if } z \ge 0", "x = 1 if z ≥ 0" },
        { @"y = 1, \dots, n", "y = 1, …, n" },
        { @"i = 1 \dots 4", "i = 1 … 4" },
        { @"\lfloor (n + 2)^2 / 8 \rfloor", "⌊(n + 2)²/8⌋" },
        { @"\left( a \right)", "(a)" },
        { @"\text{a} \quad b", "a   b" },
        { @"\lnot A \land B", "¬A ∧ B" },
    };

    public static TheoryData<string> Wrong { get; } = [@"\evil{x}", "{x", "x}", @"\frac{1}", @"\text x", @"\text{x", "x_", "ŷ", "a $ b", "\\", "~"];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_formula_is_written_with_letters_and_as_MathML(string latex, string text)
    {
        var formula = Tex.Parse(latex);

        Assert.Equal(text, formula.ToText());
        Assert.Equal(latex, formula.Latex);
        Assert.Equal("math", XElement.Parse(formula.ToMathML()).Name.LocalName);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_no_formula_is_refused_with_the_place(string latex)
    {
        FormatException error = Assert.Throws<FormatException>(() => Tex.Parse(latex));

        Assert.Contains(latex, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_below_each_other_are_cut_where_they_say()
    {
        string[] lines = ["y &= x", @"\sigma'(z) &= y (1 - y)"];

        Assert.Equal(["    y = x", "σ′(z) = y(1 − y)"], Tex.AlignedText(lines));
        Assert.Equal(@"\begin{aligned} y &= x \\ \sigma'(z) &= y (1 - y) \end{aligned}", Tex.Aligned(lines));
        Assert.Equal(2, XElement.Parse(Tex.AlignedMathML(lines)).Descendants("mtr").Count());
        Assert.Equal("y = x", Tex.Aligned(["y = x"]));
    }

    [Theory]
    [InlineData("words", "words")]
    [InlineData("take $w_1$ or `--lr $1`", "take w₁ or `--lr $1`")]
    [InlineData("a lone $ sign, a lone ` too", "a lone $ sign, a lone ` too")]
    [InlineData("", "")]
    public void A_paragraph_is_split_at_its_marks(string text, string expected) => Assert.Equal(expected, Inline.ToText(text));

    [Fact]
    public void Nesting_without_end_is_refused() => Assert.Throws<FormatException>(() => Tex.Parse(new string('{', 100_000)));
}
