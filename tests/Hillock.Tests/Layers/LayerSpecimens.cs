using Hillock.Activations;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Tensors;

namespace Hillock.Tests.Layers;

/// <summary>Examples of one kind of layer: what every exam of layers is held with.</summary>
/// <param name="Variants">Different layers of that kind.</param>
/// <param name="Inputs">Shapes that all of them take.</param>
/// <param name="Refused">A shape that none of them takes; null if there is none.</param>
/// <param name="Network">A small network in which the kind meets an activation and a loss; null where they do not go together.</param>
internal sealed record LayerSpecimens(
    Layer[] Variants, Shape[] Inputs, Shape? Refused, Func<Activation, Loss, (Shape Input, Layer[] Layers)?> Network)
{
    private static readonly Shape[] Vectors = [new Shape(1), new Shape(7), new Shape(40)];
    private static readonly Shape[] Anything = [.. Vectors, new Shape(3, 5), new Shape(2, 4, 3), new Shape(2, 1, 3, 2)];

    /// <summary>A new kind of layer needs a row here.</summary>
    public static IReadOnlyDictionary<string, LayerSpecimens> All { get; } = new Dictionary<string, LayerSpecimens>(StringComparer.Ordinal)
    {
        ["dense"] = new(
            [
                new Dense(5, Activation.Tanh),
                new Dense(1) { HasBias = false },
                new Dense(17, new LeakyReLU(0.3)) { Name = "wide", WeightInitializer = new Normal(0.5), BiasInitializer = new Normal() },
                new Dense(5, Activation.Tanh) { Frozen = true },
                new Dense(5, Activation.Tanh) { BiasFrozen = true },
                new Dense(3, Activation.GELU),
            ],
            Vectors,
            new Shape(2, 3),
            (f, loss) => (new Shape(3), [new Dense(4, Activation.Tanh), new Dense(3, f)])),

        ["activation"] = new(
            [.. Activation.Names.Select(name => new ActivationLayer(Activation.Parse(name))), new ActivationLayer(new Step(2)) { Name = "gate" }],
            Anything,
            null,
            (f, loss) => (new Shape(3), [new Dense(4), new ActivationLayer(Activation.Tanh), new Dense(3), new ActivationLayer(f)])),

        ["dropout"] = new(
            [new Dropout(0.4), new Dropout(0), new Dropout(0.99) { Name = "drop" }],
            Anything,
            null,
            (f, loss) => (new Shape(3), [new Dropout(0.2), new Dense(5, f), new Dropout(0.4), new Dense(3, OutputFor(loss))])),

        ["flatten"] = new(
            [new Flatten(), new Flatten { Name = "flat" }],
            Anything,
            null,
            (f, loss) => (new Shape(1, 2, 2), [new Flatten(), new Dense(4, f), new Flatten(), new Dense(3, OutputFor(loss))])),
    };

    /// <summary>An output activation in whose range the loss is at home.</summary>
    public static Activation OutputFor(Loss loss) =>
        loss.FusedActivation ?? (loss is Poisson or KLDivergence ? Activation.Softplus : Activation.Linear);

    /// <summary>Whether outputs of this activation are in the loss's domain.</summary>
    public static bool Fits(Loss loss, Activation output) => loss switch
    {
        { FusedActivation: { } fused } => fused == output,
        Poisson or KLDivergence => output.Range is { Minimum: 0, MinimumIsReached: false },
        _ => true,
    };
}
