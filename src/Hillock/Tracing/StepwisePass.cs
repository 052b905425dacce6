using System.Numerics;
using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;

namespace Hillock.Tracing;

/// <summary>A batch's way through a network and back, step by step: what each step leaves can be looked at before the next one overwrites it.</summary>
/// <remarks>After the forward pass and the loss, the steps go backward from the last to the first. What training leaves alone has a gradient all the same.</remarks>
internal sealed class StepwisePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] parameters;
    private readonly T[] scratch;
    private readonly Pass pass;

    /// <summary>Allocates all memory; inputs and targets are still to be written.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="parameters">The parameter vector, with slack behind it; the passes read what it holds then.</param>
    /// <param name="pass">What is the same for all steps.</param>
    public StepwisePass(ModelDefinition definition, T[] parameters, Pass pass)
    {
        (this.parameters, this.pass) = (parameters, pass);
        Plan = Plan<T>.Compile(definition.Unfrozen(), tracing: true);
        Workspace = new Workspace<T>(Plan, pass.Rows, WorkspaceUse.Tracing, WorkerPool.Shared(1));
        Workspace.Scale(pass.Rows).Fill(T.One / T.CreateChecked(pass.Rows));
        scratch = new T[Plan.ScratchLength];
        Outputs = Plan.OutputActivation is null ? Last.Output : new T[pass.Rows * Plan.OutputWidth];
    }

    /// <summary>The network, compiled for tracing.</summary>
    public Plan<T> Plan { get; }

    /// <summary>The memory of the steps.</summary>
    public Workspace<T> Workspace { get; }

    /// <summary>[rows, outputs] after the forward pass: where the loss is computed from logits, what the last step leaves are logits.</summary>
    public T[] Outputs { get; }

    private StepBuffers<T> Last => Workspace.Buffers[^1];

    private int OutputLength => pass.Rows * Plan.OutputWidth;

    /// <summary>From the inputs to the outputs.</summary>
    public void Forward()
    {
        for (int i = 0; i < Plan.Steps.Count; i++) Plan.Steps[i].Forward(Workspace.Buffers[i], parameters, 0, pass.Rows, pass, scratch);
        Plan.OutputActivation?.Forward(Last.Output.AsSpan(0, OutputLength), Outputs.AsSpan(0, OutputLength), Plan.OutputRowWidth);
    }

    /// <summary>Each sample's loss, and what the way back starts from, in the last step's memory.</summary>
    /// <param name="losses">[rows].</param>
    public void Loss(Span<double> losses) => Plan.Loss.Evaluate(
        Last.Output.AsSpan(0, OutputLength),
        Workspace.Targets(pass.Rows),
        Workspace.Scale(pass.Rows),
        losses,
        Last.OutputGradient.AsSpan(0, OutputLength),
        Plan.OutputWidth);

    /// <summary>One step back. δ is then what <see cref="Step{T}.Delta"/> says.</summary>
    public void Backward(int step) => Plan.Steps[step].Backward(Workspace.Buffers[step], parameters, 0, pass.Rows, pass, scratch);

    /// <summary>The whole gradient, after the last step back.</summary>
    public void ParameterGradient(T[] gradients) => Workspace.ParameterGradient(gradients, pass);

    /// <summary>The slopes da/dz of a step's function: what its backward makes of ones.</summary>
    /// <param name="step">Its place.</param>
    /// <param name="slopes">[rows, width], with slack behind it.</param>
    public void Slopes(int step, T[] slopes)
    {
        (Step<T> own, StepBuffers<T> buffers) = (Plan.Steps[step], Workspace.Buffers[step]);
        int width = own.Site.Output.Size, length = pass.Rows * width;
        slopes.AsSpan().Fill(T.One);
        if (Plan.Definition.Layers[step].OutputActivation is { } activation)
        {
            ReadOnlySpan<T> a = (step == Plan.Steps.Count - 1 ? Outputs : buffers.Output).AsSpan(0, length);
            activation.Kernel<T>().Backward(own.PreActivation(buffers).AsSpan(0, length), a, slopes.AsSpan(0, length), slopes.AsSpan(0, length), width);
            return;
        }

        var ones = new StepBuffers<T> { Input = buffers.Input, Output = buffers.Output, Kept = buffers.Kept, OutputGradient = slopes, InputGradient = slopes };
        own.Backward(ones, parameters, 0, pass.Rows, pass, scratch);
    }
}
