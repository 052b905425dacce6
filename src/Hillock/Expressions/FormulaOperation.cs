namespace Hillock.Expressions;

/// <summary>Two pieces of a formula joined by an operator.</summary>
internal abstract record FormulaOperation(FormulaNode Left, FormulaNode Right) : FormulaNode
{
    public override int Depth { get; } = Math.Max(Left.Depth, Right.Depth) + 1;

    public override long Size { get; } = Left.Size + Right.Size + 1;

    public override IReadOnlyList<FormulaNode> Parts => [Left, Right];
}

/// <summary>u + v.</summary>
internal sealed record FormulaSum(FormulaNode Left, FormulaNode Right) : FormulaOperation(Left, Right)
{
    public override int Binding => 1;

    public override double Evaluate(ReadOnlySpan<double> point) => Left.Evaluate(point) + Right.Evaluate(point);

    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure u = Left.Enclose(box), v = Right.Enclose(box);
        return new Enclosure(u.Value + v.Value, Slopes(box.Length, i => u.Slopes[i] + v.Slopes[i]));
    }

    public override FormulaNode Derivative(int variable) => Simplified.Sum(Left.Derivative(variable), Right.Derivative(variable));

    public override string ToString() => $"{Left} + {Within(Right, 2)}";
}

/// <summary>u − v.</summary>
internal sealed record FormulaDifference(FormulaNode Left, FormulaNode Right) : FormulaOperation(Left, Right)
{
    public override int Binding => 1;

    public override double Evaluate(ReadOnlySpan<double> point) => Left.Evaluate(point) - Right.Evaluate(point);

    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure u = Left.Enclose(box), v = Right.Enclose(box);
        return new Enclosure(u.Value - v.Value, Slopes(box.Length, i => u.Slopes[i] - v.Slopes[i]));
    }

    public override FormulaNode Derivative(int variable) => Simplified.Difference(Left.Derivative(variable), Right.Derivative(variable));

    public override string ToString() => $"{Left} - {Within(Right, 2)}";
}

/// <summary>u·v, with (uv)′ = u′v + uv′.</summary>
internal sealed record FormulaProduct(FormulaNode Left, FormulaNode Right) : FormulaOperation(Left, Right)
{
    public override int Binding => 2;

    public override double Evaluate(ReadOnlySpan<double> point) => Left.Evaluate(point) * Right.Evaluate(point);

    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure u = Left.Enclose(box), v = Right.Enclose(box);
        return new Enclosure(u.Value * v.Value, Slopes(box.Length, i => (u.Slopes[i] * v.Value) + (u.Value * v.Slopes[i])));
    }

    public override FormulaNode Derivative(int variable) => Simplified.Sum(
        Simplified.Product(Left.Derivative(variable), Right), Simplified.Product(Left, Right.Derivative(variable)));

    public override string ToString() => $"{Within(Left, 2)}*{Within(Right, 3)}";
}

/// <summary>u / v, with (u/v)′ = (u′ − (u/v)·v′) / v.</summary>
internal sealed record FormulaQuotient(FormulaNode Left, FormulaNode Right) : FormulaOperation(Left, Right)
{
    public override int Binding => 2;

    public override double Evaluate(ReadOnlySpan<double> point) => Left.Evaluate(point) / Right.Evaluate(point);

    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure u = Left.Enclose(box), v = Right.Enclose(box);
        Interval ratio = u.Value / v.Value;
        return new Enclosure(ratio, Slopes(box.Length, i => (u.Slopes[i] - (ratio * v.Slopes[i])) / v.Value));
    }

    // For people (u/v)′ = u′/v where v is constant, else (u′v − uv′) / v².
    public override FormulaNode Derivative(int variable)
    {
        FormulaNode u = Left.Derivative(variable), v = Right.Derivative(variable);
        if (Simplified.IsZero(v)) return Simplified.Quotient(u, Right);
        return Simplified.Quotient(
            Simplified.Difference(Simplified.Product(u, Right), Simplified.Product(Left, v)), Simplified.Power(Right, new FormulaNumber(2)));
    }

    public override string ToString() => $"{Within(Left, 2)}/{Within(Right, 3)}";
}

/// <summary>uᵛ. For a number n as the exponent (uⁿ)′ = n·uⁿ⁻¹·u′, else (uᵛ)′ = uᵛ·(v′ ln u + v·u′/u).</summary>
internal sealed record FormulaPower(FormulaNode Left, FormulaNode Right) : FormulaOperation(Left, Right)
{
    public override int Binding => 4;

    public override double Evaluate(ReadOnlySpan<double> point) => Math.Pow(Left.Evaluate(point), Right.Evaluate(point));

    public override Enclosure Enclose(ReadOnlySpan<Interval> box)
    {
        Enclosure u = Left.Enclose(box), v = Right.Enclose(box);
        if (v.Value.Low == v.Value.High)
        {
            double n = v.Value.Low;
            Interval outer = Interval.Of(n) * Power(u.Value, n - 1);
            return new Enclosure(Power(u.Value, n), Slopes(box.Length, i => outer * u.Slopes[i]));
        }

        if (!(u.Value.Low > 0)) return new Enclosure(Interval.Unknown, Slopes(box.Length, _ => Interval.Unknown));
        Interval log = new(Math.BitDecrement(Math.Log(u.Value.Low)), Math.BitIncrement(Math.Log(u.Value.High)));
        Interval exponent = v.Value * log;
        var value = Interval.Outwards(Math.Exp(exponent.Low), Math.Exp(exponent.High), 2);
        return new Enclosure(value, Slopes(box.Length, i => value * ((v.Slopes[i] * log) + (v.Value * u.Slopes[i] / u.Value))));
    }

    public override FormulaNode Derivative(int variable)
    {
        FormulaNode u = Left.Derivative(variable), v = Right.Derivative(variable);
        if (Simplified.IsZero(v))
        {
            FormulaNode n = Right is FormulaQuotient ratio ? Simplified.Quotient(ratio.Left, ratio.Right) : Right;
            FormulaNode lower = Simplified.Power(Left, Simplified.Difference(n, Simplified.One));
            return Simplified.Product(Simplified.Product(n, lower), u);
        }

        FormulaNode log = Left is FormulaNumber { Value: Math.E } ? Simplified.One : new FormulaCall(MathFunction.Log, Left);
        return Simplified.Product(this, Simplified.Sum(Simplified.Product(v, log), Simplified.Quotient(Simplified.Product(Right, u), Left)));
    }

    // −x^2 is −(x²), and 2^3^2 is 2^9.
    public override string ToString() => $"{Within(Left, 5)}^{Within(Right, 3)}";

    private static Interval Power(Interval x, double n)
    {
        if (x.IsUnknown) return x;
        if (n == 0) return Interval.Of(1);
        if (n < 0) return Interval.Of(1) / Power(x, -n);
        if (!double.IsInteger(n) && x.Low < 0) return Interval.Unknown;
        (double a, double b) = (Math.Pow(x.Low, n), Math.Pow(x.High, n));
        var ends = Interval.Outwards(Math.Min(a, b), Math.Max(a, b), 2);
        return double.IsEvenInteger(n) ? new Interval(x.Contains(0) ? 0 : Math.Max(0, ends.Low), ends.High) : ends;
    }
}
