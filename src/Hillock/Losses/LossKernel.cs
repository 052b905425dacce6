using System.Numerics;

namespace Hillock.Losses;

/// <summary>A loss compiled for one precision.</summary>
internal abstract class LossKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Each sample's loss and, unless <paramref name="gradient"/> is empty, the gradient of the batch's loss.</summary>
    /// <param name="prediction">[rows, width]: outputs, or logits if compiled so.</param>
    /// <param name="target">[rows, width].</param>
    /// <param name="scale">[rows]: sᵢ, the weight of each row in the batch's loss, or a multiple of it.</param>
    /// <param name="losses">[rows]: ℓᵢ, not scaled.</param>
    /// <param name="gradient">[rows, width] or empty: sᵢ·∂ℓᵢ/∂prediction. It may be the memory of the predictions.</param>
    /// <param name="width">Outputs per sample.</param>
    public abstract void Evaluate(
        ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, ReadOnlySpan<T> scale, Span<double> losses, Span<T> gradient, int width);
}
