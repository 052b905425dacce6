using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>w ~ U(−√(6 / fanIn), +√…), variance 2 / fanIn (He et al. 2015).</summary>
/// <remarks>As half of all units of a ReLU layer are silent, twice the variance keeps signals alive through many layers.</remarks>
public sealed record HeUniform : Initializer
{
    /// <inheritdoc/>
    public override string Name => "he_uniform";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, HeUniform>("he_uniform", new(), []);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        FillUniform(values, Math.Sqrt(6.0 / fanIn), random);
}
