using System.Runtime.CompilerServices;
using System.Text;

namespace Hillock.Reports;

/// <summary>Writes HTML. The markup is literal text of this program; whatever stands in a hole <c>{…}</c> of it is escaped, always.</summary>
/// <remarks>
/// Labels, columns and file names come from strangers. As only an interpolated string can be written, there is no way to write one of
/// them unescaped. Holes stand between tags or inside quoted attributes.
/// </remarks>
internal sealed class HtmlWriter
{
    private readonly StringBuilder text = new();

    /// <summary>Appends markup.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] Markup markup) => _ = markup;

    /// <summary>Appends the style sheet, the one text that comes from a file: our own.</summary>
    public void WriteStyle(string css) => text.Append("<style>\n").Append(css).Append("</style>\n");

    /// <summary>Appends a formula, which the library sets itself: it holds no text of strangers.</summary>
    public void WriteFormula(string mathML) => text.Append(mathML);

    /// <summary>All that was written.</summary>
    public override string ToString() => text.ToString();

    private void Escape(string? value)
    {
        if (value is null) return;
        foreach (Rune rune in value.EnumerateRunes()) // half a surrogate pair becomes U+FFFD
        {
            _ = rune.Value switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\'' => text.Append("&#39;"),
                '\n' or '\t' => text.Append((char)rune.Value),
                _ when IsUnsafe(rune) => text.Append('\uFFFD'),
                _ => text.Append(rune.ToString()),
            };
        }
    }

    /// <summary>Control characters, non-characters, and those that turn the direction of the text around them.</summary>
    private static bool IsUnsafe(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) || (rune.Value & 0xFFFE) == 0xFFFE;

    /// <summary>What the compiler makes of an interpolated string: literals as they are, holes escaped.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly HtmlWriter html;

        public Markup(int literalLength, int formattedCount, HtmlWriter html)
        {
            this.html = html;
            html.text.EnsureCapacity(html.text.Length + literalLength + (8 * formattedCount));
        }

        public void AppendLiteral(string literal) => html.text.Append(literal);

        public void AppendFormatted(string? value) => html.Escape(value);

        public void AppendFormatted(int value) => html.text.Append(value);

        /// <summary>A coordinate: two decimals are finer than any screen. Adding 0 turns −0 into 0.</summary>
        public void AppendFormatted(double value) => html.text.Append((Math.Round(value, 2) + 0.0).ToString("0.##"));
    }
}
