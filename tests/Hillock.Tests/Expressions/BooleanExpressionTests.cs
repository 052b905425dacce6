using FsCheck;
using FsCheck.Fluent;
using Hillock.Expressions;

namespace Hillock.Tests.Expressions;

public class BooleanExpressionTests
{
    [Fact]
    public void Any_expression_is_worth_what_its_operations_are() =>
        Prop.ForAll(RandomBoolean.Any.ToArbitrary(), written =>
        {
            var parsed = BooleanExpression.Parse(written.Text);
            Assert.Equal(written.Names, parsed.Variables);
            for (int row = 0; row < 1 << parsed.Variables.Count; row++)
            {
                bool[] values = [.. Enumerable.Range(0, parsed.Variables.Count).Select(i => (row >> i & 1) == 1)];
                bool expected = written.Value(name => values[Array.IndexOf(written.Names, name)]);
                Assert.True(expected == parsed.Evaluate(values), $"{written.Text} with {string.Join(", ", values)}");
            }
        }).QuickCheckThrowOnFailure();

    // What binds more tightly is written out in parentheses.
    [Theory]
    [InlineData("A | B & C", "A | (B & C)")]
    [InlineData("A ^ B & C", "A ^ (B & C)")]
    [InlineData("A | B ^ C", "A | (B ^ C)")]
    [InlineData("!A & B", "(!A) & B")]
    [InlineData("~!A", "A")]
    [InlineData("not A and b or C xor 1", "((not A) and b) or (C xor 1)")]
    [InlineData("NOT A Or B", "(!A) | B")]
    [InlineData("A => B => C", "A => (B => C)")]
    [InlineData("A | B => C & D", "(A | B) => (C & D)")]
    [InlineData("A <=> B => C", "A <=> (B => C)")]
    [InlineData("A <=> B <=> C", "(A <=> B) <=> C")]
    [InlineData("A <=> B <=> C <=> D", "((A <=> B) <=> C) <=> D")]
    [InlineData("(A)", "A")]
    [InlineData("A\n& B", "A & B")]
    public void Operators_bind_as_is_usual(string text, string parenthesized)
    {
        var left = BooleanExpression.Parse(text);
        var right = BooleanExpression.Parse(parenthesized);
        Assert.Equal(right.Variables, left.Variables);
        for (int row = 0; row < 1 << left.Variables.Count; row++)
        {
            bool[] values = [.. Enumerable.Range(0, left.Variables.Count).Select(i => (row >> i & 1) == 1)];
            Assert.Equal(right.Evaluate(values), left.Evaluate(values));
        }
    }

    [Fact]
    public void The_lectures_expression_is_read_with_its_variables_in_order()
    {
        var expression = BooleanExpression.Parse("((A & !X & Z) | (A & !Y)) & ((X & Y) | !(X & Z))");

        Assert.Equal(["A", "X", "Z", "Y"], expression.Variables);
        Assert.True(expression.Evaluate(true, false, true, true));
        Assert.False(expression.Evaluate(true, true, true, false));
    }

    [Theory]
    [InlineData("", "The expression is empty")]
    [InlineData("  \n ", "The expression is empty")]
    [InlineData("A &", "Here a name, 0, 1, '!' or '(' is expected, not the end.\n  A &\n     ^")]
    [InlineData("A & | B", "not '|'.\n  A & | B\n      ^")]
    [InlineData("A and or B", "not 'or'.\n  A and or B\n        ^")]
    [InlineData("(A | (B & C)", "This parenthesis is not closed.\n  (A | (B & C)\n  ^")]
    [InlineData("A)", "This parenthesis closes nothing.\n  A)\n   ^")]
    [InlineData("()", "not ')'.\n  ()\n   ^")]
    [InlineData("A B", "Here an operator or the end is expected, not 'B'.\n  A B\n    ^")]
    [InlineData("(A B)", "Here an operator or ')' is expected, not 'B'.\n  (A B)\n     ^")]
    [InlineData("A & 2", "'2' is neither.\n  A & 2\n      ^")]
    [InlineData("A @ B", "'@' means nothing here; the signs are <=> => ! ~ & ^ | ( ).\n  A @ B\n    ^")]
    [InlineData("A = B", "'=' means nothing here")]
    [InlineData("A\n& B\n& & C", "not '&'.\n  & & C\n    ^")]
    [InlineData("A\t& \u0001", "This character means nothing here")]
    [InlineData("ÄÖ & 𝔹", "'𝔹' means nothing here; the signs are <=> => ! ~ & ^ | ( ).\n  ÄÖ & 𝔹\n       ^")]
    public void A_mistake_is_shown_with_a_caret_under_its_place(string text, string expected)
    {
        string message = Assert.Throws<ArgumentException>(() => BooleanExpression.Parse(text)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_shown_around_its_place()
    {
        string text = string.Join(" & ", Enumerable.Repeat("Variable", 40)) + " & & " + string.Join(" | ", Enumerable.Repeat("Other", 40));
        string[] lines = Assert.Throws<ArgumentException>(() => BooleanExpression.Parse(text)).Message.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.True(lines[1].Length <= 80);
        Assert.Equal("& & Other", lines[1].Substring(lines[2].Length - 3, 9));
    }

    [Theory]
    [InlineData("!", 199, null)]
    [InlineData("!", 201, "200 pieces stand within each other")]
    [InlineData("(", 201, "200 pieces stand within each other")]
    [InlineData("a=>", 201, "200 pieces stand within each other")]
    [InlineData("! ", 5001, "at most 10,000 characters")]
    public void Depth_and_length_are_bounded(string piece, int times, string? expected)
    {
        string text = string.Concat(Enumerable.Repeat(piece, times)) + "A";
        if (expected is null) Assert.Single(BooleanExpression.Parse(text).Variables);
        else Assert.Contains(expected, Assert.Throws<ArgumentException>(() => BooleanExpression.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_are_bounded()
    {
        string most = string.Join('&', Enumerable.Range(0, BooleanExpression.MaximumVariables).Select(i => $"v{i}"));
        Assert.Equal(BooleanExpression.MaximumVariables, BooleanExpression.Parse(most).Variables.Count);
        Assert.Contains("one variable too many", Assert.Throws<ArgumentException>(() => BooleanExpression.Parse(most + "&w")).Message, StringComparison.Ordinal);
    }
}
