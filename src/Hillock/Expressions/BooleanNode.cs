namespace Hillock.Expressions;

/// <summary>A piece of a Boolean expression. Immutable, equal by value.</summary>
internal abstract record BooleanNode
{
    /// <summary>The value for 64 rows at once, a bit for each.</summary>
    /// <param name="variables">[variables] the variables' values.</param>
    public abstract ulong Evaluate(ReadOnlySpan<ulong> variables);

    /// <summary>¬x, without a double negation.</summary>
    public static BooleanNode Not(BooleanNode x) => x switch
    {
        BooleanNot { Operand: var operand } => operand,
        BooleanConstant { Value: var value } => new BooleanConstant(!value),
        _ => new BooleanNot(x),
    };
}

/// <summary>0 or 1.</summary>
internal sealed record BooleanConstant(bool Value) : BooleanNode
{
    public override ulong Evaluate(ReadOnlySpan<ulong> variables) => Value ? ulong.MaxValue : 0;
}

/// <summary>One of the variables, by its place in order of first appearance.</summary>
internal sealed record BooleanVariable(int Index) : BooleanNode
{
    public override ulong Evaluate(ReadOnlySpan<ulong> variables) => variables[Index];
}

/// <summary>¬x.</summary>
internal sealed record BooleanNot(BooleanNode Operand) : BooleanNode
{
    public override ulong Evaluate(ReadOnlySpan<ulong> variables) => ~Operand.Evaluate(variables);
}

/// <summary>x ∧ y ∧ …</summary>
internal sealed record BooleanAnd(ValueList<BooleanNode> Operands) : BooleanNode
{
    public override ulong Evaluate(ReadOnlySpan<ulong> variables)
    {
        ulong all = ulong.MaxValue;
        foreach (BooleanNode operand in Operands) all &= operand.Evaluate(variables);
        return all;
    }
}

/// <summary>x ∨ y ∨ …</summary>
internal sealed record BooleanOr(ValueList<BooleanNode> Operands) : BooleanNode
{
    public override ulong Evaluate(ReadOnlySpan<ulong> variables)
    {
        ulong any = 0;
        foreach (BooleanNode operand in Operands) any |= operand.Evaluate(variables);
        return any;
    }
}

/// <summary>x ⊕ y ⊕ …: 1 where an odd number of them is.</summary>
internal sealed record BooleanXor(ValueList<BooleanNode> Operands) : BooleanNode
{
    public override ulong Evaluate(ReadOnlySpan<ulong> variables)
    {
        ulong odd = 0;
        foreach (BooleanNode operand in Operands) odd ^= operand.Evaluate(variables);
        return odd;
    }
}
