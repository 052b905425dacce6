using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Files;
using Hillock.Naming;
using Hillock.Tensors;

namespace Hillock.Layers;

/// <summary>An activation as a layer of its own, a = f(z), for any shape; softmax acts along the last axis.</summary>
public sealed record ActivationLayer : Layer
{
    /// <summary>Describes an activation layer.</summary>
    public ActivationLayer(Activation activation) => Activation = activation;

    /// <inheritdoc/>
    public override string Type => "activation";

    /// <summary>f.</summary>
    public Activation Activation { get; }

    internal override Activation? OutputActivation => Activation;

    internal override Layer WithoutOutputActivation() => new ActivationLayer(Activation.Linear) { Name = Name };

    internal override Shape OutputShape(Shape input) => input;

    internal override string Describe() => Activation.Name;

    internal override void WriteSettings(JsonObject node) => node["activation"] = Activation.ToJson();

    internal static ActivationLayer Read(JsonFields fields) => new(ReadActivation(fields));

    /// <summary>The activation in a layer's field of that name; linear if it is absent.</summary>
    internal static Activation ReadActivation(JsonFields fields) =>
        fields.Part("activation", Activation.FromJson, Activation.Linear);

    private protected override ConstructorCall Construct() => new(nameof(ActivationLayer), Activation.ToCSharp());

    internal override Step<T> Compile<T>(StepSite site) => new ActivationStep<T>(site, Activation);
}

/// <summary><see cref="ActivationLayer"/> compiled. Its input is still there in the backward pass, so nothing is kept.</summary>
internal sealed class ActivationStep<T>(StepSite site, Activation activation) : Step<T>(site)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int size = site.Output.Size;
    private readonly int width = site.Output[site.Output.Rank - 1];
    private readonly ActivationKernel<T> kernel = activation.Kernel<T>();

    public override void Forward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch) =>
        kernel.Forward(Rows(buffers.Input, first, count, size), Rows(buffers.Output, first, count, size), width);

    public override void Backward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch)
    {
        Span<T> delta = Rows(buffers.OutputGradient, first, count, size);
        kernel.Backward(Rows(buffers.Input, first, count, size), Rows(buffers.Output, first, count, size), delta, delta, width);
        if (buffers.InputGradient.Length > 0) delta.CopyTo(Rows(buffers.InputGradient, first, count, size));
    }
}
