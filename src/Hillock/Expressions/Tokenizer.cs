namespace Hillock.Expressions;

/// <summary>Cuts an expression into numbers, names and symbols.</summary>
internal static class Tokenizer
{
    /// <summary>The pieces, and the end behind them.</summary>
    /// <param name="source">The text.</param>
    /// <param name="symbols">The symbols of the language, longer ones before those they begin with.</param>
    public static List<Token> Cut(ExpressionText source, IReadOnlyList<string> symbols)
    {
        string text = source.Text;
        List<Token> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            (TokenKind kind, int length) = Next(source, at, symbols);
            tokens.Add(new Token(kind, text.Substring(at, length), at));
            at += length;
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static (TokenKind Kind, int Length) Next(ExpressionText source, int at, IReadOnlyList<string> symbols)
    {
        string text = source.Text;
        if (char.IsAsciiDigit(text[at]) || (text[at] == '.' && IsDigit(text, at + 1))) return (TokenKind.Number, NumberLength(text, at));
        if (IsNameStart(text[at]))
        {
            int end = at + 1;
            while (end < text.Length && (IsNameStart(text[end]) || char.IsDigit(text[end]))) end++;
            return (TokenKind.Name, end - at);
        }

        if (symbols.FirstOrDefault(symbol => string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0) is { } found) return (TokenKind.Symbol, found.Length);
        string character = char.ConvertFromUtf32(char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : char.IsSurrogate(text[at]) ? '\uFFFD' : text[at]);
        string shown = char.IsControl(text[at]) ? "This character" : $"'{character}'";
        throw source.Error(at, $"{shown} means nothing here; the signs are {string.Join(' ', symbols)}.");
    }

    // 12, 1.5, .5, 2e-3; in 2e the e is a name of its own.
    private static int NumberLength(string text, int start)
    {
        int end = start;
        while (IsDigit(text, end)) end++;
        if (end < text.Length && text[end] == '.') end++;
        while (IsDigit(text, end)) end++;
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int digits = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (IsDigit(text, digits))
            {
                end = digits;
                while (IsDigit(text, end)) end++;
            }
        }

        return end - start;
    }

    private static bool IsDigit(string text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';
}
