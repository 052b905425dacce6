namespace Hillock.Expressions;

/// <summary>A Boolean function written down: <c>((A &amp; !X) | Y) =&gt; (X &lt;=&gt; Z)</c>.</summary>
/// <remarks>
/// From the loosest to the tightest: <c>&lt;=&gt;</c>; <c>=&gt;</c>; <c>|</c> or <c>or</c>; <c>^</c> or <c>xor</c>; <c>&amp;</c> or
/// <c>and</c>; <c>!</c>, <c>~</c> or <c>not</c>. Parentheses, the constants 0 and 1. Every other word is a variable.
/// </remarks>
public sealed class BooleanExpression
{
    /// <summary>The most variables of an expression.</summary>
    public const int MaximumVariables = 256;

    private readonly string text;

    private BooleanExpression(string text, BooleanNode root, IReadOnlyList<string> variables) => (this.text, Root, Variables) = (text, root, variables);

    /// <summary>The names of the variables, in order of first appearance.</summary>
    public IReadOnlyList<string> Variables { get; }

    internal BooleanNode Root { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="ArgumentException">It is none; the message shows the line with a caret under the place.</exception>
    public static BooleanExpression Parse(string text)
    {
        (BooleanNode root, IReadOnlyList<string> names) = BooleanParser.Parse(text);
        return new BooleanExpression(text, root, names);
    }

    /// <summary>The expression's value.</summary>
    /// <param name="values">One for each of <see cref="Variables"/>.</param>
    public bool Evaluate(params ReadOnlySpan<bool> values)
    {
        if (values.Length != Variables.Count) throw new ArgumentException($"The expression has {Variables.Count} variables; {values.Length} values are given.");
        ulong[] bits = new ulong[values.Length];
        for (int i = 0; i < bits.Length; i++) bits[i] = values[i] ? 1UL : 0;
        return (Root.Evaluate(bits) & 1) != 0;
    }

    /// <summary>The text it was read from.</summary>
    public override string ToString() => text;
}
