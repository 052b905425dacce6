using Hillock.Expressions;

namespace Hillock.Tracing;

/// <summary>Why a part of a formula has no value at a point.</summary>
internal static class ChainFault
{
    /// <summary>The reason, in the middle of a sentence: <c>1/x divides by zero</c>.</summary>
    /// <param name="part">The innermost part without a value.</param>
    /// <param name="point">The variables' values.</param>
    public static string Describe(FormulaNode part, ReadOnlySpan<double> point) => $"{part} {Reason(part, point)}";

    private static string Reason(FormulaNode part, ReadOnlySpan<double> point)
    {
        double value = part.Evaluate(point);
        double left = part.Parts.Count > 0 ? part.Parts[0].Evaluate(point) : 0, right = part.Parts.Count > 1 ? part.Parts[1].Evaluate(point) : 0;
        return part switch
        {
            FormulaQuotient when right == 0 => "divides by zero",
            FormulaPower when left == 0 && right < 0 => "divides by zero",
            FormulaPower when double.IsNaN(value) => $"is a broken power of the negative number {left:G10}",
            FormulaCall { Function.Name: "log" } when left <= 0 => $"is the logarithm of {(left == 0 ? "0" : $"the negative number {left:G10}")}, which does not exist",
            FormulaCall { Function.Name: "sqrt" } when left < 0 => $"is the square root of the negative number {left:G10}",
            _ => double.IsNaN(value) ? "is not a number" : "is too large for a number",
        };
    }
}
