using Hillock.Layers;

namespace Hillock.Definitions;

/// <summary>How much a network could learn by heart: its size, and the laws by which its VC dimension grows. Laws, never a number.</summary>
/// <param name="Weights">W: weights and biases.</param>
/// <param name="Layers">L: layers with weights.</param>
public sealed record Capacity(int Weights, int Layers)
{
    /// <summary>What is known about the VC dimension, the most points that a network can label in every way.</summary>
    public static IReadOnlyList<string> Laws { get; } =
    [
        "linear threshold units: the VC dimension grows in proportion to W",
        "piecewise linear units: in proportion to W² (Koiran & Sontag 1998)",
        "ReLU, where W > C·L > C²: some networks reach (W·L/C)·log₂(W/L), with an unnamed constant C (Bartlett, Harvey, Liaw, Mehrabian 2017)",
    ];

    /// <summary>The size of a network.</summary>
    public static Capacity Of(ModelDefinition definition) =>
        new(definition.ParameterCount, definition.Layers.Count(layer => layer is Dense));
}
