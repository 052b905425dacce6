using Hillock.Data;
using Hillock.Expressions;

namespace Hillock.Tracing;

/// <summary>A chain of named expressions, <c>y = 3*x - 2; z = y^2</c>, to be differentiated by the chain rule.</summary>
/// <remarks>
/// ∂z/∂x is the sum, over all paths from z to x along the names that the expressions use, of the product of the factors along the path:
/// each factor is a link differentiated by one of the names it uses. It is computed from z backward, as backpropagation does, with one
/// addition for each factor, however many paths there are.
/// </remarks>
public sealed class Chain
{
    /// <summary>The most links of a chain.</summary>
    public const int MaximumLinks = 1000;

    // A derivative of more pieces is no more read by anybody.
    private const int MaximumPieces = 20_000;

    private readonly string text;
    private readonly IReadOnlyList<FormulaDefinition> definitions;
    private readonly IReadOnlyList<string> names;

    private Chain(string text, IReadOnlyList<FormulaDefinition> definitions, IReadOnlyList<string> names)
    {
        (this.text, this.definitions, this.names) = (text, definitions, names);
        Links = [.. definitions.Select(link => new ChainLink(link.Name, $"{link.Root}"))];
        Variables = [.. names.Except(definitions.Select(link => link.Name))];
    }

    /// <summary>The links, in order.</summary>
    public IReadOnlyList<ChainLink> Links { get; }

    /// <summary>The names that no link defines, in order of first appearance.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Reads a chain: links with a semicolon between them, each using only variables and links before it.</summary>
    /// <exception cref="ArgumentException">It is none; the message shows the line with a caret under the place.</exception>
    public static Chain Parse(string text)
    {
        var source = new ExpressionText(text);
        (IReadOnlyList<FormulaDefinition> definitions, IReadOnlyList<string> names) = FormulaDefinition.ParseAll(source);
        ChainOrder.Check(source, definitions);
        return new Chain(text, definitions, names);
    }

    /// <summary>The derivative of one name by another at a point.</summary>
    /// <param name="at">A number for each of <see cref="Variables"/>.</param>
    /// <param name="of">What is differentiated; null: the last link.</param>
    /// <param name="by">What changes: a variable, or a link that is moved by itself; null: the only variable.</param>
    /// <exception cref="ArgumentException">A name is unknown or has no value, or there is no value or no derivative at the point.</exception>
    public ChainDerivative Differentiate(IReadOnlyDictionary<string, double> at, string? of = null, string? by = null)
    {
        int target = Target(of), source = Source(by);
        if (target == source) throw new ArgumentException($"'{names[target]}' is to be differentiated by itself: choose two names.");
        var point = ChainPoint.Evaluate(definitions, names, at);
        bool[] depends = Depending(source), used = UsedFor(target, source);

        List<ChainFactor> factors = [];
        double[] slopes = new double[names.Count]; // ∂target/∂name, complete once all links above the name are done
        slopes[target] = 1;
        foreach (FormulaDefinition link in definitions.Reverse().Where(link => used[link.Index] && depends[link.Index] && link.Index != source))
        {
            foreach (FormulaName use in link.Uses.Where(use => depends[use.Index]))
            {
                FormulaNode derivative = Derivative(link, use);
                double value = point.Slope(link, use.Name, derivative);
                factors.Add(new ChainFactor(link.Name, use.Name, $"{derivative}", value));
                slopes[use.Index] += slopes[link.Index] * value;
            }
        }

        if (!double.IsFinite(slopes[source]))
            throw new ArgumentException($"The factors' product is too large for a number: d{names[target]}/d{names[source]} overflows at {point.Given}.");
        var paths = ChainPaths.Find(factors, names[target], names[source]);
        (double? numeric, double step) = point.Difference(target, source);
        return new ChainDerivative
        {
            Of = names[target],
            By = names[source],
            Values = [.. names.Select((name, i) => new ChainValue(name, point.Values[i]))],
            Factors = factors,
            Derivative = slopes[source],
            Numeric = numeric,
            Step = step,
            PathCount = paths.Count,
            Paths = paths.Shown,
            Expansion = ChainExpansion.Of(definitions, point.Values, target, source, names[source]),
        };
    }

    /// <summary>The text it was read from.</summary>
    public override string ToString() => text;

    private int Target(string? of)
    {
        if (of is null) return definitions[^1].Index;
        if (definitions.FirstOrDefault(known => known.Name == of) is { } link) return link.Index;
        throw new ArgumentException(names.Contains(of)
            ? $"'{of}' is given, not computed: only the links {Sentence.Few([.. Links.Select(known => known.Name)])} have derivatives."
            : NearestName.Sentence("link", of, [.. Links.Select(known => known.Name)]));
    }

    private int Source(string? by)
    {
        if (by is not null) return names.Contains(by) ? Index(by) : throw new ArgumentException(NearestName.Sentence("name", by, names.ToArray()));
        return Variables.Count switch
        {
            0 => throw new ArgumentException("The chain has no variable: everything in it is a number, and nothing can change."),
            1 => Index(Variables[0]),
            _ => throw new ArgumentException($"The chain has the variables {Sentence.Few(Variables)}: say by which of them to differentiate."),
        };
    }

    private int Index(string name) => names.Index().First(known => known.Item == name).Index;

    // [names] which change with the source.
    private bool[] Depending(int source)
    {
        bool[] depends = new bool[names.Count];
        depends[source] = true;
        foreach (FormulaDefinition link in definitions.Where(link => link.Index != source)) depends[link.Index] = link.Uses.Any(use => depends[use.Index]);
        return depends;
    }

    // [names] which the target needs; what the source itself needs is of no interest.
    private bool[] UsedFor(int target, int source)
    {
        bool[] used = new bool[names.Count];
        used[target] = true;
        foreach (FormulaDefinition link in definitions.Reverse().Where(link => used[link.Index] && link.Index != source))
        {
            foreach (FormulaName use in link.Uses) used[use.Index] = true;
        }

        return used;
    }

    private FormulaNode Derivative(FormulaDefinition link, FormulaName use)
    {
        FormulaNode derivative = link.Root.Derivative(use.Index);
        if (derivative.Size <= MaximumPieces) return derivative;
        throw new ArgumentException(
            $"The derivative of '{link.Name}' by '{use.Name}' would have {derivative.Size:N0} pieces, more than {MaximumPieces:N0}: split the link into several.");
    }
}
