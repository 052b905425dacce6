namespace Hillock.Activations;

public abstract partial record Activation
{
    /// <summary>Every activation: one line each.</summary>
    internal static readonly Registry<Activation> Registry = new(
        "activation",
        new("linear", _ => new Linear()),
        new("sigmoid", _ => new Sigmoid()),
        new("tanh", _ => new Tanh()),
        new("relu", _ => new ReLU()),
        new("softmax", _ => new Softmax()));

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
}
