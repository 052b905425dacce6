using System.Text;

namespace Hillock.Tracing.Typesetting;

/// <summary>A piece with indices: below its end, above its end, or both.</summary>
internal sealed record Scripts(Setting Base, Setting? Below, Setting? Above) : Setting
{
    private const string Plain = "0123456789+−()=,aehijklmnoprstuvx";
    private const string Low = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎₌,ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    private const string PlainAbove = "0123456789+−()=iklnLTxyz′";
    private const string High = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾⁼ⁱᵏˡⁿᴸᵀˣʸᶻ′";

    /// <summary>The letters of a text raised, or behind a ^ if one of them has no raised form.</summary>
    public static string Raised(string text) => Mapped(text, PlainAbove, High) ?? (text.Length == 1 ? $"^{text}" : $"^({text})");

    public override void WriteText(StringBuilder text)
    {
        Base.WriteText(text);
        if (Above is not null) text.Append(Raised(Above.ToText()));
        if (Below is null) return;
        string below = Below.ToText().Replace(", ", ",", StringComparison.Ordinal);
        text.Append(Mapped(below, Plain, Low) ?? (below.Length == 1 ? $"_{below}" : $"_({below})"));
        if (Base is Word { Content: "Σ" }) text.Append(' ');
    }

    public override void WriteLatex(StringBuilder latex)
    {
        Base.WriteLatex(latex);
        if (latex.Length > 0 && latex[^1] == ' ') latex.Length--;
        Write('_', Below);
        Write('^', Above);

        void Write(char mark, Setting? script)
        {
            if (script is null) return;
            latex.Append(mark).Append('{');
            script.WriteLatex(latex);
            latex.Append('}');
        }
    }

    public override void WriteMathML(StringBuilder xml)
    {
        string element = Below is null ? "msup" : Above is null ? "msub" : "msubsup";
        xml.Append('<').Append(element).Append('>');
        Base.WriteMathML(xml);
        Below?.WriteMathML(xml);
        Above?.WriteMathML(xml);
        xml.Append("</").Append(element).Append('>');
    }

    private static string? Mapped(string text, string from, string to)
    {
        var mapped = new StringBuilder();
        foreach (char c in text)
        {
            int at = from.IndexOf(c, StringComparison.Ordinal);
            if (at < 0) return null;
            mapped.Append(to[at]);
        }

        return mapped.ToString();
    }
}
