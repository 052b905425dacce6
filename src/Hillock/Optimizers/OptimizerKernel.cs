using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Optimizers;

/// <summary>A gradient optimizer compiled for one precision.</summary>
/// <remarks>
/// A step is one <see cref="BeginStep"/> and then <see cref="Update(Span{T}, ReadOnlySpan{T}, Span{T}, Span{T}, Span{T}, bool)"/> over
/// all parameters, cut into ranges anywhere and shared among threads: every element is updated by itself, with the same bits however
/// the range is cut. Neither allocates. Oracle: the golden paths.
/// </remarks>
internal abstract class OptimizerKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes what is the same for all weights of a step.</summary>
    /// <param name="step">The step's number t, 1 for the first.</param>
    /// <param name="rate">The learning rate η of this step.</param>
    /// <param name="scalars">The optimizer's <see cref="GradientOptimizer.Scalars"/>, as the last step left them.</param>
    public abstract void BeginStep(long step, double rate, Span<double> scalars);

    /// <summary>Moves a range of weights.</summary>
    /// <param name="w">[n]: weights.</param>
    /// <param name="g">[n]: their gradients.</param>
    /// <param name="slot0">[n], empty if the optimizer has no slots.</param>
    /// <param name="slot1">[n], empty if it has fewer than two.</param>
    /// <param name="slot2">[n], empty if it has fewer than three.</param>
    /// <param name="decays">Whether weight decay acts: on weights, not on biases.</param>
    public void Update(Span<T> w, ReadOnlySpan<T> g, Span<T> slot0, Span<T> slot1, Span<T> slot2, bool decays) =>
        Update(w, g, slot0, slot1, slot2, decays, Simd.Width);

    /// <summary>The same with registers of a given width, 128, 256 or 512.</summary>
    public abstract void Update(
        Span<T> w, ReadOnlySpan<T> g, Span<T> slot0, Span<T> slot1, Span<T> slot2, bool decays, int width);
}
