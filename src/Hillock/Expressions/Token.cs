namespace Hillock.Expressions;

/// <summary>What a piece of an expression is.</summary>
internal enum TokenKind
{
    /// <summary>A number: 12, 0.5, 1e-3.</summary>
    Number,

    /// <summary>A letter or underscore, then letters, digits and underscores.</summary>
    Name,

    /// <summary>An operator, a parenthesis, or another sign of the language.</summary>
    Symbol,

    /// <summary>Behind the last character.</summary>
    End,
}

/// <summary>One piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters.</param>
/// <param name="Position">Where it begins.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>How a sentence calls it.</summary>
    public string Shown => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
