using System.Numerics;
using Hillock.Naming;
using Hillock.Tensors;

namespace Hillock.Layers;

/// <summary>Turns a sample of any shape into a vector; the numbers and their order stay.</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override string Type => "flatten";

    internal override Shape OutputShape(Shape input) => new(input.Size);

    private protected override ConstructorCall Construct() => new(nameof(Flatten));

    internal override Step<T> Compile<T>(StepSite site) => new FlattenStep<T>(site);
}

/// <summary><see cref="Flatten"/> compiled: nothing moves, row-major order is the vector's order.</summary>
internal sealed class FlattenStep<T>(StepSite site) : Step<T>(site)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override bool IsView => true;

    public override void Forward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch)
    {
    }

    public override void Backward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch)
    {
    }
}
