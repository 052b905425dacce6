using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing;

namespace Hillock.Tests.Tracing;

/// <summary>Formulas written by hand agree with the kernels, whatever the layer, the activation and the loss; and they read as in a lecture.</summary>
public class ExplanationTests
{
    public static TheoryData<string, string> LayersAndActivations => GradientChecks.GradientTests.LayersAndActivations;

    [Theory]
    [MemberData(nameof(LayersAndActivations))]
    public void Every_value_agrees_with_its_formula_in_double(string layer, string activation)
    {
        foreach (ModelDefinition definition in Traced.Networks(layer, activation))
        {
            for (int seed = 1; seed <= 2; seed++) Examine(Traced.Random(definition, seed: seed), seed, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(LayersAndActivations))]
    public void Every_value_agrees_with_its_formula_in_single(string layer, string activation)
    {
        // Formulas start from values that are rounded to 24 bits; a few of them lose digits by subtracting.
        foreach (ModelDefinition definition in Traced.Networks(layer, activation)) Examine(Traced.Random(definition, Precision.Single), 1, 2e-5);
    }

    [Theory]
    [InlineData("softmax", "cross_entropy")]
    [InlineData("sigmoid", "binary_cross_entropy")]
    public void A_certain_answer_is_explained_from_its_logits(string output, string loss)
    {
        var definition = new ModelDefinition(Traced.Vector(1), [new Dense(2, Activation.Parse(output)) { HasBias = false }], Loss.Parse(loss));
        foreach (double size in (double[])[1, 20, 300])
        {
            Model model = new(definition, [size, -size], Traced.Random(definition).Preprocessing);
            foreach (double[] target in (double[][])[[1, 0], [0, 1]])
            {
                Explained explained = new Explanation(Trace.Run(model, TraceSamples.Encode(model, [1], target))).Loss();
                Assert.True(explained.Difference <= 1e-12 * (1 + explained.Value), $"{explained}: {explained.Difference}");
            }
        }
    }

    [Theory]
    [InlineData(Notation.Layers, "z₁ = w₁₁·x₁ + w₁₂·x₂ = 0.35·0.5 + 0.4·0.51 = 0.379")]
    [InlineData(Notation.Rows, "Oᵢₙ,₁ = W[1,1]·X₁ + W[2,1]·X₂ = 0.35·0.5 + 0.4·0.51 = 0.379")]
    [InlineData(Notation.Div, "z⁽¹⁾₁ = w⁽¹⁾₁₁·x₁ + w⁽¹⁾₂₁·x₂ = 0.35·0.5 + 0.4·0.51 = 0.379")]
    public void The_lectures_weighted_sum_reads_as_in_each_lecture(Notation notation, string line) =>
        Assert.Equal(line, Lecture(notation).PreActivation(0, 0).ToString());

    [Fact]
    public void The_lectures_example_is_explained_line_by_line()
    {
        Explanation explanation = Lecture(Notation.Layers);

        Assert.Equal("z = w·x, a = σ(z)", explanation.Forward(0));
        Assert.Equal("a₁ = 1/(1 + e^(−z₁)) = 1/(1 + e^(−0.379)) = 0.593632", explanation.Output(0, 0).ToString());
        Assert.Equal("σ′(z₁) = a₁·(1 − a₁) = 0.593632·(1 − 0.593632) = 0.241233", explanation.Derivative(0, 0).ToString());
        Assert.Equal("C = ½·(a₁ − y₁)² = ½·(0.593632 − 0.1)² = 0.121836", explanation.Loss().ToString());
        Assert.Equal("∂C/∂a₁ = a₁ − y₁ = 0.593632 − 0.1 = 0.493632", explanation.LossGradient(0).ToString());
        Assert.Equal("δ₁ = ∂C/∂a₁·σ′(z₁) = 0.493632·0.241233 = 0.11908", explanation.Delta(0, 0).ToString());
        Assert.Equal("∂C/∂w₁₂ = x₂·δ₁ = 0.51·0.11908 = 0.060731", explanation.WeightGradient(0, 1, 0).ToString());
        Assert.Equal("∂C/∂w₁₁ = ∂C/∂a·∂a/∂z·∂z/∂w₁₁", explanation.Factors(0, 0, 0).ToString());
        Assert.Equal(["BP1", "BP4"], (string[])[explanation.Delta(0, 0).Equation!, explanation.WeightGradient(0, 0, 0).Equation!]);
        TraceUpdate update = TraceUpdate.Run(explanation.Trace, new Sgd(1));
        Assert.Equal("w₁₁′ = w₁₁ − η·∂C/∂w₁₁ = 0.35 − 1·0.0595402 = 0.29046", explanation.UpdatedWeight(update, 0, 0, 0).ToString());
    }

    [Fact]
    public void Formulas_are_written_as_LaTeX_and_as_MathML()
    {
        Explained sum = Lecture(Notation.Layers).PreActivation(0, 0), slope = Lecture(Notation.Layers).WeightGradient(0, 0, 0);

        Assert.Equal(@"z_{1}=w_{11}\cdot x_{1}+w_{12}\cdot x_{2}=0.35\cdot 0.5+0.4\cdot 0.51=0.379", sum.ToLatex().Replace(" + ", "+", StringComparison.Ordinal).Replace(" = ", "=", StringComparison.Ordinal));
        Assert.StartsWith(@"\frac{\partial C}{\partial w_{11}}", slope.ToLatex(), StringComparison.Ordinal);
        Assert.StartsWith("<math><mrow><mfrac><mrow><mi>∂</mi><mi>C</mi></mrow>", slope.ToMathML(), StringComparison.Ordinal);
        foreach (Notation notation in Enum.GetValues<Notation>())
        {
            foreach (Explained value in Lecture(notation).Values()) _ = System.Xml.Linq.XElement.Parse(value.ToMathML());
        }
    }

    [Fact]
    public void Hidden_errors_come_back_by_the_second_equation_and_many_terms_are_summed_up()
    {
        Model model = Traced.Read(Traced.Larger);
        var explanation = new Explanation(Trace.Run(model, TraceSamples.Encode(model, [0.05, 0.10], 0.01, 0.99)));
        Assert.Equal("δ¹₁ = (w²₁₁·δ²₁ + w²₂₁·δ²₂)·σ′(z¹₁) = (0.4·0.138499 + 0.5·(−0.0380982))·0.241301 = 0.00877135", explanation.Delta(0, 0).ToString());
        Assert.Equal("BP2", explanation.Delta(0, 0).Equation);

        Model wide = Traced.Random(new ModelDefinition(Traced.Vector(100), [new Dense(2)]));
        Explained sum = new Explanation(Trace.Run(wide, Traced.Samples(wide))).PreActivation(0, 1);
        Assert.Contains("Σ", sum.Formula, StringComparison.Ordinal);
        Assert.EndsWith("(97 smaller terms)", sum.Numbers, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_factor_of_a_weight_is_a_matrix_and_their_product_its_gradient()
    {
        Layer[] layers = [new Dense(4, Activation.Tanh), new Dropout(0.3), new Dense(3, Activation.Softmax), new ActivationLayer(Activation.SiLU), new Dense(2, Activation.Softmax)];
        Model model = Traced.Random(new ModelDefinition(Traced.Vector(3), layers, Loss.CrossEntropy));
        Trace trace = Trace.Run(model, Traced.Samples(model), training: true);
        var explanation = new Explanation(trace);
        foreach (int layer in (int[])[0, 2, 4])
        {
            Matrix gradients = trace.Layers[layer].WeightGradients!;
            for (int i = 0; i < gradients.Rows; i++)
            {
                for (int j = 0; j < gradients.Columns; j++)
                {
                    WeightFactors factors = explanation.Factors(layer, i, j);
                    Assert.Equal(gradients[i, j], factors.Product, 1e-13);
                    Assert.True(factors.Difference < 1e-13);
                    Assert.Equal(1, factors.Factors[0].Rows);
                    Assert.All(factors.Factors.Zip(factors.Factors.Skip(1)), pair => Assert.Equal(pair.First.Columns, pair.Second.Rows));
                    Assert.Equal(gradients[i, j], Multiply([.. factors.Factors.Select(factor => factor.Values!)]), 1e-13);
                }
            }
        }

        // From the right, as the chain is not computed.
        static double Multiply(Matrix[] factors)
        {
            double[] column = factors[^1].Values.ToArray();
            foreach (Matrix matrix in factors[..^1].Reverse())
                column = [.. Enumerable.Range(0, matrix.Rows).Select(row => matrix.Row(row).ToArray().Zip(column, (a, b) => a * b).Sum())];
            return Assert.Single(column);
        }
    }

    private static void Examine(Model model, int seed, double tolerance)
    {
        foreach (int rows in (int[])[1, 3])
        {
            Trace trace = Trace.Run(model, Traced.Samples(model, rows, seed + 5), training: true);
            var explanation = new Explanation(trace, (Notation)(seed % 3), rows - 1);
            (int count, double largest) = explanation.Check();
            Assert.True(count > trace.Layers.Count && largest <= tolerance, $"{model.Definition}: {largest:G3}");
            IEnumerable<Explained> weights = Enumerable.Range(0, trace.Layers.Count).Where(layer => trace.Layers[layer].Weights is not null)
                .SelectMany(layer => Enumerable.Range(0, trace.Layers[layer].Weights!.Rows).Select(input => explanation.WeightGradient(layer, input, 0)));
            foreach (Explained value in explanation.Values().Concat(weights))
            {
                Assert.True(
                    value.Difference <= tolerance * (1 + Math.Abs(value.Value)),
                    $"{model.Definition}, {rows} rows: {value} differs by {value.Difference:G3}");
                Assert.NotEmpty(value.ToLatex());
            }
        }
    }

    private static Explanation Lecture(Notation notation)
    {
        Model model = Traced.Read(Traced.Lecture);
        return new Explanation(Trace.Run(model, TraceSamples.Encode(model, [0.50, 0.51], 0.10)), notation);
    }
}
