using Hillock.Naming;

namespace Hillock.Activations;

public abstract partial record Activation
{
    /// <inheritdoc cref="Activations.Linear"/>
    public static Activation Linear { get; } = new Linear();

    /// <inheritdoc cref="Activations.Sigmoid"/>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <inheritdoc cref="Activations.Tanh"/>
    public static Activation Tanh { get; } = new Tanh();

    /// <inheritdoc cref="Activations.ReLU"/>
    public static Activation ReLU { get; } = new ReLU();

    /// <inheritdoc cref="Activations.Softmax"/>
    public static Activation Softmax { get; } = new Softmax();

    internal static Vocabulary<Activation> Registry { get; } = new(
        "activation",
        [
            Activations.Linear.Entry,
            Activations.Sigmoid.Entry,
            Activations.Tanh.Entry,
            Activations.ReLU.Entry,
            Activations.Softmax.Entry,
        ]);
}
