using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>w ~ N(0, 2 / (fanIn + fanOut)) (Glorot &amp; Bengio 2010).</summary>
/// <remarks>Keeps the variance of signals forward and of gradients backward alike, for activations that are linear near 0.</remarks>
public sealed record GlorotNormal : Initializer
{
    /// <inheritdoc/>
    public override string Name => "glorot_normal";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, GlorotNormal>("glorot_normal", new(), []);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        FillNormal(values, Math.Sqrt(2.0 / ((double)fanIn + fanOut)), random);
}
