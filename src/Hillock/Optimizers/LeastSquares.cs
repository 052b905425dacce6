using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>The closed form of linear regression: the W and b that minimize ‖XW + 1bᵀ − Y‖², by QR decomposition.</summary>
/// <remarks>For a single linear layer and squared errors. There is nothing to set.</remarks>
public sealed record LeastSquares : Optimizer
{
    /// <inheritdoc/>
    public override string Name => "least_squares";

    internal static Entry<Optimizer> Entry { get; } = new Entry<Optimizer, LeastSquares>("least_squares", new(), []);
}
