using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>Every weight starts at 0. For biases: units whose weights all start equal would stay equal.</summary>
public sealed record Zeros : Initializer
{
    /// <inheritdoc/>
    public override string Name => "zeros";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, Zeros>("zeros", new(), []);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) => values.Clear();
}
