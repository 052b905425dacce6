using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>w ~ N(0, deviation²).</summary>
public sealed record Normal : Initializer
{
    /// <summary>Creates the initializer.</summary>
    public Normal(double deviation = 1) => Deviation = deviation;

    /// <summary>The standard deviation.</summary>
    public double Deviation { get; init => field = Require.NotNegative(value, "deviation"); }

    /// <inheritdoc/>
    public override string Name => "normal";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, Normal>(
        "normal", new(), [new("deviation", self => self.Deviation, (self, value) => self with { Deviation = value })]);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        FillNormal(values, Deviation, random);
}
