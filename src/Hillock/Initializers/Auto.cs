using Hillock.Activations;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>Picks by the layer's activation: He for ReLU and its relatives, LeCun for SELU, Glorot for all others.</summary>
public sealed record Auto : Initializer
{
    /// <inheritdoc/>
    public override string Name => "auto";

    internal static Entry<Initializer> Entry { get; } = new Entry<Initializer, Auto>("auto", new(), []);

    internal override Initializer For(Activation activation) => activation.Name switch
    {
        "relu" or "leaky_relu" or "elu" or "gelu" or "gelu_tanh" or "silu" or "softplus" or "mish" => new HeNormal(),
        "selu" => new LeCunNormal(),
        _ => new GlorotUniform(),
    };

    /// <summary>Without an activation as for a linear layer.</summary>
    internal override void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random) =>
        new GlorotUniform().Fill(values, fanIn, fanOut, random);
}
