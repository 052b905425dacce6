using System.Net;
using System.Text;

namespace Hillock.Lessons.Typesetting;

/// <summary>A piece of a formula.</summary>
internal abstract record TexNode
{
    public virtual TexKind Kind => TexKind.Ordinary;

    public abstract string Text { get; }

    public abstract string MathML { get; }

    /// <summary>The text as one side of a fraction or under a root: in parentheses where it would else fall apart.</summary>
    public virtual string Tied => Text;

    protected static string Escaped(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>A letter, a sign or the name of a function.</summary>
internal sealed record TexSign(string Content, TexKind Of) : TexNode
{
    public override TexKind Kind => Of;

    public override string Text => Content;

    public override string MathML => Of switch
    {
        TexKind.Ordinary when char.IsLetter(Content[0]) => $"<mi>{Escaped(Content)}</mi>",
        TexKind.Function when Content.Length > 1 => $"<mi>{Content}</mi>",
        TexKind.Function => $"<mo>{(Content == "Σ" ? "∑" : Content == "Π" ? "∏" : Content)}</mo>",
        TexKind.Ordinary => $"<mi>{Escaped(Content)}</mi>",
        TexKind.Opening or TexKind.Closing => $"<mo stretchy=\"false\">{Escaped(Content)}</mo>",
        _ => $"<mo>{Escaped(Content)}</mo>",
    };
}

/// <summary>A number.</summary>
internal sealed record TexNumber(string Digits) : TexNode
{
    public override string Text => Digits;

    public override string MathML => $"<mn>{Escaped(Digits)}</mn>";
}

/// <summary>Words, or a name of several letters.</summary>
internal sealed record TexWords(string Content, bool IsName) : TexNode
{
    public override string Text => Content;

    // Room at the ends would be lost in an element.
    public override string MathML => IsName ? $"<mi>{Escaped(Content)}</mi>" : $"<mtext>{Escaped(Content).Replace(' ', '\u00A0')}</mtext>";
}

/// <summary>Room.</summary>
internal sealed record TexSpace(int Columns) : TexNode
{
    public override string Text => new(' ', Columns);

    public override string MathML => $"<mspace width=\"{0.3 * Columns:0.#}em\"/>";
}

/// <summary>One thing over another.</summary>
internal sealed record TexFraction(TexNode Over, TexNode Under) : TexNode
{
    public bool IsHalf => (Over.Text, Under.Text) is ("1", "2");

    public override string Text => IsHalf ? "½" : $"{Over.Tied}/{Under.Tied}";

    public override string MathML => $"<mfrac>{Over.MathML}{Under.MathML}</mfrac>";
}

/// <summary>A square root.</summary>
internal sealed record TexRoot(TexNode Of) : TexNode
{
    public override string Text => $"√{Of.Tied}";

    public override string MathML => $"<msqrt>{Of.MathML}</msqrt>";
}

/// <summary>A letter with a mark above it.</summary>
internal sealed record TexAccent(TexNode Of, char Combining, string Mark) : TexNode
{
    // The commonest has a letter of its own, one column wide in every font.
    public override string Text => (Of.Text, Mark) is ("y", "^") ? "ŷ" : Of.Text + Combining;

    public override string MathML => $"<mover accent=\"true\">{Of.MathML}<mo>{Mark}</mo></mover>";
}

/// <summary>A piece with others below and above its end.</summary>
internal sealed record TexScripts(TexNode Of, TexNode? Below, TexNode? Above) : TexNode
{
    private const string Plain = "0123456789+−()=aehijklmnoprstuvx,";
    private const string Low = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎₌ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ,";
    private const string PlainAbove = "0123456789+−()=abcdefghijklmnoprstuvwxyzLNT′ᵀ";
    private const string High = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾⁼ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴸᴺᵀ′ᵀ";

    public override TexKind Kind => Of.Kind;

    public override string Text
    {
        get
        {
            var text = new StringBuilder(Of.Text);
            if (Below is not null) text.Append(Below is TexRow { Parts: [TexWords] } ? $"_{Below.Text}" : Moved(Below.Text, '_', Plain, Low));
            if (Above is not null) text.Append(Moved(Above.Text, '^', PlainAbove, High));
            return text.ToString();
        }
    }

    public override string MathML
    {
        get
        {
            bool limits = Of is TexSign { Kind: TexKind.Function, Content: not "∫" };
            (string both, string below, string above) = limits ? ("munderover", "munder", "mover") : ("msubsup", "msub", "msup");
            string element = Below is null ? above : Above is null ? below : both;
            return $"<{element}>{Of.MathML}{Below?.MathML}{Above?.MathML}</{element}>";
        }
    }

    // Small letters where there are all of them; else a mark before the text.
    private static string Moved(string text, char mark, string from, string to)
    {
        string tight = text.Replace(" ", "", StringComparison.Ordinal);
        if (tight.All(c => from.Contains(c, StringComparison.Ordinal))) return string.Concat(tight.Select(c => to[from.IndexOf(c, StringComparison.Ordinal)]));
        bool isOne = tight.Skip(1).All(c => char.IsLetterOrDigit(c) || c is '.' or '′');
        return isOne ? mark + tight : $"{mark}({text})";
    }
}
