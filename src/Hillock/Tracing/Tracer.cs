using System.Numerics;
using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Tracing;

/// <summary>Runs the steps of a plan one by one and keeps what each leaves in its memory, before the next overwrites it.</summary>
internal sealed class Tracer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Model model;
    private readonly TraceSamples samples;
    private readonly bool hasTargets;
    private readonly int rows;
    private readonly bool training;
    private readonly StepwisePass<T> passes;
    private readonly Plan<T> plan;
    private readonly Workspace<T> workspace;
    private readonly T[] parameters;
    private readonly Penalty penalty;

    public Tracer(Model model, TraceSamples samples, bool training)
    {
        (this.model, this.samples, this.training) = (model, samples, training);
        (rows, hasTargets) = (samples.Inputs.Rows, samples.Targets is not null);
        Experiment experiment = Experiment.Of(model);
        penalty = new Penalty(experiment.L1, experiment.L2);
        parameters = ((ModelCore<T>)model.Core).Parameters;
        passes = new StepwisePass<T>(model.Definition, parameters, new Pass(rows, training, experiment.Seed));
        (plan, workspace) = (passes.Plan, passes.Workspace);
    }

    public Trace Run()
    {
        samples.Inputs.CopyTo(workspace.Inputs(rows));
        passes.Forward();
        double[] losses = [];
        T[] lossGradient = [];
        if (hasTargets) (losses, lossGradient) = Loss();
        LayerTrace[] layers = Layers(lossGradient);
        return new Trace(model, samples, training)
        {
            Layers = layers,
            Loss = hasTargets ? losses.Average() : null,
            Losses = [.. losses],
            LossGradient = hasTargets ? Copy(lossGradient, plan.OutputWidth) : null,
            InputGradient = hasTargets ? Copy(workspace.Buffers[0].InputGradient, plan.InputWidth) : null,
            L1 = penalty.L1,
            L2 = penalty.L2,
            Penalty = penalty.Value<T>(parameters, model.Definition.Parameters),
        };
    }

    // Each sample's loss, and ∂L/∂ŷ.
    private (double[] Losses, T[] Gradient) Loss()
    {
        int width = plan.OutputWidth, length = rows * width;
        Span<T> targets = workspace.Targets(rows);
        samples.Targets!.CopyTo(targets);
        double[] losses = new double[rows];
        passes.Loss(losses);

        var gradient = new T[length];
        double[] again = new double[rows];
        plan.Definition.Loss.Kernel<T>(onLogits: false).Evaluate(passes.Outputs.AsSpan(0, length), targets, workspace.Scale(rows), again, gradient, width);
        return (losses, gradient);
    }

    private LayerTrace[] Layers(T[] lossGradient)
    {
        int count = plan.Steps.Count;
        var outputGradients = new Matrix?[count];
        var deltas = new Matrix?[count];
        var gradients = new T[hasTargets ? parameters.Length : 0];
        for (int i = count - 1; i >= 0 && hasTargets; i--)
        {
            StepBuffers<T> buffers = workspace.Buffers[i];
            int width = plan.Steps[i].Site.Output.Size;
            outputGradients[i] = Copy(i == count - 1 ? lossGradient : buffers.OutputGradient, width);
            passes.Backward(i);
            deltas[i] = Copy(plan.Steps[i].Delta(buffers), width);
        }

        if (hasTargets) passes.ParameterGradient(gradients);
        return [.. Enumerable.Range(0, count).Select(i => Layer(i, i == count - 1 ? passes.Outputs : workspace.Buffers[i].Output, outputGradients[i], deltas[i], gradients))];
    }

    private LayerTrace Layer(int index, T[] output, Matrix? outputGradient, Matrix? delta, T[] gradients)
    {
        LayerPlace place = model.Definition.Layout.Places[index];
        (Step<T> step, StepBuffers<T> buffers) = (plan.Steps[index], workspace.Buffers[index]);
        Activation? activation = place.Layer.OutputActivation;
        int width = place.Site.Output.Size;
        T[] z = step.PreActivation(buffers)[..(rows * width)], a = output[..(rows * width)];
        ParameterSlice? weights = place.Site.Parameters.FirstOrDefault(slice => slice.Role == ParameterRole.Weight);
        ParameterSlice? bias = place.Site.Parameters.FirstOrDefault(slice => slice.Role == ParameterRole.Bias);
        return new LayerTrace(sample => Jacobian(place, z, a, sample))
        {
            Name = place.Site.Name,
            Type = place.Layer.Type,
            Activation = activation,
            Shape = place.Site.Output,
            Input = Copy(buffers.Input, place.Site.Input.Size),
            PreActivation = Copy(z, width),
            Output = Copy(a, width),
            ActivationDerivative = activation is { IsScalar: false } ? null : Derivative(index, width),
            OutputGradient = outputGradient,
            Delta = delta,
            Weights = Slice(weights, parameters),
            WeightGradients = hasTargets ? Slice(weights, gradients) : null,
            PenaltyGradients = hasTargets && !penalty.IsNone && weights is not null ? PenaltyGradient(weights) : null,
            Bias = Slice(bias, parameters),
            BiasGradients = hasTargets ? Slice(bias, gradients) : null,
            WeightsFrozen = weights is { Frozen: true },
            BiasFrozen = bias is { Frozen: true },
        };
    }

    private Matrix Derivative(int step, int width)
    {
        var slopes = new T[(rows * width) + Simd.Slack];
        passes.Slopes(step, slopes);
        return Copy(slopes, width);
    }

    // Backward multiplies by the transposed Jacobian: of the i-th unit vector it makes the i-th row.
    private static Matrix Jacobian(LayerPlace place, T[] z, T[] a, int sample)
    {
        int width = place.Site.Output.Size, first = sample * width;
        ActivationKernel<T> kernel = place.Layer.OutputActivation!.Kernel<T>();
        int rowWidth = place.Site.Output[place.Site.Output.Rank - 1];
        var row = new T[width];
        double[] values = new double[width * width];
        for (int i = 0; i < width; i++)
        {
            row.AsSpan().Clear();
            row[i] = T.One;
            kernel.Backward(z.AsSpan(first, width), a.AsSpan(first, width), row, row, rowWidth);
            for (int j = 0; j < width; j++) values[(i * width) + j] = double.CreateTruncating(row[j]);
        }

        return new Matrix(width, width, values);
    }

    private Matrix PenaltyGradient(ParameterSlice weights)
    {
        var gradient = new T[weights.Length];
        penalty.AddGradient(weights.Of<T>(parameters), gradient);
        return Matrix.Of<T>(weights.Shape[0], weights.Length / weights.Shape[0], gradient);
    }

    // Weights are [in][out]; a bias is one row.
    private static Matrix? Slice(ParameterSlice? slice, T[] vector)
    {
        if (slice is null) return null;
        int columns = slice.Shape[slice.Shape.Rank - 1];
        return Matrix.Of(slice.Length / columns, columns, slice.Of<T>(vector));
    }

    private Matrix Copy(T[] values, int width) => Matrix.Of<T>(rows, width, values.AsSpan(0, rows * width));
}
