namespace Hillock.Expressions;

/// <summary>A function of real numbers written down: <c>sin(2*pi*x) + y^2</c>.</summary>
/// <remarks>
/// <c>+ - * / ^</c> with the usual precedence (2^3^2 is 2^9, −x^2 is −(x²)), parentheses, <c>sin cos tan exp log sqrt abs tanh</c> with
/// their argument in parentheses (angles in radians, log to the base e), the constants <c>pi</c> and <c>e</c>. Every other word is a variable.
/// </remarks>
public sealed class Formula
{
    private readonly string text;

    private Formula(string text, FormulaNode root, IReadOnlyList<string> variables) => (this.text, Root, Variables) = (text, root, variables);

    /// <summary>The names of the variables, in order of first appearance.</summary>
    public IReadOnlyList<string> Variables { get; }

    internal FormulaNode Root { get; }

    /// <summary>Reads a formula.</summary>
    /// <exception cref="ArgumentException">It is none; the message shows the line with a caret under the place.</exception>
    public static Formula Parse(string text)
    {
        (FormulaNode root, IReadOnlyList<string> names) = FormulaParser.Parse(text);
        return new Formula(text, root, names);
    }

    /// <summary>The formula's value; NaN or infinite where it has none.</summary>
    /// <param name="point">One number for each of <see cref="Variables"/>.</param>
    public double Evaluate(params ReadOnlySpan<double> point) => point.Length == Variables.Count
        ? Root.Evaluate(point)
        : throw new ArgumentException($"The formula has {Variables.Count} variables; {point.Length} numbers are given.");

    /// <summary>The text it was read from.</summary>
    public override string ToString() => text;

    /// <summary>Why there is no value at a point, in the middle of a sentence: <c>log(x) is not a number at x = -1</c>; null: there is one.</summary>
    internal string? Fault(ReadOnlySpan<double> point) => Root.PartWithoutValue(point) is { } part
        ? $"{part} is {(double.IsNaN(part.Evaluate(point)) ? "not a number" : "infinite")} at {At(point)}"
        : null;

    /// <summary>A point in words: <c>x = 0.5, y = 2</c>.</summary>
    internal string At(ReadOnlySpan<double> point)
    {
        string[] places = new string[point.Length];
        for (int i = 0; i < places.Length; i++) places[i] = $"{Variables[i]} = {point[i]:G6}";
        return string.Join(", ", places);
    }
}
