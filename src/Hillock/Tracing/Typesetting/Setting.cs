using System.Text;

namespace Hillock.Tracing.Typesetting;

/// <summary>A formula as it is set, piece by piece; it can be written as text, as LaTeX and as MathML.</summary>
internal abstract record Setting
{
    /// <summary>A name: z, W, tanh.</summary>
    public static Setting Name(string text) => new Word(text, WordKind.Name);

    /// <summary>An operator with room around it: +, =.</summary>
    public static Setting Operator(string text) => new Word(text, WordKind.Operator);

    /// <summary>Words among the formula.</summary>
    public static Setting Text(string text) => new Word(text, WordKind.Text);

    /// <summary>A number to six digits.</summary>
    public static Setting Number(double value) => new Numeral(value);

    /// <summary>Pieces after each other.</summary>
    public static Setting Line(params IReadOnlyList<Setting> parts) => new Line(parts);

    /// <summary>A piece with others below and above its end.</summary>
    public static Setting Scripts(Setting of, Setting? below, Setting? above = null) => new Scripts(of, below, above);

    /// <summary>f(x, y).</summary>
    public static Setting Call(string function, params IReadOnlyList<Setting> arguments) =>
        Line(Name(function), new Brackets(Line([.. arguments.SelectMany((argument, i) => i == 0 ? (Setting[])[argument] : [Operator(","), argument])])));

    /// <summary>∂of/∂by.</summary>
    public static Setting Derivative(Setting of, Setting by) => new Fraction(Line(Name("∂"), of), Line(Name("∂"), by));

    /// <summary>left = right.</summary>
    public static Setting Equation(params IReadOnlyList<Setting> sides) =>
        Line([.. sides.SelectMany((side, i) => i == 0 ? (Setting[])[side] : [Operator("="), side])]);

    /// <summary>The formula as text of a few more letters than ASCII has.</summary>
    public string ToText() => Build(WriteText);

    /// <summary>The formula as LaTeX, without dollars.</summary>
    public string ToLatex() => Build(WriteLatex).Replace("  ", " ", StringComparison.Ordinal).Trim();

    /// <summary>The formula as presentation MathML, without its outermost element.</summary>
    public string ToMathML() => Build(WriteMathML);

    public abstract void WriteText(StringBuilder text);

    public abstract void WriteLatex(StringBuilder latex);

    public abstract void WriteMathML(StringBuilder xml);

    private static string Build(Action<StringBuilder> write)
    {
        var builder = new StringBuilder();
        write(builder);
        return builder.ToString();
    }
}

/// <summary>Pieces after each other.</summary>
internal sealed record Line(IReadOnlyList<Setting> Parts) : Setting
{
    public override void WriteText(StringBuilder text)
    {
        foreach (Setting part in Parts) part.WriteText(text);
    }

    public override void WriteLatex(StringBuilder latex)
    {
        foreach (Setting part in Parts) part.WriteLatex(latex);
    }

    public override void WriteMathML(StringBuilder xml)
    {
        xml.Append("<mrow>");
        foreach (Setting part in Parts) part.WriteMathML(xml);
        xml.Append("</mrow>");
    }
}

/// <summary>A piece in parentheses.</summary>
internal sealed record Brackets(Setting Inner, string Open = "(", string Close = ")") : Setting
{
    public override void WriteText(StringBuilder text)
    {
        text.Append(Open);
        Inner.WriteText(text);
        text.Append(Close);
    }

    public override void WriteLatex(StringBuilder latex)
    {
        latex.Append("\\left").Append(Open);
        Inner.WriteLatex(latex);
        latex.Append("\\right").Append(Close);
    }

    public override void WriteMathML(StringBuilder xml)
    {
        xml.Append("<mrow><mo fence=\"true\">").Append(Open).Append("</mo>");
        Inner.WriteMathML(xml);
        xml.Append("<mo fence=\"true\">").Append(Close).Append("</mo></mrow>");
    }
}

/// <summary>One piece above another, a line between them.</summary>
internal sealed record Fraction(Setting Top, Setting Bottom) : Setting
{
    public override void WriteText(StringBuilder text)
    {
        Part(Top);
        text.Append('/');
        Part(Bottom);

        // ∂C/∂z needs no parentheses, a sum does.
        void Part(Setting part)
        {
            string inner = part.ToText();
            bool simple = !inner.AsSpan().ContainsAny(" ·/") || (inner[0] == '(' && inner.IndexOf(')', StringComparison.Ordinal) == inner.Length - 1);
            text.Append(simple ? inner : $"({inner})");
        }
    }

    public override void WriteLatex(StringBuilder latex)
    {
        latex.Append("\\frac{");
        Top.WriteLatex(latex);
        latex.Append("}{");
        Bottom.WriteLatex(latex);
        latex.Append('}');
    }

    public override void WriteMathML(StringBuilder xml)
    {
        xml.Append("<mfrac>");
        Top.WriteMathML(xml);
        Bottom.WriteMathML(xml);
        xml.Append("</mfrac>");
    }
}
