using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>Limited-memory BFGS (Liu &amp; Nocedal 1989): Newton's steps with a curvature guessed from the last few gradients.</summary>
/// <remarks>
/// For all samples at once: an epoch is one iteration with a line search along d = −H·g to a point that meets the strong Wolfe conditions
/// f(w + αd) ≤ f(w) + c₁α·gᵀd and |g(w + αd)ᵀd| ≤ c₂·|gᵀd|. There is no learning rate.
/// </remarks>
public sealed record LBfgs : Optimizer
{
    /// <inheritdoc/>
    public override string Name => "lbfgs";

    /// <summary>How many steps and changes of the gradient are remembered to guess H.</summary>
    public int History { get; init => field = Require.AtLeast(1, value, "history"); } = 10;

    /// <summary>c₁: the share of the decrease promised by the slope that a step must bring.</summary>
    public double SufficientDecrease { get; init => field = Require.Fraction(value, "sufficient decrease"); } = 1e-4;

    /// <summary>c₂: the share of the slope that may be left after a step.</summary>
    public double Curvature { get; init => field = Require.Fraction(value, "curvature"); } = 0.9;

    /// <summary>The gradient's largest component at which the minimum counts as found.</summary>
    public double Tolerance { get; init => field = Require.NotNegative(value, "tolerance"); } = 1e-8;

    internal static Entry<Optimizer> Entry { get; } = new Entry<Optimizer, LBfgs>("lbfgs", new(),
    [
        new("history", self => self.History, (self, value) => self with { History = value }),
        new("sufficient_decrease", self => self.SufficientDecrease, (self, value) => self with { SufficientDecrease = value }),
        new("curvature", self => self.Curvature, (self, value) => self with { Curvature = value }),
        new("tolerance", self => self.Tolerance, (self, value) => self with { Tolerance = value }),
    ]);
}
