using Hillock.Expressions;

namespace Hillock.Tracing;

/// <summary>A chain multiplied out, where it is a polynomial: a second way to the derivative.</summary>
/// <param name="Formula">The polynomial, all other variables being numbers: <c>9*x^2 - 12*x + 4</c>.</param>
/// <param name="Derivative">Its derivative: <c>18*x - 12</c>.</param>
/// <param name="Value">The derivative's value at the point.</param>
public sealed record ChainExpansion(string Formula, string Derivative, double Value)
{
    /// <summary>The target as a polynomial of the source; null if it is none of a degree worth reading.</summary>
    internal static ChainExpansion? Of(
        IReadOnlyList<FormulaDefinition> definitions, IReadOnlyList<double> values, int target, int source, string variable)
    {
        Polynomial?[] names = [.. values.Select(Polynomial.Constant)];
        names[source] = Polynomial.Variable;
        foreach (FormulaDefinition link in definitions.Where(link => link.Index != source)) names[link.Index] = Polynomial.Of(link.Root, names);
        if (names[target] is not { } expanded) return null;
        Polynomial derivative = expanded.Derivative;
        return new ChainExpansion($"{expanded.ToFormula(variable)}", $"{derivative.ToFormula(variable)}", derivative.Evaluate(values[source]));
    }
}
