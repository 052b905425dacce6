using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>w ~ U(−limit, limit).</summary>
/// <remarks>Variance limit²/3.</remarks>
public sealed record Uniform : Initializer
{
    /// <summary>Creates the initializer.</summary>
    public Uniform(double limit = 0.05) => Limit = limit;

    /// <summary>The largest absolute value.</summary>
    public double Limit { get; init => field = Require.NotNegative(value, "limit"); }

    /// <inheritdoc/>
    public override string Name => "uniform";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, Uniform>(
        "uniform", new(), [new("limit", self => self.Limit, (self, value) => self with { Limit = value })]);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        FillUniform(values, Limit, random);
}
