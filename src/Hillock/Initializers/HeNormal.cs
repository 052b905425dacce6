using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>w ~ N(0, 2 / fanIn) (He et al. 2015).</summary>
/// <remarks>As half of all units of a ReLU layer are silent, twice the variance keeps signals alive through many layers.</remarks>
public sealed record HeNormal : Initializer
{
    /// <inheritdoc/>
    public override string Name => "he_normal";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, HeNormal>("he_normal", new(), []);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        FillNormal(values, Math.Sqrt(2.0 / fanIn), random);
}
