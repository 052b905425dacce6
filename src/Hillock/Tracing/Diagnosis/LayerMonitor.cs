using System.Numerics;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Tensors;

namespace Hillock.Tracing.Diagnosis;

/// <summary>How well each layer of a network is, again and again for parameters that move: vanishing gradients seen as they happen.</summary>
/// <remarks>
/// Measured are at most 256 samples, spread evenly over the data, by the doctor's own measures and in the run's precision, without dropout. It
/// computes on the caller's thread and belongs to one thread at a time, beside the trainer whose parameters were copied.
/// </remarks>
public abstract class LayerMonitor
{
    private protected LayerMonitor()
    {
    }

    /// <summary>Prepares to measure.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="preprocessing">How samples are encoded.</param>
    /// <param name="dataset">Samples with targets, best those that are learned from.</param>
    /// <param name="precision">The numbers to compute with.</param>
    /// <exception cref="ArgumentException">The preprocessing gives what the network does not take.</exception>
    /// <exception cref="HillockException">There are no samples, or they do not fit.</exception>
    public static LayerMonitor Create(ModelDefinition definition, Preprocessing preprocessing, Dataset dataset, Precision precision = Precision.Single)
    {
        definition.RequireFit(preprocessing);
        if (dataset.Count == 0) throw new HillockException("There are no samples to measure the layers on.");
        Dataset some = Case.Sample(dataset);
        return precision == Precision.Double
            ? new LayerMonitor<double>(definition, preprocessing.Encode<double>(some))
            : new LayerMonitor<float>(definition, preprocessing.Encode<float>(some));
    }

    /// <summary>Measures the layers that have parameters, or a function that is no straight line.</summary>
    /// <param name="parameters">One number for each of <see cref="ModelDefinition.ParameterCount"/>, in the order of <see cref="ModelDefinition.Parameters"/>.</param>
    /// <returns>First layer to last.</returns>
    /// <exception cref="ArgumentException">There are more parameters or fewer.</exception>
    public abstract IReadOnlyList<LayerVitals> Measure(ReadOnlySpan<float> parameters);

    /// <inheritdoc cref="Measure(ReadOnlySpan{float})"/>
    public abstract IReadOnlyList<LayerVitals> Measure(ReadOnlySpan<double> parameters);
}

/// <inheritdoc/>
internal sealed class LayerMonitor<T> : LayerMonitor
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ModelDefinition definition;
    private readonly int rows;
    private readonly T[] own;
    private readonly T[] gradients;
    private readonly T[] slopes;
    private readonly double[] losses;
    private readonly StepwisePass<T> passes;

    public LayerMonitor(ModelDefinition definition, Samples<T> samples)
    {
        (this.definition, rows) = (definition, samples.Count);
        own = new T[definition.ParameterCount + Simd.Slack];
        gradients = new T[own.Length];
        slopes = new T[(rows * definition.OutputShapes.Max(shape => shape.Size)) + Simd.Slack];
        losses = new double[rows];
        passes = new StepwisePass<T>(definition, own, new Pass(rows));
        int[] all = [.. Enumerable.Range(0, rows)];
        samples.CopyInputs(all, passes.Workspace.Inputs(rows));
        samples.CopyTargets(all, passes.Workspace.Targets(rows));
    }

    public override IReadOnlyList<LayerVitals> Measure(ReadOnlySpan<float> parameters) => Run(parameters);

    public override IReadOnlyList<LayerVitals> Measure(ReadOnlySpan<double> parameters) => Run(parameters);

    private List<LayerVitals> Run<TFrom>(ReadOnlySpan<TFrom> parameters)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
    {
        definition.RequireParameters(parameters.Length);
        Rounding.Copy(parameters, own);
        passes.Forward();
        passes.Loss(losses);
        Span<double> strengths = new double[passes.Plan.Steps.Count];
        for (int i = strengths.Length - 1; i >= 0; i--)
        {
            Step<T> step = passes.Plan.Steps[i];
            passes.Backward(i);
            strengths[i] = LayerVitals.Strength<T>(step.Delta(passes.Workspace.Buffers[i]).AsSpan(0, rows * step.Site.Output.Size), rows);
        }

        passes.ParameterGradient(gradients);
        List<LayerVitals> vitals = [];
        for (int i = 0; i < strengths.Length; i++)
        {
            StepSite site = passes.Plan.Steps[i].Site;
            Activation? activation = definition.Layers[i].OutputActivation;
            if (!LayerVitals.AreOf(activation, site.Parameters.Count > 0)) continue;
            (int saturated, int dead) = LayerVitals.HaveSlopes(activation) ? Count(i, site.Output.Size, activation!.Range) : (0, 0);
            vitals.Add(new LayerVitals(site.Name, Norm(site.Parameters), strengths[i], site.Output.Size, saturated, dead));
        }

        return vitals;
    }

    private double? Norm(IReadOnlyList<ParameterSlice> slices)
    {
        if (slices.Count == 0) return null;
        double squares = 0;
        foreach (ParameterSlice slice in slices) squares += LayerVitals.Squares(slice.Of<T>(gradients));
        return Math.Sqrt(squares);
    }

    private (int Saturated, int Dead) Count(int step, int units, OutputRange range)
    {
        passes.Slopes(step, slopes);
        return LayerVitals.Count<T>(slopes.AsSpan(0, rows * units), rows, units, range);
    }
}
