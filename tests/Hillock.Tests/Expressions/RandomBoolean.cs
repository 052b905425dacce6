using FsCheck;
using FsCheck.Fluent;

namespace Hillock.Tests.Expressions;

/// <summary>A Boolean expression by chance: how it is written, and what it is worth by C#'s own operators.</summary>
/// <param name="Text">The expression, every operation in parentheses.</param>
/// <param name="Value">Its value where a name has a value.</param>
internal sealed record RandomBoolean(string Text, Func<Func<string, bool>, bool> Value)
{
    private static readonly string[] AllNames = ["A", "b", "X_1", "Zoo", "q", "W"];

    /// <summary>The names in order of first appearance.</summary>
    public string[] Names { get; } = [.. AllNames.Select(name => (Name: name, At: IndexOf(Text, name))).Where(found => found.At >= 0).OrderBy(found => found.At).Select(found => found.Name)];

    public static Gen<RandomBoolean> Any { get; } = Gen.Sized(size => Of(Math.Min(size, 40)));

    private static Gen<RandomBoolean> Of(int size)
    {
        Gen<RandomBoolean> leaf = Gen.Frequency(
            (8, Gen.Elements(AllNames).Select(name => new RandomBoolean(name, value => value(name)))),
            (1, Gen.Elements(false, true).Select(constant => new RandomBoolean(constant ? "1" : "0", _ => constant))));
        if (size == 0) return leaf;

        Gen<RandomBoolean> part = Of(size / 2);
        return Gen.Frequency(
            (1, leaf),
            (2, Gen.Elements("!", "~", "not ", "NOT ").SelectMany(sign => part, (sign, x) => new RandomBoolean($"{sign}{x.Text}", value => !x.Value(value)))),
            (2, Joined(part, (x, y) => x && y, "&", " and ", " AND ")),
            (2, Joined(part, (x, y) => x || y, "|", " or ")),
            (2, Joined(part, (x, y) => x != y, "^", " xor ")),
            (1, Joined(part, (x, y) => !x || y, "=>")),
            (1, Joined(part, (x, y) => x == y, "<=>")));
    }

    private static Gen<RandomBoolean> Joined(Gen<RandomBoolean> part, Func<bool, bool, bool> operation, params string[] signs) =>
        from sign in Gen.Elements(signs)
        from x in part
        from y in part
        select new RandomBoolean($"({x.Text} {sign} {y.Text})", value => operation(x.Value(value), y.Value(value)));

    // As a whole word: b is not in the middle of another name, nor is A in AND.
    private static int IndexOf(string text, string name)
    {
        for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            bool begins = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            bool ends = at + name.Length == text.Length || !char.IsLetterOrDigit(text[at + name.Length]);
            if (begins && ends) return at;
        }

        return -1;
    }
}
