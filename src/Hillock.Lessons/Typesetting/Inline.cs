namespace Hillock.Lessons.Typesetting;

/// <summary>What a piece of a paragraph is.</summary>
public enum InlineKind
{
    /// <summary>Words.</summary>
    Words,

    /// <summary>What is to be typed: between backticks.</summary>
    Code,

    /// <summary>A formula as LaTeX: between dollars.</summary>
    Formula,
}

/// <summary>A piece of a paragraph. In the paragraph's text, <c>`code`</c> stands between backticks and <c>$formula$</c> between dollars.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The piece without its marks.</param>
public readonly record struct Inline(InlineKind Kind, string Text)
{
    /// <summary>The pieces of a text. A mark that is not closed is a letter like others.</summary>
    public static IEnumerable<Inline> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Pieces(text);
    }

    /// <summary>A text in which formulas are written with letters: for a terminal, or where nothing can be typeset.</summary>
    public static string ToText(string text) =>
        string.Concat(Split(text).Select(piece => piece.Kind switch
        {
            InlineKind.Formula => Tex.Parse(piece.Text).ToText(),
            InlineKind.Code => $"`{piece.Text}`",
            _ => piece.Text,
        }));

    private static IEnumerable<Inline> Pieces(string text)
    {
        int from = 0;
        while (from < text.Length)
        {
            int mark = text.AsSpan(from).IndexOfAny('`', '$') is >= 0 and var found ? from + found : -1;
            int end = mark < 0 ? -1 : text.IndexOf(text[mark], mark + 1);
            if (end < 0) mark = text.Length;
            if (mark > from) yield return new Inline(InlineKind.Words, text[from..mark]);
            if (end < 0) yield break;
            yield return new Inline(text[mark] == '`' ? InlineKind.Code : InlineKind.Formula, text[(mark + 1)..end]);
            from = end + 1;
        }
    }
}
