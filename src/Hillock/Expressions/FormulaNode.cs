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

    /// <summary>The pieces it is made of.</summary>
    public virtual IReadOnlyList<FormulaNode> Parts => [];

    /// <summary>The value at a point; NaN or infinite where there is none.</summary>
    public abstract double Evaluate(ReadOnlySpan<double> point);

    /// <summary>Bounds of value and slopes over a box.</summary>
    public abstract Enclosure Enclose(ReadOnlySpan<Interval> box);

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

    public override Enclosure Enclose(ReadOnlySpan<Interval> box) => new(Interval.Of(Value), Slopes(box.Length, _ => Interval.Of(0)));

    public override string ToString() => Name ?? $"{Value:R}";
}

/// <summary>One of the variables, by its place in order of first appearance.</summary>
internal sealed record FormulaVariable(int Index, string Name) : FormulaNode
{
    public override double Evaluate(ReadOnlySpan<double> point) => point[Index];

    public override Enclosure Enclose(ReadOnlySpan<Interval> box) => new(box[Index], Slopes(box.Length, i => Interval.Of(i == Index ? 1 : 0)));

    public override string ToString() => Name;
}

/// <summary>−x.</summary>
internal sealed record FormulaNegation(FormulaNode Operand) : FormulaNode
{
    public override int Depth { get; } = Operand.Depth + 1;

    public override int Binding => 3;

    public override IReadOnlyList<FormulaNode> Parts => [Operand];

    public override double Evaluate(ReadOnlySpan<double> point) => -Operand.Evaluate(point);

    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure x = Operand.Enclose(box);
        return new Enclosure(-x.Value, Slopes(box.Length, i => -x.Slopes[i]));
    }

    public override string ToString() => $"-{Within(Operand, 3)}";
}

/// <summary>f(x).</summary>
internal sealed record FormulaCall(MathFunction Function, FormulaNode Argument) : FormulaNode
{
    public override int Depth { get; } = Argument.Depth + 1;

    public override IReadOnlyList<FormulaNode> Parts => [Argument];

    public override double Evaluate(ReadOnlySpan<double> point) => Function.Value(Argument.Evaluate(point));

    // (f(x))′ = f′(x)·x′
    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure x = Argument.Enclose(box);
        Interval outer = Function.Slope(x.Value);
        return new Enclosure(Function.Range(x.Value), Slopes(box.Length, i => outer * x.Slopes[i]));
    }

    public override string ToString() => $"{Function.Name}({Argument})";
}
