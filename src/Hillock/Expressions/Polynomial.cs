namespace Hillock.Expressions;

/// <summary>A polynomial of one variable, Σ cᵢ·xⁱ.</summary>
internal sealed class Polynomial
{
    /// <summary>The highest power that is still worth reading.</summary>
    public const int MaximumDegree = 20;

    private readonly double[] coefficients; // cᵢ at i; the last is not 0, of the zero polynomial there is none

    private Polynomial(double[] coefficients) => this.coefficients = coefficients;

    /// <summary>x.</summary>
    public static Polynomial Variable { get; } = new([0, 1]);

    /// <summary>A number.</summary>
    public static Polynomial Constant(double value) => new(value == 0 ? [] : [value]);

    /// <summary>Whether it does not change with x.</summary>
    public bool IsConstant => coefficients.Length <= 1;

    /// <summary>p′ = Σ i·cᵢ·xⁱ⁻¹.</summary>
    public Polynomial Derivative => new([.. coefficients.Skip(1).Select((c, i) => (i + 1) * c)]);

    /// <summary>p(x), by Horner's rule.</summary>
    public double Evaluate(double x)
    {
        double value = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--) value = (value * x) + coefficients[i];
        return value;
    }

    /// <summary>As a formula, the highest power first. Coefficients are rounded to twelve digits, to be read.</summary>
    /// <param name="variable">What x is called.</param>
    public FormulaNode ToFormula(string variable)
    {
        FormulaNode sum = Simplified.Zero;
        var x = new FormulaVariable(0, variable);
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            var coefficient = new FormulaNumber(double.Parse($"{coefficients[i]:G12}"));
            sum = Simplified.Sum(sum, Simplified.Product(coefficient, Simplified.Power(x, new FormulaNumber(i))));
        }

        return sum;
    }

    /// <summary>What a formula is as a polynomial, if it is one.</summary>
    /// <param name="node">The formula.</param>
    /// <param name="variables">What stands for each of its variables; null: nothing that is a polynomial.</param>
    /// <returns>The polynomial; null: there is none, or its degree is above <see cref="MaximumDegree"/>.</returns>
    public static Polynomial? Of(FormulaNode node, IReadOnlyList<Polynomial?> variables)
    {
        switch (node)
        {
            case FormulaNumber number:
                return Constant(number.Value);
            case FormulaVariable variable:
                return variables[variable.Index];
        }

        Polynomial?[] parts = [.. node.Parts.Select(part => Of(part, variables))];
        Polynomial? left = parts[0], right = parts[^1];
        if (left is null || right is null) return null;
        Polynomial? whole = node switch
        {
            FormulaNegation => Constant(-1) * left,
            FormulaSum => left + right,
            FormulaDifference => left + (Constant(-1) * right)!,
            FormulaProduct => left * right,
            FormulaQuotient when right.IsConstant => new([.. left.coefficients.Select(c => c / right.Evaluate(0))]),
            FormulaPower when right.IsConstant && double.IsInteger(right.Evaluate(0)) => left.Power(right.Evaluate(0)),
            FormulaCall call when left.IsConstant => Constant(call.Function.Value(left.Evaluate(0))),
            FormulaPower when left.IsConstant && right.IsConstant => Constant(Math.Pow(left.Evaluate(0), right.Evaluate(0))),
            _ => null,
        };
        return whole is not null && Array.TrueForAll(whole.coefficients, double.IsFinite) ? whole : null;
    }

    public static Polynomial operator +(Polynomial p, Polynomial q)
    {
        double[] sum = new double[Math.Max(p.coefficients.Length, q.coefficients.Length)];
        for (int i = 0; i < sum.Length; i++) sum[i] = p.coefficients.ElementAtOrDefault(i) + q.coefficients.ElementAtOrDefault(i);
        int length = sum.Length;
        while (length > 0 && sum[length - 1] == 0) length--;
        return new Polynomial(sum[..length]);
    }

    /// <summary>p·q; null if the degree is too high.</summary>
    public static Polynomial? operator *(Polynomial p, Polynomial q)
    {
        if (p.coefficients.Length == 0 || q.coefficients.Length == 0) return Constant(0);
        double[] product = new double[p.coefficients.Length + q.coefficients.Length - 1];
        if (product.Length > MaximumDegree + 1) return null;
        for (int i = 0; i < p.coefficients.Length; i++)
        {
            for (int j = 0; j < q.coefficients.Length; j++) product[i + j] += p.coefficients[i] * q.coefficients[j];
        }

        return new Polynomial(product);
    }

    private Polynomial? Power(double exponent)
    {
        if (IsConstant) return Constant(Math.Pow(Evaluate(0), exponent));
        if (exponent is < 0 or > MaximumDegree) return null;
        Polynomial? power = Constant(1);
        for (int i = 0; i < exponent && power is not null; i++) power *= this;
        return power;
    }
}
