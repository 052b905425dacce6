using Hillock.Tracing;

namespace Hillock.Lessons.Typesetting;

/// <summary>Numbers as LaTeX, to six digits.</summary>
internal static class Numeral
{
    public static string Of(double value) => Explained.ShortLatex(value);

    /// <summary>A number as a factor or a later term: in parentheses if it is below 0.</summary>
    public static string Factor(double value) => value < 0 ? $"({Of(value)})" : Of(value);
}
