namespace Hillock.Expressions;

/// <summary>A name in a text.</summary>
/// <param name="Name">The name.</param>
/// <param name="Index">Its place among all names of the text.</param>
/// <param name="Position">Where it stands.</param>
internal readonly record struct FormulaName(string Name, int Index, int Position);

/// <summary>A formula with a name: <c>y = 3*x - 2</c>.</summary>
/// <param name="Defined">The name.</param>
/// <param name="Root">The formula; its variables are places among all names.</param>
/// <param name="Uses">The names in the formula, each once, where they first stand.</param>
internal sealed record FormulaDefinition(FormulaName Defined, FormulaNode Root, IReadOnlyList<FormulaName> Uses)
{
    /// <summary>The name.</summary>
    public string Name => Defined.Name;

    /// <summary>The name's place among all names of the text.</summary>
    public int Index => Defined.Index;

    private const string Example = "y = 3*x - 2; z = y^2";

    /// <summary>Reads formulas with names, a semicolon between them.</summary>
    /// <returns>The definitions, and all names of the text in order of first appearance.</returns>
    /// <exception cref="ArgumentException">They are none; the message shows the line with a caret under the place.</exception>
    public static (IReadOnlyList<FormulaDefinition> Definitions, IReadOnlyList<string> Names) ParseAll(ExpressionText text)
    {
        var reader = new TokenReader(text, [.. FormulaParser.Symbols, "=", ";"]);
        if (reader.Next.Kind == TokenKind.End) throw new ArgumentException($"The chain is empty; write for example {Example}.");
        List<Token> uses = [];
        var parser = new FormulaParser(reader) { Seen = uses.Add };
        List<FormulaDefinition> definitions = [];
        while (reader.Next.Kind != TokenKind.End)
        {
            Token name = ReadName(reader);
            FormulaNode root = parser.Sum();
            if (!reader.Take(";") && reader.Next.Kind != TokenKind.End) throw reader.Unexpected("an operator, ';' or the end");
            definitions.Add(new FormulaDefinition(Placed(name), root, [.. uses.DistinctBy(use => use.Text).Select(Placed)]));
            uses.Clear();
        }

        return (definitions, parser.Names);

        FormulaName Placed(Token token) => new(token.Text, parser.Index(token.Text), token.Position);
    }

    private static Token ReadName(TokenReader reader)
    {
        Token name = reader.Next;
        if (name.Kind != TokenKind.Name) throw reader.Unexpected($"a name and '=', as in {Example},");
        reader.Read();
        if (FormulaParser.Taken(name.Text) is { } what) throw reader.Error(name, $"'{name.Text}' is {what}; choose another name.");
        return reader.Take("=") ? name : throw reader.Unexpected($"'=' after the name '{name.Text}'");
    }
}
