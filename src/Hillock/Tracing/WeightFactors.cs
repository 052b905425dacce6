using Hillock.Tracing.Formulas;
using Hillock.Tracing.Typesetting;

namespace Hillock.Tracing;

/// <summary>One factor of a chain: a matrix of derivatives.</summary>
public sealed class WeightFactor
{
    private readonly Setting symbol;

    internal WeightFactor(Setting symbol, string what, int rows, int columns, Matrix? values, Matrix soFar) =>
        (this.symbol, What, Rows, Columns, Values, SoFar) = (symbol, what, rows, columns, values, soFar);

    /// <summary>What it is, in words.</summary>
    public string What { get; }

    /// <summary>Its rows.</summary>
    public int Rows { get; }

    /// <summary>Its columns.</summary>
    public int Columns { get; }

    /// <summary>Its numbers; null for a matrix of more than <see cref="WeightFactors.MostShown"/> rows or columns.</summary>
    public Matrix? Values { get; }

    /// <summary>The product of the chain up to here, one row.</summary>
    public Matrix SoFar { get; }

    /// <summary>The factor as text: <c>∂C/∂a²</c>.</summary>
    public string Symbol => symbol.ToText();

    /// <summary>The factor as LaTeX.</summary>
    public string ToLatex() => symbol.ToLatex();

    /// <summary>The factor as a MathML element.</summary>
    public string ToMathML() => $"<math>{symbol.ToMathML()}</math>";

    internal Setting Setting => symbol;
}

/// <summary>The gradient of one weight as a chain of factors: ∂L/∂w = ∂L/∂aᴸ · ∂aᴸ/∂zᴸ · ∂zᴸ/∂aᴸ⁻¹ ⋯ ∂aˡ/∂zˡ · ∂zˡ/∂w.</summary>
/// <remarks>
/// A row, then matrices, then a column: their product is one number. ∂z/∂a is the layer's weights, outputs as rows; ∂a/∂z the
/// activation's Jacobian; ∂z/∂w the weight's input in the row of its unit, else 0. Multiplied from the left, in double.
/// </remarks>
public sealed class WeightFactors
{
    /// <summary>Matrices up to this many rows and columns are kept as numbers.</summary>
    public const int MostShown = 64;

    private readonly Setting symbol;

    private WeightFactors(Setting symbol, IReadOnlyList<WeightFactor> factors, double value)
    {
        (this.symbol, Factors, Value) = (symbol, factors, value);
        Product = factors[^1].SoFar[0, 0];
    }

    /// <summary>The factors, from the loss back to the weight.</summary>
    public IReadOnlyList<WeightFactor> Factors { get; }

    /// <summary>Their product.</summary>
    public double Product { get; }

    /// <summary>What backpropagation found: this sample's part of the weight's gradient, input times δ.</summary>
    public double Value { get; }

    /// <summary>|<see cref="Value"/> − <see cref="Product"/>|: rounding, and nothing else.</summary>
    public double Difference => Math.Abs(Value - Product);

    /// <summary>The chain in symbols: <c>∂C/∂w¹₁₂ = ∂C/∂a² · ∂a²/∂z² · …</c>.</summary>
    public override string ToString() => Whole.ToText();

    /// <summary>The same as LaTeX.</summary>
    public string ToLatex() => Whole.ToLatex();

    /// <summary>The same as a MathML element.</summary>
    public string ToMathML() => $"<math>{Whole.ToMathML()}</math>";

    private Setting Whole => Setting.Equation(
        symbol, Setting.Line([.. Factors.SelectMany((factor, i) => i == 0 ? (Setting[])[factor.Setting] : [Setting.Operator("·"), factor.Setting])]));

    internal static WeightFactors Of(Trace trace, Symbols symbols, int sample, int layer, int input, int unit)
    {
        List<WeightFactor> factors = [];
        int last = trace.Layers.Count - 1;
        double[] row = trace.LossGradient!.Row(sample).ToArray();
        Add(Setting.Derivative(symbols.Loss, symbols.Whole(true, last)), "slope of the loss", 1, row.Length, () => row, row);
        for (int l = last; l >= layer; l--)
        {
            LayerTrace traced = trace.Layers[l];
            int width = traced.Output.Columns;
            row = ThroughActivation(traced, sample, row);
            Add(Setting.Derivative(symbols.Whole(true, l), symbols.Whole(false, l)), $"activation of {traced.Name}", width, width, () => traced.Jacobian(sample).Values.ToArray(), row);
            if (l == layer || traced.Weights is not { } weights) continue;
            row = ThroughWeights(weights, row);
            Add(Setting.Derivative(symbols.Whole(false, l), symbols.Whole(true, l - 1)), $"weights of {traced.Name}", width, weights.Rows, () => Transposed(weights), row);
        }

        LayerTrace own = trace.Layers[layer];
        double x = own.Input[sample, input];
        int units = own.Output.Columns;
        Setting weight = symbols.Weight(layer, Setting.Name($"{input + 1}"), Setting.Name($"{unit + 1}"));
        Add(Setting.Derivative(symbols.Whole(false, layer), weight), "the weight's input", units, 1, () => [.. Enumerable.Range(0, units).Select(j => j == unit ? x : 0)], [row[unit] * x]);
        return new WeightFactors(Setting.Derivative(symbols.Loss, weight), factors, x * own.Delta![sample, unit]);

        void Add(Setting symbol, string what, int rows, int columns, Func<double[]> values, double[] soFar) => factors.Add(new WeightFactor(
            symbol, what, rows, columns, rows <= MostShown && columns <= MostShown ? new Matrix(rows, columns, values()) : null, new Matrix(1, soFar.Length, soFar)));
    }

    private static double[] ThroughActivation(LayerTrace layer, int sample, double[] row)
    {
        double[] result = new double[row.Length];
        if (layer.ActivationDerivative is { } slopes)
        {
            for (int j = 0; j < row.Length; j++) result[j] = row[j] * slopes[sample, j];
            return result;
        }

        Matrix jacobian = layer.Jacobian(sample);
        for (int i = 0; i < row.Length; i++)
        {
            for (int j = 0; j < row.Length; j++) result[j] += row[i] * jacobian[i, j];
        }

        return result;
    }

    private static double[] ThroughWeights(Matrix weights, double[] row)
    {
        double[] result = new double[weights.Rows];
        for (int i = 0; i < weights.Rows; i++)
        {
            for (int j = 0; j < row.Length; j++) result[i] += row[j] * weights[i, j];
        }

        return result;
    }

    private static double[] Transposed(Matrix weights)
    {
        double[] values = new double[weights.Rows * weights.Columns];
        for (int i = 0; i < weights.Rows; i++)
        {
            for (int j = 0; j < weights.Columns; j++) values[(j * weights.Rows) + i] = weights[i, j];
        }

        return values;
    }
}
