using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;

namespace Hillock.Tracing;

/// <summary>The gradient of one parameter by backpropagation, beside the difference of the loss when the parameter alone is moved.</summary>
/// <remarks>
/// ∂L/∂w ≈ (8(L(w + h) − L(w − h)) − (L(w + 2h) − L(w − 2h))) / 12h, on the engine in double precision. L is the mean of the samples' losses,
/// without penalties and without dropout, as in a trace.
/// </remarks>
public sealed class ParameterDifference
{
    private ParameterDifference(double parameter, double gradient, NumericSlope slope, double step, ReadOnlySpan<double> losses, GradientKink? kink)
    {
        (Parameter, Gradient, Step, Kink) = (parameter, gradient, step, kink);
        (Value, Noise) = kink is null ? (slope.Value, slope.Noise) : (double.NaN, double.NaN);
        Losses = [.. losses];
    }

    /// <summary>w.</summary>
    public double Parameter { get; }

    /// <summary>∂L/∂w by backpropagation.</summary>
    public double Gradient { get; }

    /// <summary>∂L/∂w by the difference; not a number where a kink lies in the way.</summary>
    public double Value { get; }

    /// <summary>How far the rounding of the losses may have moved <see cref="Value"/>.</summary>
    public double Noise { get; }

    /// <summary>h: 10⁻³ of max(1, |w|), or less where a kink or a strong bend is near.</summary>
    public double Step { get; }

    /// <summary>L(w + 2h), L(w + h), L(w − h), L(w − 2h).</summary>
    public ValueList<double> Losses { get; }

    /// <summary>The kink so near that there is no difference beside it; null: none.</summary>
    public GradientKink? Kink { get; }

    /// <summary>Moves one parameter.</summary>
    /// <param name="model">The model; it is left as it is.</param>
    /// <param name="samples">The samples, with targets.</param>
    /// <param name="parameter">Its place in the order of <see cref="ModelDefinition.Parameters"/>, from 0.</param>
    /// <exception cref="ArgumentException">The samples are those of another model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    /// <exception cref="HillockException">The targets are unknown, or the loss is no number.</exception>
    public static ParameterDifference Run(Model model, TraceSamples samples, int parameter)
    {
        ModelDefinition definition = model.Definition;
        if (parameter < 0 || parameter >= definition.ParameterCount)
            throw new ArgumentOutOfRangeException(nameof(parameter), $"There is no parameter {parameter:N0} among {definition.ParameterCount:N0}.");
        samples.RequireFit(definition);
        if (samples.Targets is not { } targets) throw new HillockException("Without a target there is no loss, and no gradient: give one.");

        double[] values = ModelCore.Convert<double>(model.AllParameters());
        var pass = new Pass(samples.Inputs.Rows);
        var passes = new StepwisePass<double>(definition, values, pass);
        Workspace<double> workspace = passes.Workspace;
        samples.Inputs.CopyTo(workspace.Inputs(pass.Rows));
        targets.CopyTo(workspace.Targets(pass.Rows));
        double[] gradients = new double[values.Length];
        double loss = workspace.ForwardBackward(values, pass);
        if (!double.IsFinite(loss)) throw new HillockException($"The loss is {(double.IsNaN(loss) ? "not a number" : "infinite")}: the network's numbers are too large to have gradients.");
        passes.ParameterGradient(gradients);

        double before = values[parameter], gradient = gradients[parameter];
        var difference = new LossDifference(passes.Plan, workspace, values, pass);
        NumericSlope slope = difference.Of(ref values[parameter], Math.Abs(gradient));
        GradientKink? kink = slope.Kink is { } step ? GradientCheck.Kink(definition, step, 1) : null;
        return new ParameterDifference(before, gradient, slope, difference.Step, difference.Losses, kink);
    }
}
