using System.Text;

namespace Hillock.Tracing.Typesetting;

/// <summary>What a piece of text is in a formula.</summary>
internal enum WordKind
{
    Name,
    Operator,
    Text,
}

/// <summary>A name, an operator or words.</summary>
internal sealed record Word(string Content, WordKind Kind) : Setting
{
    private static readonly Dictionary<string, string> Commands = new(StringComparer.Ordinal)
    {
        ["δ"] = "\\delta",
        ["∂"] = "\\partial",
        ["σ"] = "\\sigma",
        ["η"] = "\\eta",
        ["Φ"] = "\\Phi",
        ["φ"] = "\\varphi",
        ["λ"] = "\\lambda",
        ["α"] = "\\alpha",
        ["γ"] = "\\gamma",
        ["π"] = "\\pi",
        ["Σ"] = "\\sum",
        ["·"] = "\\cdot",
        ["⊙"] = "\\odot",
        ["∇"] = "\\nabla",
        ["−"] = "-",
        ["…"] = "\\dots",
        ["≤"] = "\\le",
        ["≥"] = "\\ge",
        ["′"] = "'",
        ["ŷ"] = "\\hat{y}",
        ["½"] = "\\tfrac12",
        ["⅙"] = "\\tfrac16",
        ["→"] = "\\to",
        ["√(2/π)"] = "\\sqrt{2/\\pi}",
        ["ᵀ"] = "^T",
    };

    public override void WriteText(StringBuilder text) => text.Append(Kind switch
    {
        WordKind.Operator when Content is "·" => "·",
        WordKind.Operator when Content is "," => ", ",
        WordKind.Operator when Content is "Σ" => "Σ",
        WordKind.Operator => $" {Content} ",
        _ => Content,
    });

    public override void WriteLatex(StringBuilder latex)
    {
        if (Kind == WordKind.Text) latex.Append("\\text{").Append(Escaped(Content)).Append('}');
        else if (Commands.TryGetValue(Content, out string? command)) latex.Append(command).Append(' ');
        else if (Kind == WordKind.Name && Content.Length > 1 && Content.All(char.IsAsciiLetter)) latex.Append("\\mathrm{").Append(Content).Append('}');
        else latex.Append(Escaped(Content));
    }

    public override void WriteMathML(StringBuilder xml)
    {
        string element = Kind switch { WordKind.Name => "mi", WordKind.Operator => "mo", _ => "mtext" };
        xml.Append('<').Append(element).Append('>').Append(System.Net.WebUtility.HtmlEncode(Content.Replace(' ', '\u00A0'))).Append("</").Append(element).Append('>');
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            if (c is '_' or '%' or '#' or '&' or '$' or '{' or '}') escaped.Append('\\').Append(c);
            else if (c is '\\' or '^' or '~') escaped.Append(' ');
            else escaped.Append(c);
        }

        return escaped.ToString();
    }
}

/// <summary>A number to six significant digits.</summary>
internal sealed record Numeral(double Value) : Setting
{
    /// <summary>Whether it is written with a power of ten.</summary>
    public bool IsScientific => Parts().Exponent is not null;

    /// <summary>Mantissa and exponent of ten; the exponent is null where the number is written out.</summary>
    private (string Mantissa, string? Exponent) Parts()
    {
        string digits = (Value + 0.0).ToString("G6");
        int e = digits.IndexOf('E', StringComparison.Ordinal);
        return e < 0 ? (digits, null) : (digits[..e], $"{int.Parse(digits.AsSpan(e + 1))}");
    }

    /// <summary>The number as text: −0.25, 3.5·10⁻⁵.</summary>
    public static string Of(double value) => new Numeral(value).ToText();

    public override void WriteText(StringBuilder text)
    {
        (string mantissa, string? exponent) = Parts();
        text.Append(Signed(mantissa));
        if (exponent is not null) text.Append("·10").Append(Typesetting.Scripts.Raised(exponent.Replace('-', '−')));
    }

    public override void WriteLatex(StringBuilder latex)
    {
        (string mantissa, string? exponent) = Parts();
        latex.Append(mantissa);
        if (exponent is not null) latex.Append(" \\cdot 10^{").Append(exponent).Append('}');
    }

    public override void WriteMathML(StringBuilder xml)
    {
        (string mantissa, string? exponent) = Parts();
        if (mantissa[0] == '-') xml.Append("<mo>−</mo>");
        xml.Append("<mn>").Append(mantissa.TrimStart('-')).Append("</mn>");
        if (exponent is null) return;
        xml.Append("<mo>·</mo><msup><mn>10</mn><mn>").Append(Signed(exponent)).Append("</mn></msup>");
    }

    private static string Signed(string text) => text.Replace('-', '−');
}
