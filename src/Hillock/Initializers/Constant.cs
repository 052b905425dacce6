using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>Every weight starts at one value.</summary>
public sealed record Constant : Initializer
{
    /// <summary>Creates the initializer.</summary>
    public Constant(double value = 0) => Value = value;

    /// <summary>The value.</summary>
    public double Value { get; init => field = Require.Finite(value, "value"); }

    /// <inheritdoc/>
    public override string Name => "constant";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, Constant>(
        "constant", new(), [new("value", self => self.Value, (self, value) => self with { Value = value })]);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) => values.Fill(Value);
}
