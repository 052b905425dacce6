using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>w ~ N(0, 1 / fanIn) (LeCun et al. 1998).</summary>
/// <remarks>Keeps the variance of signals forward; what self-normalizing networks (SELU) are derived for.</remarks>
public sealed record LeCunNormal : Initializer
{
    /// <inheritdoc/>
    public override string Name => "lecun_normal";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, LeCunNormal>("lecun_normal", new(), []);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        FillNormal(values, Math.Sqrt(1.0 / fanIn), random);
}
