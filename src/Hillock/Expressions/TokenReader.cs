namespace Hillock.Expressions;

/// <summary>Reads the tokens of an expression one after the other, no deeper into each other than a stack can bear.</summary>
internal sealed class TokenReader(ExpressionText source, IReadOnlyList<string> symbols)
{
    /// <summary>The most parentheses, signs and other pieces that may stand within each other.</summary>
    public const int MaximumDepth = 200;

    private readonly List<Token> tokens = Tokenizer.Cut(source, symbols);
    private int next;
    private int depth;

    /// <summary>The token to be read next.</summary>
    public Token Next => tokens[next];

    /// <summary>The token that was read last.</summary>
    public Token Last => tokens[Math.Max(0, next - 1)];

    /// <summary>Whether nothing has been read yet.</summary>
    public bool IsAtStart => next == 0;

    /// <summary>Reads a token.</summary>
    public Token Read() => tokens[next++];

    /// <summary>Reads one of these symbols if it is there.</summary>
    public bool Take(params ReadOnlySpan<string> wanted)
    {
        if (Next.Kind != TokenKind.Symbol || !wanted.Contains(Next.Text)) return false;
        next++;
        return true;
    }

    /// <summary>Reads what stands one level deeper.</summary>
    public T Deeper<T>(Func<T> read)
    {
        if (++depth > MaximumDepth) throw Error(Next, $"Here {MaximumDepth} pieces stand within each other; more are not read.");
        T result = read();
        depth--;
        return result;
    }

    /// <summary>Reads what stands between a parenthesis, already read, and the one that closes it.</summary>
    public T Enclosed<T>(Func<T> read)
    {
        Token open = Last;
        T result = Deeper(read);
        if (Take(")")) return result;
        if (Next.Kind == TokenKind.End) throw Error(open, "This parenthesis is not closed.");
        throw Unexpected("an operator or ')'");
    }

    /// <summary>Reads the whole text.</summary>
    public T Whole<T>(string example, Func<T> read)
    {
        if (Next.Kind == TokenKind.End) throw new ArgumentException($"The expression is empty; write for example {example}.");
        T result = read();
        if (Next.Kind == TokenKind.End) return result;
        if (Next is { Kind: TokenKind.Symbol, Text: ")" }) throw Error(Next, "This parenthesis closes nothing.");
        throw Unexpected("an operator or the end");
    }

    /// <summary>The error of a token.</summary>
    public ArgumentException Error(Token token, string sentence) => source.Error(token.Position, sentence);

    /// <summary>The error of a next token that does not belong there.</summary>
    public ArgumentException Unexpected(string expected) => Error(Next, $"Here {expected} is expected, not {Next.Shown}.");
}
