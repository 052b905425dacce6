using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Tensors;
using Hillock.Tests.Execution;
using Hillock.Tests.Layers;
using Hillock.Tracing;

namespace Hillock.Tests.GradientChecks;

/// <summary>Backpropagation against central differences, by the judge that <c>hillock check</c> has.</summary>
public class GradientTests
{
    public static TheoryData<string, string> LayersAndActivations
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string layer in Layer.Types)
            {
                foreach (string activation in Activation.Names) all.Add(layer, activation);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(LayersAndActivations))]
    public void Every_layer_activation_and_loss_agrees_with_differences_at_any_batch_size(string layer, string activation)
    {
        Activation f = Activation.Parse(activation);
        int examined = 0;
        foreach (Loss loss in Loss.Names.Select(Loss.Parse).Append(new CrossEntropy(0.1)).Append(new Huber(0.3)))
        {
            if (LayerSpecimens.All[layer].Network(f, loss) is not var (input, layers)) continue;
            if (!LayerSpecimens.Fits(loss, OutputOf(layers))) continue;
            foreach (int rows in (int[])[1, 2, 7, 33])
            {
                Examine(new ModelDefinition(input, layers, loss), rows);
                examined++;
            }
        }

        Assert.True(examined > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Frozen_layers_have_no_gradient_and_pass_it_on(bool tracing)
    {
        Layer[] free = [new Dense(4, Activation.Tanh), new Dense(5, Activation.SiLU), new Dense(2)];
        Layer[] frozen = [free[0], free[1] with { Frozen = true }, free[2]];
        EngineRun<double> reference = Run(free), run = Run(frozen);

        foreach (ParameterSlice slice in run.Definition.Parameters)
        {
            double[] expected = slice.Frozen ? new double[slice.Length] : slice.Of(reference.Gradients.AsSpan()).ToArray();
            Assert.Equal(expected, slice.Of(run.Gradients.AsSpan()).ToArray());
        }

        EngineRun<double> Run(Layer[] layers)
        {
            var engine = new EngineRun<double>(new ModelDefinition(new Shape(3), layers), rows: 9, tracing ? WorkspaceUse.Tracing : WorkspaceUse.Training);
            engine.Backpropagate();
            return engine;
        }
    }

    [Fact]
    public void Accumulated_gradients_of_parts_are_the_gradient_of_the_whole()
    {
        var definition = new ModelDefinition(new Shape(6), [new Dense(8, Activation.Tanh), new Dense(3, Activation.Softmax)], Loss.CrossEntropy);
        var whole = new EngineRun<double>(definition, rows: 20);
        var part = new EngineRun<double>(definition, rows: 20);
        double loss = whole.Backpropagate();

        double sum = 0;
        for (int first = 0; first < 20; first += 5)
        {
            var pass = new Pass(5, Training: true);
            whole.Workspace.Inputs(20).Slice(first * 6, 5 * 6).CopyTo(part.Workspace.Inputs(5));
            whole.Workspace.Targets(20).Slice(first * 3, 5 * 3).CopyTo(part.Workspace.Targets(5));
            sum += part.Workspace.ForwardBackward(whole.Parameters, pass);
            part.Workspace.ParameterGradient(part.Gradients, pass, accumulate: first > 0);
        }

        Assert.Equal(loss, sum, 1e-12);
        Assert.Equal(whole.Gradients, part.Gradients, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    private static void Examine(ModelDefinition definition, int rows)
    {
        var run = new EngineRun<double>(definition, rows, WorkspaceUse.Tracing);
        SetTargets(run);
        run.Backpropagate();
        double[] inputGradient = run.InputGradient.ToArray();
        var difference = new LossDifference(run.Plan, run.Workspace, run.Parameters, run.Pass);
        foreach (ParameterSlice slice in definition.Parameters)
            Compare(slice.Of(run.Gradients.AsSpan()).ToArray(), i => ref run.Parameters[slice.Offset + i], slice.Name);
        Compare(inputGradient, i => ref run.Workspace.Inputs(rows)[i], "the input");

        void Compare(double[] gradient, At at, string what)
        {
            var comparison = new GradientComparison();
            double size = Math.Sqrt(gradient.Sum(g => g * g) / gradient.Length);
            for (int i = 0; i < gradient.Length; i++)
            {
                NumericSlope numeric = difference.Of(ref at(i), size);
                Assert.True(numeric.Kink is null, $"{definition}, {rows} rows: ∂L/∂{what} lies at a kink; draw other numbers");
                comparison.Add(gradient[i], numeric);
            }

            Assert.True(comparison.Error <= GradientCheck.Tolerance || comparison.IsBelowNoise, $"{definition}, {rows} rows: ∂L/∂{what} is off by {comparison.Error:G3}");
        }
    }

    private delegate ref double At(int index);

    // Targets that belong to the loss, and rows of different weight.
    private static void SetTargets(EngineRun<double> run)
    {
        int width = run.Plan.OutputWidth;
        Span<double> targets = run.Workspace.Targets(run.Rows), scale = run.Workspace.Scale(run.Rows);
        for (int i = 0; i < targets.Length; i++)
        {
            int k = i % width, row = i / width;
            targets[i] = run.Definition.Loss switch
            {
                CrossEntropy => k == (row * 7 + 1) % width ? 1 : 0,
                KLDivergence => (k + 1) / (0.5 * width * (width + 1)),
                BinaryCrossEntropy or Hinge => (row + k) % 2,
                Poisson => (row + (2 * k)) % 5,
                _ => targets[i],
            };
        }

        double sum = 0;
        for (int row = 0; row < run.Rows; row++) sum += 1 + (row % 3);
        for (int row = 0; row < run.Rows; row++) scale[row] = (1 + (row % 3)) / sum;
    }

    private static Activation OutputOf(Layer[] layers) => layers[^1] switch
    {
        Dense dense => dense.Activation,
        ActivationLayer layer => layer.Activation,
        _ => Activation.Linear,
    };
}
