namespace Hillock.Expressions;

/// <summary>Reads formulas by recursive descent.</summary>
/// <remarks>
/// From the loosest to the tightest: + −, * /, a sign, ^ (2^3^2 is 2^9, −x^2 is −(x²)); then numbers, names, calls and parentheses.
/// </remarks>
internal sealed class FormulaParser
{
    /// <summary>The longest way from the root down to a number or variable: evaluation goes it on the stack.</summary>
    private const int MaximumDepth = 1000;

    private const string Operand = "a number, a name or '('";

    /// <summary>The signs of formulas.</summary>
    public static readonly string[] Symbols = ["+", "-", "*", "/", "^", "(", ")"];

    private static readonly Dictionary<string, double> Constants = new(StringComparer.Ordinal) { ["pi"] = Math.PI, ["e"] = Math.E };

    private static readonly Dictionary<string, MathFunction> Functions = MathFunction.All.ToDictionary(function => function.Name, StringComparer.Ordinal);

    private readonly TokenReader reader;
    private readonly Dictionary<string, int> indexOf = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    /// <summary>Reads formulas out of a text whose signs are <see cref="Symbols"/> at least; all have the same variables.</summary>
    public FormulaParser(TokenReader reader) => this.reader = reader;

    /// <summary>The names of the variables so far, in order of first appearance.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Is told of every variable, where it stands.</summary>
    public Action<Token>? Seen { get; init; }

    /// <summary>The formula and the names of its variables in order of first appearance.</summary>
    /// <exception cref="ArgumentException">It is not one; the message shows the place.</exception>
    public static (FormulaNode Root, IReadOnlyList<string> Names) Parse(string text)
    {
        var parser = new FormulaParser(new TokenReader(new ExpressionText(text), Symbols));
        FormulaNode root = parser.reader.Whole("sin(2*pi*x)", parser.Sum);
        return (root, parser.names);
    }

    /// <summary>Why a name cannot be a variable's, in the middle of a sentence; null: it can.</summary>
    public static string? Taken(string name) => Constants.ContainsKey(name) ? "a constant" : Functions.ContainsKey(name) ? "a function" : null;

    /// <summary>The place of a variable among <see cref="Names"/>.</summary>
    public int Index(string name)
    {
        if (!indexOf.TryGetValue(name, out int index))
        {
            indexOf.Add(name, index = names.Count);
            names.Add(name);
        }

        return index;
    }

    /// <summary>Reads the formula that comes next, as far as it goes.</summary>
    public FormulaNode Sum()
    {
        FormulaNode left = Product();
        while (reader.Take("+", "-")) left = Limited(reader.Last.Text == "+" ? new FormulaSum(left, Product()) : new FormulaDifference(left, Product()));
        return left;
    }

    private FormulaNode Product()
    {
        FormulaNode left = Signed();
        while (reader.Take("*", "/")) left = Limited(reader.Last.Text == "*" ? new FormulaProduct(left, Signed()) : new FormulaQuotient(left, Signed()));
        return left;
    }

    private FormulaNode Signed()
    {
        if (!reader.Take("+", "-")) return Power();
        bool minus = reader.Last.Text == "-";
        FormulaNode operand = reader.Deeper(Signed);
        return minus ? Limited(new FormulaNegation(operand)) : operand;
    }

    private FormulaNode Power()
    {
        FormulaNode left = Primary();
        return reader.Take("^") ? Limited(new FormulaPower(left, reader.Deeper(Signed))) : left;
    }

    private FormulaNode Primary()
    {
        if (reader.Take("(")) return reader.Enclosed(Sum);
        Token token = reader.Next;
        if (token.Kind == TokenKind.Number) return Number(reader.Read());
        if (token.Kind != TokenKind.Name) throw reader.Unexpected(Operand);
        reader.Read();
        if (Functions.TryGetValue(token.Text, out MathFunction? function))
        {
            if (!reader.Take("(")) throw reader.Error(token, $"What '{token.Text}' is applied to stands in parentheses: {token.Text}(x).");
            return Limited(new FormulaCall(function, reader.Enclosed(Sum)));
        }

        if (reader.Next is { Kind: TokenKind.Symbol, Text: "(" })
            throw reader.Error(token, NearestName.Sentence("function", token.Text, Functions.Keys));
        if (Constants.TryGetValue(token.Text, out double constant)) return new FormulaNumber(constant, token.Text);
        Seen?.Invoke(token);
        return new FormulaVariable(Index(token.Text), token.Text);
    }

    private FormulaNumber Number(Token token)
    {
        double value = double.Parse(token.Text);
        if (!double.IsFinite(value)) throw reader.Error(token, $"{token.Text} is too large for a number.");
        if (reader.Next.Kind == TokenKind.Name) throw reader.Error(reader.Next, $"Between {token.Text} and {reader.Next.Text} an operator is missing; a product is {token.Text}*{reader.Next.Text}.");
        return new FormulaNumber(value);
    }

    private FormulaNode Limited(FormulaNode node) =>
        node.Depth <= MaximumDepth ? node : throw reader.Error(reader.Last, $"Here {MaximumDepth:N0} operations hang on each other; more are not computed.");
}
