using System.Numerics;

namespace Hillock.Activations;

/// <summary>An activation compiled for one precision: two plain functions over rows.</summary>
/// <remarks>Spans hold whole rows [rows, width], row-major. Outputs may be the same memory as inputs.</remarks>
internal abstract class ActivationKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether <see cref="Backward"/> reads z; otherwise z need not be kept and may be passed empty.</summary>
    public abstract bool BackwardNeedsInput { get; }

    /// <summary>a = f(z).</summary>
    public abstract void Forward(ReadOnlySpan<T> z, Span<T> a, int width);

    /// <summary>dz = ∂L/∂z from da = ∂L/∂a: da ⊙ f′(z) for a scalar activation, the Jacobian's transpose times da otherwise.</summary>
    public abstract void Backward(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz, int width);
}
