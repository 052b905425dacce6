namespace Hillock.Expressions;

/// <summary>What a piece of a formula is worth over a box of points, and how steep it is there.</summary>
/// <param name="Value">Holds every value.</param>
/// <param name="Slopes">[variables] holds every partial derivative.</param>
internal readonly record struct Enclosure(Interval Value, Interval[] Slopes);

/// <summary>A piece of a formula. Immutable, equal by value.</summary>
internal abstract record FormulaNode
{
    /// <summary>The longest way from here down to a number or variable.</summary>
    public virtual int Depth => 0;

    /// <summary>How tightly the outermost operation binds: 1 sums, 2 products, 3 signs, 4 powers, 5 everything else.</summary>
    public virtual int Binding => 5;

    /// <summary>How many pieces it is made of, itself included.</summary>
    public virtual long Size => 1;

    /// <summary>The pieces it is made of.</summary>
    public virtual IReadOnlyList<FormulaNode> Parts => [];

    /// <summary>The value at a point; NaN or infinite where there is none.</summary>
    public abstract double Evaluate(ReadOnlySpan<double> point);

    /// <summary>Bounds of value and slopes over a box.</summary>
    public abstract Enclosure Enclose(ReadOnlySpan<Interval> box);

    /// <summary>∂/∂x of it, simplified, x being the variable of this index and all others constants.</summary>
    public abstract FormulaNode Derivative(int variable);

    /// <summary>The innermost part without a value at a point; null: there is none.</summary>
    public FormulaNode? PartWithoutValue(ReadOnlySpan<double> point)
    {
        foreach (FormulaNode part in Parts)
        {
            if (part.PartWithoutValue(point) is { } inner) return inner;
        }

        return double.IsFinite(Evaluate(point)) ? null : this;
    }

    /// <summary>The formula, with no more parentheses than it needs.</summary>
    public abstract override string ToString();

    /// <summary>A part as it stands in a formula, within parentheses if it binds less tightly than <paramref name="binding"/>.</summary>
    protected static string Within(FormulaNode part, int binding) => part.Binding < binding ? $"({part})" : $"{part}";

    protected static Interval[] Slopes(int variables, Func<int, Interval> slope)
    {
        var slopes = new Interval[variables];
        for (int i = 0; i < variables; i++) slopes[i] = slope(i);
        return slopes;
    }
}

/// <summary>A number, perhaps by its name.</summary>
internal sealed record FormulaNumber(double Value, string? Name = null) : FormulaNode
{
    public override double Evaluate(ReadOnlySpan<double> point) => Value;

    // A sign binds as a sign: −2^2 is not (−2)^2.
    public override int Binding => Name is null && double.IsNegative(Value) ? 3 : 5;

    public override Enclosure Enclose(ReadOnlySpan<Interval> box) => new(Interval.Of(Value), Slopes(box.Length, _ => Interval.Of(0)));

    public override FormulaNode Derivative(int variable) => Simplified.Zero;

    public override string ToString() => Name ?? $"{Value:R}";
}

/// <summary>One of the variables, by its place in order of first appearance.</summary>
internal sealed record FormulaVariable(int Index, string Name) : FormulaNode
{
    public override double Evaluate(ReadOnlySpan<double> point) => point[Index];

    public override Enclosure Enclose(ReadOnlySpan<Interval> box) => new(box[Index], Slopes(box.Length, i => Interval.Of(i == Index ? 1 : 0)));

    public override FormulaNode Derivative(int variable) => variable == Index ? Simplified.One : Simplified.Zero;

    public override string ToString() => Name;
}

/// <summary>−x.</summary>
internal sealed record FormulaNegation(FormulaNode Operand) : FormulaNode
{
    public override int Depth { get; } = Operand.Depth + 1;

    public override long Size { get; } = Operand.Size + 1;

    public override int Binding => 3;

    public override IReadOnlyList<FormulaNode> Parts => [Operand];

    public override double Evaluate(ReadOnlySpan<double> point) => -Operand.Evaluate(point);

    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure x = Operand.Enclose(box);
        return new Enclosure(-x.Value, Slopes(box.Length, i => -x.Slopes[i]));
    }

    public override FormulaNode Derivative(int variable) => Simplified.Negation(Operand.Derivative(variable));

    public override string ToString() => $"-{Within(Operand, 3)}";
}

/// <summary>f(x).</summary>
internal sealed record FormulaCall(MathFunction Function, FormulaNode Argument) : FormulaNode
{
    public override int Depth { get; } = Argument.Depth + 1;

    public override long Size { get; } = Argument.Size + 1;

    public override IReadOnlyList<FormulaNode> Parts => [Argument];

    public override double Evaluate(ReadOnlySpan<double> point) => Function.Value(Argument.Evaluate(point));

    // (f(x))′ = f′(x)·x′
    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure x = Argument.Enclose(box);
        Interval outer = Function.Slope(x.Value);
        return new Enclosure(Function.Range(x.Value), Slopes(box.Length, i => outer * x.Slopes[i]));
    }

    public override FormulaNode Derivative(int variable)
    {
        FormulaNode inner = Argument.Derivative(variable);
        return Simplified.IsZero(inner) ? inner : Simplified.Product(inner, Function.Derivative(Argument));
    }

    public override string ToString() => $"{Function.Name}({Argument})";
}
