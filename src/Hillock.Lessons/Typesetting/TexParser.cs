namespace Hillock.Lessons.Typesetting;

/// <summary>Reads LaTeX from left to right.</summary>
internal sealed class TexParser(string latex)
{
    private const int MostBraces = 50;

    private int at;
    private int depth;

    private bool IsAtEnd => at >= latex.Length;

    /// <summary>Everything.</summary>
    public TexRow Whole()
    {
        TexRow row = Row();
        return IsAtEnd ? row : throw Error($"'{latex[at]}' closes nothing");
    }

    private TexRow Row()
    {
        if (++depth > MostBraces) throw Error("the braces are too many");
        List<TexNode> parts = [];
        while (true)
        {
            while (!IsAtEnd && latex[at] == ' ') at++;
            if (IsAtEnd || latex[at] == '}')
            {
                depth--;
                return new TexRow(parts);
            }

            if (Piece() is { } piece) parts.Add(Scripted(piece));
        }
    }

    private TexNode? Piece()
    {
        char c = latex[at];
        if (c == '{') return Group();
        if (c == '\\') return Command();
        if (char.IsAsciiDigit(c)) return Number();
        if (TexSymbol.Of(c) is not { } sign) throw Error($"'{c}' has no meaning in a formula of a lesson");
        at++;
        return new TexSign(sign.Text, sign.Kind);
    }

    private TexNode Scripted(TexNode piece)
    {
        TexNode? below = null, above = null;
        while (!IsAtEnd && latex[at] is '_' or '^' or '\'')
        {
            char mark = latex[at++];
            if (mark == '_') below = Argument();
            else if (mark == '^') above = above is null ? Argument() : new TexRow([above, Argument()]);
            else above = above is null ? new TexSign("′", TexKind.Ordinary) : new TexRow([above, new TexSign("′", TexKind.Ordinary)]);
        }

        return below is null && above is null ? piece : new TexScripts(piece, below, above);
    }

    private TexNode? Command()
    {
        int start = ++at;
        while (!IsAtEnd && char.IsAsciiLetter(latex[at])) at++;
        if (at == start && !IsAtEnd) at++;
        string name = latex[start..at];
        switch (name)
        {
            case "frac" or "tfrac":
                return new TexFraction(Argument(), Argument());
            case "sqrt":
                return new TexRoot(Argument());
            case "hat":
                return new TexAccent(Argument(), '\u0302', "^");
            case "bar":
                return new TexAccent(Argument(), '\u0304', "¯");
            case "text":
                return new TexWords(Words(), IsName: false);
            case "mathrm" or "operatorname":
                return new TexWords(Words(), IsName: true);
            case "quad":
                return new TexSpace(3);
            case "qquad":
                return new TexSpace(6);
            case "," or ";" or " ":
                return new TexSpace(1);
            case "left" or "right" or "!":
                return null;
            default:
                return TexSymbol.Commands.TryGetValue(name, out (string Text, TexKind Kind) sign) ? new TexSign(sign.Text, sign.Kind) : throw Error($"'\\{name}' is no command of a lesson's formula");
        }
    }

    private TexNode Argument()
    {
        while (!IsAtEnd && latex[at] == ' ') at++;
        if (IsAtEnd) throw Error("something is missing at the end");
        if (!char.IsAsciiDigit(latex[at])) return Piece() ?? throw Error("something is missing here");
        return new TexNumber($"{latex[at++]}");
    }

    private TexRow Group()
    {
        at++;
        TexRow row = Row();
        if (IsAtEnd) throw Error("a brace is not closed");
        at++;
        return row;
    }

    // Digits, with {,} between thousands.
    private TexNumber Number()
    {
        string digits = "";
        while (!IsAtEnd)
        {
            if (char.IsAsciiDigit(latex[at]) || (latex[at] == '.' && at + 1 < latex.Length && char.IsAsciiDigit(latex[at + 1]))) digits += latex[at++];
            else if (latex.AsSpan(at).StartsWith("{,}", StringComparison.Ordinal))
            {
                digits += ',';
                at += 3;
            }
            else break;
        }

        return new TexNumber(digits);
    }

    private string Words()
    {
        if (IsAtEnd || latex[at] != '{') throw Error("words stand in braces");
        int end = latex.IndexOf('}', at);
        if (end < 0) throw Error("a brace is not closed");
        string words = latex[(at + 1)..end];
        at = end + 1;
        return words;
    }

    private FormatException Error(string what) => new($"{latex}: at {at + 1}, {what}.");
}
