using System.Numerics;

namespace Hillock.Tracing;

/// <summary>A link of a chain: a name and the expression it stands for.</summary>
public sealed record ChainLink(string Name, string Expression);

/// <summary>A name of a chain with its value at the point.</summary>
public sealed record ChainValue(string Name, double Value);

/// <summary>A link differentiated by one of the names that it uses.</summary>
/// <param name="Of">The link.</param>
/// <param name="By">The name.</param>
/// <param name="Expression">The derivative, the link's other names being constants: <c>2*y</c>.</param>
/// <param name="Value">Its value at the point.</param>
public sealed record ChainFactor(string Of, string By, string Expression, double Value);

/// <summary>One way from what is differentiated down to what it is differentiated by.</summary>
/// <param name="Factors">What is multiplied along the way.</param>
public sealed record ChainPath(IReadOnlyList<ChainFactor> Factors)
{
    /// <summary>The factors' product.</summary>
    public double Value => Factors.Aggregate(1.0, (product, factor) => product * factor.Value);
}

/// <summary>A derivative by the chain rule, with all that it is made of, and two other ways to the same number.</summary>
public sealed record ChainDerivative
{
    /// <summary>What is differentiated.</summary>
    public required string Of { get; init; }

    /// <summary>What it is differentiated by.</summary>
    public required string By { get; init; }

    /// <summary>All names, in order of first appearance.</summary>
    public required IReadOnlyList<ChainValue> Values { get; init; }

    /// <summary>The factors on the paths between the two, those of later links first; none if nothing depends on <see cref="By"/>.</summary>
    public required IReadOnlyList<ChainFactor> Factors { get; init; }

    /// <summary>The derivative: the sum over all paths of the product of their factors.</summary>
    public required double Derivative { get; init; }

    /// <summary>The same as a central difference; null where the chain has a value on one side only.</summary>
    public required double? Numeric { get; init; }

    /// <summary>h of the difference: it is taken between x − h and x + h.</summary>
    public required double Step { get; init; }

    /// <summary>How many paths there are.</summary>
    public required BigInteger PathCount { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<ChainPath> Paths { get; init; }

    /// <summary>The chain multiplied out; null where it is no polynomial of a degree worth reading.</summary>
    public required ChainExpansion? Expansion { get; init; }
}
