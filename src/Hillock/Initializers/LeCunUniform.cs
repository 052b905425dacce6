using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>w ~ U(−√(3 / fanIn), +√…), variance 1 / fanIn (LeCun et al. 1998).</summary>
/// <remarks>Keeps the variance of signals forward; what self-normalizing networks (SELU) are derived for.</remarks>
public sealed record LeCunUniform : Initializer
{
    /// <inheritdoc/>
    public override string Name => "lecun_uniform";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, LeCunUniform>("lecun_uniform", new(), []);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        FillUniform(values, Math.Sqrt(3.0 / fanIn), random);
}
