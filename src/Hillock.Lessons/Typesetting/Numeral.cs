using Hillock.Tracing;

namespace Hillock.Lessons.Typesetting;

/// <summary>Numbers as LaTeX, to six digits.</summary>
internal static class Numeral
{
    public static string Of(double value) => Explained.ShortLatex(value);

    /// <summary>A number as a factor or a later term: in parentheses if it is below 0.</summary>
    public static string Factor(double value) => value < 0 ? $"({Of(value)})" : Of(value);

    /// <summary>A number before a letter: 3x, −x, x.</summary>
    public static string Times(double value, string letter) => value == 1 ? letter : value == -1 ? $"-{letter}" : Of(value) + letter;

    /// <summary>A number as a later term of a sum, with its sign; nothing for 0.</summary>
    public static string Plus(double value) => value == 0 ? "" : value < 0 ? $" - {Of(-value)}" : $" + {Of(value)}";
}
