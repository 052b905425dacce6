using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>w ~ U(−√(6 / (fanIn + fanOut)), +√…), variance 2 / (fanIn + fanOut) (Glorot &amp; Bengio 2010).</summary>
/// <remarks>Keeps the variance of signals forward and of gradients backward alike, for activations that are linear near 0.</remarks>
public sealed record GlorotUniform : Initializer
{
    /// <inheritdoc/>
    public override string Name => "glorot_uniform";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, GlorotUniform>("glorot_uniform", new(), []);

    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        FillUniform(values, Math.Sqrt(6.0 / ((double)fanIn + fanOut)), random);
}
