using Hillock.Expressions;

namespace Hillock.Data.Formulas;

/// <summary>Functions of bits, all rows of them: a column of 0 and 1 for each bit, and the answer last.</summary>
internal static class TruthTables
{
    /// <summary>The most bits: a table of n has 2ⁿ rows.</summary>
    public const int MostBits = 16;

    private const string Answer = "output";

    /// <summary>Whether an odd number of n bits is 1.</summary>
    /// <param name="bits">n, as it was written.</param>
    public static Recipe Parity(string bits)
    {
        if (!int.TryParse(bits, out int count) || count is < 2 or > MostBits) throw new ArgumentException($"parity takes 2 to {MostBits} bits, such as parity:4.");
        return Of(
            $"all {1 << count:N0} rows of {count} bits, and whether the number of ones is odd",
            [.. Enumerable.Range(1, count).Select(i => $"x{i}")],
            "parity",
            row => row.Count(true) % 2 == 1);
    }

    /// <summary>A Boolean expression.</summary>
    /// <param name="text">The expression, <c>A &amp; !B</c>.</param>
    public static Recipe Expression(string text)
    {
        BooleanExpression expression = BooleanExpression.Parse(text);
        int count = expression.Variables.Count;
        if (count is < 1 or > MostBits) throw new ArgumentException($"a truth table has 1 to {MostBits} variables, not {count:N0}.");
        if (expression.Variables.Contains(Answer)) throw new ArgumentException($"'{Answer}' is the column of the answers: call the variable otherwise.");
        return Of($"all {1 << count:N0} rows of a truth table: {Sentence.Shorten(text)}", expression.Variables, Answer, row => expression.Evaluate(row));
    }

    private static Recipe Of(string description, IReadOnlyList<string> names, string answer, Func<bool[], bool> truth) => new(description, 1 << names.Count, (_, _, _) =>
    {
        double[][] columns = [.. names.Select(_ => new double[1 << names.Count])];
        double[] answers = new double[1 << names.Count];
        bool[] bits = new bool[names.Count];
        for (int row = 0; row < answers.Length; row++)
        {
            for (int bit = 0; bit < bits.Length; bit++)
            {
                bits[bit] = ((row >> (bits.Length - 1 - bit)) & 1) == 1; // the first column is the highest bit, as truth tables are written
                columns[bit][row] = bits[bit] ? 1 : 0;
            }

            answers[row] = truth(bits) ? 1 : 0;
        }

        return new Table([.. names.Select((name, i) => Column.Numbers(name, columns[i])), Column.Numbers(answer, answers)]);
    });
}
