using Hillock.Expressions;

namespace Hillock.Tracing;

/// <summary>A chain at a point: the value of every name.</summary>
internal sealed class ChainPoint
{
    private readonly IReadOnlyList<FormulaDefinition> definitions;
    private readonly IReadOnlyList<string> names;
    private readonly double[] values;

    private ChainPoint(IReadOnlyList<FormulaDefinition> definitions, IReadOnlyList<string> names, double[] values) =>
        (this.definitions, this.names, this.values) = (definitions, names, values);

    /// <summary>[names] the values.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>The point in words: <c>x = 2, w = 3</c>.</summary>
    public string Given => At(Enumerable.Range(0, names.Count).Where(i => definitions.All(link => link.Index != i)));

    /// <summary>Computes every link from the variables.</summary>
    /// <exception cref="ArgumentException">A variable has no value, or a name has one that is no variable, or a link has no value here.</exception>
    public static ChainPoint Evaluate(IReadOnlyList<FormulaDefinition> definitions, IReadOnlyList<string> names, IReadOnlyDictionary<string, double> at)
    {
        double[] known = new double[names.Count];
        HashSet<string> links = [.. definitions.Select(link => link.Name)];
        string[] variables = [.. names.Where(name => !links.Contains(name))];
        foreach ((string name, double value) in at)
        {
            if (links.Contains(name)) throw new ArgumentException($"'{name}' is computed by the chain: only {(variables.Length == 0 ? "variables" : string.Join(", ", variables))} can be given.");
            if (!variables.Contains(name)) throw new ArgumentException(variables.Length == 0 ? $"There is no variable '{name}' in the chain." : NearestName.Sentence("variable", name, variables));
            if (!double.IsFinite(value)) throw new ArgumentException($"The value of '{name}' is not a finite number.");
        }

        foreach ((int i, string name) in names.Index())
        {
            if (!links.Contains(name) && !at.TryGetValue(name, out known[i])) throw new ArgumentException($"The variable '{name}' has no value: say at which point, such as {name}=2.");
        }

        var point = new ChainPoint(definitions, names, known);
        foreach (FormulaDefinition link in definitions)
        {
            known[link.Index] = link.Root.Evaluate(known);
            if (link.Root.PartWithoutValue(known) is { } part)
                throw new ArgumentException($"{link.Name} = {link.Root} has no value at {point.At(link.Uses.Select(use => use.Index))}: {ChainFault.Describe(part, known)}.");
        }

        return point;
    }

    /// <summary>The value of a link's derivative by a name that it uses.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public double Slope(FormulaDefinition link, string by, FormulaNode derivative)
    {
        if (derivative.PartWithoutValue(values) is not { } part) return derivative.Evaluate(values);
        throw new ArgumentException(
            $"{link.Name} = {link.Root} cannot be differentiated by {by} at {At(link.Uses.Select(use => use.Index))}: its derivative is {derivative}, and {ChainFault.Describe(part, values)}.");
    }

    /// <summary>The derivative of one name by another as a central difference, (f(x + h) − f(x − h)) / 2h.</summary>
    /// <remarks>
    /// h = ∛ε·max(1, |x|) balances the difference's own error, of order h², with that of rounding, of order ε/h. Where the chain has no value on
    /// one side, h = ∛ε·|x|: then the point is near the edge of what is defined.
    /// </remarks>
    /// <returns>The difference, null where the chain has no value on a side, and h.</returns>
    public (double? Slope, double Step) Difference(int target, int source)
    {
        double x = values[source], small = Math.Cbrt(double.BitIncrement(1) - 1);
        double h = 0;
        foreach (double size in (double[])[Math.Max(1, Math.Abs(x)), Math.Abs(x)])
        {
            h = small * size;
            (double above, double below) = (x + h, x - h);
            double slope = (Moved(target, source, above) - Moved(target, source, below)) / (above - below); // x ± h as rounded
            if (double.IsFinite(slope)) return (slope, h);
        }

        return (null, h);
    }

    // The target's value when the source alone is moved.
    private double Moved(int target, int source, double value)
    {
        double[] moved = [.. values];
        moved[source] = value;
        foreach (FormulaDefinition link in definitions.Where(link => link.Index != source)) moved[link.Index] = link.Root.Evaluate(moved);
        return moved[target];
    }

    private string At(IEnumerable<int> indices) => string.Join(", ", indices.Select(i => $"{names[i]} = {values[i]:G10}"));
}
