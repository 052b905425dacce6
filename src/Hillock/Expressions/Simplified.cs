namespace Hillock.Expressions;

/// <summary>Joins pieces of formulas and leaves out what a person would leave out: 2*y, not y*2*1.</summary>
/// <remarks>
/// Each rule looks at the two pieces it is given and no deeper than their coefficients, so that what was written stays recognizable. Where a rule cancels
/// (u/u is 1), the formulas differ only at points where one of them has no value.
/// </remarks>
internal static class Simplified
{
    /// <summary>0.</summary>
    public static FormulaNumber Zero { get; } = new(0);

    /// <summary>1.</summary>
    public static FormulaNumber One { get; } = new(1);

    /// <summary>u + v: 0 is left out, like terms become one, adding something negative is subtracting.</summary>
    public static FormulaNode Sum(FormulaNode u, FormulaNode v)
    {
        if (IsZero(u)) return v;
        if (IsZero(v)) return u;
        if (LikeTerms(u, v, 1) is { } joined) return joined;
        (double factor, FormulaNode rest) = Split(v);
        return factor < 0 ? new FormulaDifference(u, Scaled(-factor, rest)) : new FormulaSum(u, v);
    }

    /// <summary>u − v.</summary>
    public static FormulaNode Difference(FormulaNode u, FormulaNode v)
    {
        if (IsZero(v)) return u;
        if (IsZero(u)) return Negation(v);
        if (LikeTerms(u, v, -1) is { } joined) return joined;
        (double factor, FormulaNode rest) = Split(v);
        return factor < 0 ? new FormulaSum(u, Scaled(-factor, rest)) : new FormulaDifference(u, v);
    }

    /// <summary>−u.</summary>
    public static FormulaNode Negation(FormulaNode u)
    {
        (double factor, FormulaNode rest) = Split(u);
        return Scaled(-factor, rest);
    }

    /// <summary>u·v: numbers are multiplied and stand in front, quotients become one, u·u is u².</summary>
    public static FormulaNode Product(FormulaNode u, FormulaNode v)
    {
        (double a, FormulaNode p) = Split(u);
        (double b, FormulaNode q) = Split(v);
        return Scaled(Times(a, b), Joined(p, q));

        static FormulaNode Joined(FormulaNode p, FormulaNode q)
        {
            if (IsOne(p)) return q;
            if (IsOne(q)) return p;
            if (p is FormulaQuotient left) return Quotient(Product(left.Left, q), left.Right);
            if (q is FormulaQuotient right) return Quotient(Product(p, right.Left), right.Right);
            (FormulaNode below, double m) = Root(p);
            (FormulaNode other, double n) = Root(q);
            if (below.Equals(other)) return Power(below, new FormulaNumber(Plus(m, n)));

            // (w·u)·u is w·u²: what a product ends with may be what comes next.
            if (p is FormulaProduct product && Root(product.Right) is var (last, k) && last.Equals(other))
                return Product(product.Left, Power(last, new FormulaNumber(Plus(k, n))));
            return new FormulaProduct(p, q);
        }
    }

    /// <summary>u / v.</summary>
    public static FormulaNode Quotient(FormulaNode u, FormulaNode v)
    {
        if (v is FormulaQuotient lower) return Quotient(Product(u, lower.Right), lower.Left);
        if (u is FormulaQuotient upper) return Quotient(upper.Left, Product(upper.Right, v));
        (double a, FormulaNode p) = Split(u);
        (double b, FormulaNode q) = Split(v);
        if (b == 0) return new FormulaQuotient(u, v);
        if (p.Equals(q)) (p, q) = (One, One);
        double ratio = a / b;
        if (!IsShort(ratio)) return Over(Scaled(b < 0 ? -a : a, p), Scaled(Math.Abs(b), q));
        return IsOne(q) ? Scaled(ratio, p) : Over(Scaled(ratio, p), q);

        static FormulaNode Over(FormulaNode p, FormulaNode q) => IsZero(p) ? Zero : new FormulaQuotient(p, q);
    }

    /// <summary>uᵛ: u⁰ is 1, u¹ is u, and (uᵐ)ⁿ is uᵐⁿ for whole m and n.</summary>
    public static FormulaNode Power(FormulaNode u, FormulaNode v)
    {
        if (v is not FormulaNumber { Name: null, Value: var n }) return new FormulaPower(u, v);
        if (n == 0) return One;
        if (n == 1) return u;
        if (u is FormulaPower { Left: var below, Right: FormulaNumber { Name: null, Value: var m } } && double.IsInteger(m) && double.IsInteger(n))
            return Power(below, new FormulaNumber(m * n));
        return new FormulaPower(u, v);
    }

    /// <summary>Whether it is the number 0.</summary>
    public static bool IsZero(FormulaNode node) => node is FormulaNumber { Value: 0 };

    private static bool IsOne(FormulaNode node) => node is FormulaNumber { Value: 1 };

    // c·u: only here do numbers come before what they multiply.
    private static FormulaNode Scaled(double c, FormulaNode u)
    {
        if (c == 0) return Zero;
        if (IsOne(u)) return new FormulaNumber(c);
        if (c == 1) return u;
        return u switch
        {
            FormulaQuotient quotient => Quotient(Scaled(c, quotient.Left), quotient.Right),
            FormulaProduct product => new FormulaProduct(Scaled(c, product.Left), product.Right), // 2*(x*y) reads better as 2*x*y
            FormulaDifference difference when c == -1 => new FormulaDifference(difference.Right, difference.Left),
            _ => c == -1 ? new FormulaNegation(u) : new FormulaProduct(new FormulaNumber(c), u),
        };
    }

    // A piece as a number times the rest; the rest of a number is 1. Constants with a name are no numbers here: 2*pi stays 2*pi.
    private static (double Factor, FormulaNode Other) Split(FormulaNode node)
    {
        switch (node)
        {
            case FormulaNumber { Name: null, Value: var value }:
                return (value, One);
            case FormulaNegation negation:
                (double factor, FormulaNode rest) = Split(negation.Operand);
                return (-factor, rest);
            case FormulaProduct product when Split(product.Left) is { Factor: not 1 } left:
                return (left.Factor, IsOne(left.Other) ? product.Right : new FormulaProduct(left.Other, product.Right));
            case FormulaQuotient quotient when Split(quotient.Left) is { Factor: not 1 } top:
                return (top.Factor, new FormulaQuotient(top.Other, quotient.Right));
            default:
                return (1, node);
        }
    }

    // u as a base and a number above it.
    private static (FormulaNode Base, double Exponent) Root(FormulaNode node) =>
        node is FormulaPower { Right: FormulaNumber { Name: null, Value: var n } } power ? (power.Left, n) : (node, 1);

    // a·r ± b·r is (a ± b)·r; null where the rests differ.
    private static FormulaNode? LikeTerms(FormulaNode u, FormulaNode v, int sign)
    {
        (double a, FormulaNode p) = Split(u);
        (double b, FormulaNode q) = Split(v);
        return p.Equals(q) ? Scaled(Plus(a, sign * b), p) : null;
    }

    private static double Plus(double a, double b) => Decimals(a, b) ? (double)((decimal)a + (decimal)b) : a + b;

    private static double Times(double a, double b) => Decimals(a, b) ? (double)((decimal)a * (decimal)b) : a * b;

    // Numbers as people write them are added and multiplied as people do: 2.2 − 1 is 1.2, not 1.2000000000000002.
    private static bool Decimals(double a, double b)
    {
        return IsDecimal(a) && IsDecimal(b);

        static bool IsDecimal(double x) => x == 0 || (Math.Abs(x) is > 1e-6 and < 1e12 && (double)(decimal)x == x);
    }

    // A quotient becomes a number where it is one of at most three decimals: 1/2 is 0.5, and 1/3 stays.
    private static bool IsShort(double x) => Math.Abs(x) < 1e12 && Decimals(x, x) && double.IsInteger((double)((decimal)x * 1000));
}
