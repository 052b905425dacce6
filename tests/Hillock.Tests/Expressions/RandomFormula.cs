using FsCheck;
using FsCheck.Fluent;

namespace Hillock.Tests.Expressions;

/// <summary>Formulas of x and y by chance.</summary>
internal static class RandomFormula
{
    public static Gen<string> Any { get; } = Gen.Sized(size => Of(Math.Min(size, 30)));

    private static Gen<string> Of(int size)
    {
        Gen<string> leaf = Gen.Elements("x", "y", "x", "pi", "2", "0.5", "3", "1.25");
        if (size == 0) return leaf;
        Gen<string> part = Of(size / 2);
        return Gen.Frequency(
            (1, leaf),
            (2, Gen.Elements("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "tanh").SelectMany(name => part, (name, x) => $"{name}({x})")),
            (1, part.Select(x => $"(-{x})")),
            (1, Gen.Elements("2", "3", "-1", "0.5", "x").SelectMany(exponent => part, (exponent, x) => $"({x})^({exponent})")),
            (4, from sign in Gen.Elements("+", "-", "*", "/") from x in part from y in part select $"({x}) {sign} ({y})"));
    }
}
