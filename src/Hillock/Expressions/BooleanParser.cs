namespace Hillock.Expressions;

/// <summary>Reads Boolean expressions by recursive descent.</summary>
/// <remarks>
/// From the loosest to the tightest: <c>&lt;=&gt;</c>, <c>=&gt;</c> (a => b => c is a => (b => c)), <c>| or</c>, <c>^ xor</c>,
/// <c>&amp; and</c>, <c>! ~ not</c>; then names, 0, 1 and parentheses. The words may be written in capitals.
/// </remarks>
internal sealed class BooleanParser
{
    private const string Operand = "a name, 0, 1, '!' or '('";

    private static readonly string[] Symbols = ["<=>", "=>", "!", "~", "&", "^", "|", "(", ")"];

    private readonly TokenReader reader;
    private readonly Dictionary<string, int> indexOf = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    private BooleanParser(string text) => reader = new TokenReader(new ExpressionText(text), Symbols);

    /// <summary>The expression and the names of its variables in order of first appearance.</summary>
    /// <exception cref="ArgumentException">It is not one; the message shows the place.</exception>
    public static (BooleanNode Root, IReadOnlyList<string> Names) Parse(string text)
    {
        var parser = new BooleanParser(text);
        BooleanNode root = parser.reader.Whole("A & !B", parser.Equivalence);
        return (root, parser.names);
    }

    // a <=> b is ¬(a ⊕ b), so that in a chain every second ¬ undoes the one before.
    private BooleanNode Equivalence()
    {
        List<BooleanNode> operands = [Implication()];
        while (reader.Take("<=>")) operands.Add(Implication());
        if (operands.Count == 1) return operands[0];
        var odd = new BooleanXor([.. operands]);
        return operands.Count % 2 == 0 ? BooleanNode.Not(odd) : odd;
    }

    private BooleanNode Implication()
    {
        BooleanNode left = Or();
        return reader.Take("=>") ? new BooleanOr([BooleanNode.Not(left), reader.Deeper(Implication)]) : left;
    }

    private BooleanNode Or() => Chain("|", "or", Xor, operands => new BooleanOr(operands));

    private BooleanNode Xor() => Chain("^", "xor", And, operands => new BooleanXor(operands));

    private BooleanNode And() => Chain("&", "and", Not, operands => new BooleanAnd(operands));

    private BooleanNode Not()
    {
        if (!reader.Take("!", "~") && !TakeWord("not")) return Primary();
        return BooleanNode.Not(reader.Deeper(Not));
    }

    private BooleanNode Primary()
    {
        Token token = reader.Next;
        if (reader.Take("(")) return reader.Enclosed(Equivalence);
        if (token.Kind == TokenKind.Number)
        {
            reader.Read();
            return token.Text is "0" or "1" ? new BooleanConstant(token.Text == "1") : throw reader.Error(token, $"The constants are 0 and 1; '{token.Text}' is neither.");
        }

        if (token.Kind != TokenKind.Name || IsWord(token)) throw reader.Unexpected(Operand);
        reader.Read();
        if (!indexOf.TryGetValue(token.Text, out int index))
        {
            if (names.Count == BooleanExpression.MaximumVariables)
                throw reader.Error(token, $"This is one variable too many: an expression has at most {BooleanExpression.MaximumVariables}.");
            indexOf.Add(token.Text, index = names.Count);
            names.Add(token.Text);
        }

        return new BooleanVariable(index);
    }

    // One operand as it is, or several of them side by side.
    private BooleanNode Chain(string symbol, string word, Func<BooleanNode> read, Func<ValueList<BooleanNode>, BooleanNode> join)
    {
        BooleanNode first = read();
        List<BooleanNode> operands = [first];
        while (reader.Take(symbol) || TakeWord(word)) operands.Add(read());
        return operands.Count == 1 ? first : join([.. operands]);
    }

    private bool TakeWord(string word)
    {
        if (reader.Next.Kind != TokenKind.Name || !reader.Next.Text.Equals(word, StringComparison.OrdinalIgnoreCase)) return false;
        reader.Read();
        return true;
    }

    private static bool IsWord(Token token) => token.Text.ToLowerInvariant() is "not" or "and" or "xor" or "or";
}
