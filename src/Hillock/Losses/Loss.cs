using System.Numerics;
using Hillock.Activations;

namespace Hillock.Losses;

/// <summary>How far predictions are from targets: the number that training makes small.</summary>
/// <remarks>
/// The loss of a batch is Σ sᵢ·ℓᵢ over its samples, where ℓᵢ is the sample's own loss and sᵢ its weight over the sum of weights
/// (1/N without weights).
/// </remarks>
public abstract record Loss
{
    private protected Loss()
    {
    }

    /// <summary>The name in files and on the command line: <c>cross_entropy</c>, <c>mean_squared_error</c>, …</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The output activation with which this loss is computed in one stable formula from the logits z, null if there is none.
    /// </summary>
    public virtual Activation? FusedActivation => null;

    /// <summary>The compiled form, for one precision.</summary>
    /// <param name="onLogits">The predictions are logits: what goes into <see cref="FusedActivation"/>, not what comes out.</param>
    internal abstract LossKernel<T> Kernel<T>(bool onLogits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
