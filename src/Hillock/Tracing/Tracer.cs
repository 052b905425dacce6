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
    private readonly Pass pass;
    private readonly Plan<T> plan;
    private readonly Workspace<T> workspace;
    private readonly T[] parameters;
    private readonly T[] scratch;
    private readonly Penalty penalty;

    public Tracer(Model model, TraceSamples samples, bool training)
    {
        (this.model, this.samples, rows, hasTargets) = (model, samples, samples.Inputs.Rows, samples.Targets is not null);
        Experiment experiment = Experiment.Of(model);
        penalty = new Penalty(experiment.L1, experiment.L2);
        pass = new Pass(rows, training, experiment.Seed);

        // What training leaves alone has a gradient all the same.
        plan = Plan<T>.Compile(model.Definition.Unfrozen(), tracing: true);
        workspace = new Workspace<T>(plan, rows, WorkspaceUse.Tracing, WorkerPool.Shared(1));
        parameters = ((ModelCore<T>)model.Core).Parameters;
        scratch = new T[plan.ScratchLength];
    }

    public Trace Run()
    {
        samples.Inputs.CopyTo(workspace.Inputs(rows));
        for (int i = 0; i < plan.Steps.Count; i++) plan.Steps[i].Forward(workspace.Buffers[i], parameters, 0, rows, pass, scratch);

        // Where the loss is computed from logits, what the last step leaves are logits.
        StepBuffers<T> last = workspace.Buffers[^1];
        T[] outputs = last.Output;
        if (plan.OutputActivation is { } activation)
        {
            int length = rows * plan.OutputWidth;
            outputs = new T[length];
            activation.Forward(last.Output.AsSpan(0, length), outputs, plan.OutputRowWidth);
        }

        double[] losses = [];
        T[] lossGradient = [];
        if (hasTargets) (losses, lossGradient) = Loss(last, outputs);
        LayerTrace[] layers = Layers(outputs, lossGradient);
        return new Trace(model, samples, pass.Training)
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

    // Each sample's loss, ∂L/∂ŷ, and what the backward pass starts from, in the last step's memory.
    private (double[] Losses, T[] Gradient) Loss(StepBuffers<T> last, T[] outputs)
    {
        int width = plan.OutputWidth, length = rows * width;
        Span<T> targets = workspace.Targets(rows);
        samples.Targets!.CopyTo(targets);
        workspace.Scale(rows).Fill(T.One / T.CreateChecked(rows));
        double[] losses = new double[rows];
        plan.Loss.Evaluate(last.Output.AsSpan(0, length), targets, workspace.Scale(rows), losses, last.OutputGradient.AsSpan(0, length), width);

        var gradient = new T[length];
        double[] again = new double[rows];
        plan.Definition.Loss.Kernel<T>(onLogits: false).Evaluate(outputs.AsSpan(0, length), targets, workspace.Scale(rows), again, gradient, width);
        return (losses, gradient);
    }

    private LayerTrace[] Layers(T[] outputs, T[] lossGradient)
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
            plan.Steps[i].Backward(buffers, parameters, 0, rows, pass, scratch);
            deltas[i] = Copy(plan.Steps[i].Delta(buffers), width);
        }

        if (hasTargets) workspace.ParameterGradient(gradients, pass);
        return [.. Enumerable.Range(0, count).Select(i => Layer(i, i == count - 1 ? outputs : workspace.Buffers[i].Output, outputGradients[i], deltas[i], gradients))];
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
            ActivationDerivative = activation is { IsScalar: false } ? null : Copy(Derivative(activation, step, buffers, z, a), width),
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

    // What backward makes of ones is the derivative.
    private T[] Derivative(Activation? activation, Step<T> step, StepBuffers<T> buffers, T[] z, T[] a)
    {
        int width = a.Length / rows;
        var ones = new T[a.Length + Simd.Slack];
        ones.AsSpan().Fill(T.One);
        if (activation is not null)
        {
            activation.Kernel<T>().Backward(z, a, ones.AsSpan(0, a.Length), ones.AsSpan(0, a.Length), width);
            return ones;
        }

        var own = new StepBuffers<T> { Input = buffers.Input, Output = buffers.Output, Kept = buffers.Kept, OutputGradient = ones, InputGradient = ones };
        step.Backward(own, parameters, 0, rows, pass, scratch);
        return ones;
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
