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

    /// <inheritdoc cref="Activations.LeakyReLU"/>
    public static Activation LeakyReLU { get; } = new LeakyReLU();

    /// <inheritdoc cref="Activations.ELU"/>
    public static Activation ELU { get; } = new ELU();

    /// <inheritdoc cref="Activations.SELU"/>
    public static Activation SELU { get; } = new SELU();

    /// <inheritdoc cref="Activations.GELU"/>
    public static Activation GELU { get; } = new GELU();

    /// <inheritdoc cref="Activations.GELUTanh"/>
    public static Activation GELUTanh { get; } = new GELUTanh();

    /// <inheritdoc cref="Activations.SiLU"/>
    public static Activation SiLU { get; } = new SiLU();

    /// <inheritdoc cref="Activations.Softplus"/>
    public static Activation Softplus { get; } = new Softplus();

    /// <inheritdoc cref="Activations.Softsign"/>
    public static Activation Softsign { get; } = new Softsign();

    /// <inheritdoc cref="Activations.HardSigmoid"/>
    public static Activation HardSigmoid { get; } = new HardSigmoid();

    /// <inheritdoc cref="Activations.HardTanh"/>
    public static Activation HardTanh { get; } = new HardTanh();

    /// <inheritdoc cref="Activations.Mish"/>
    public static Activation Mish { get; } = new Mish();

    /// <inheritdoc cref="Activations.Exponential"/>
    public static Activation Exponential { get; } = new Exponential();

    /// <inheritdoc cref="Activations.Softmax"/>
    public static Activation Softmax { get; } = new Softmax();

    /// <inheritdoc cref="Activations.LogSoftmax"/>
    public static Activation LogSoftmax { get; } = new LogSoftmax();

    /// <inheritdoc cref="Activations.Step"/>
    public static Activation Step { get; } = new Step();

    internal static Vocabulary<Activation> Registry { get; } = new(
        "activation",
        [
            Activations.Linear.Entry,
            Activations.Sigmoid.Entry,
            Activations.Tanh.Entry,
            Activations.ReLU.Entry,
            Activations.LeakyReLU.Entry,
            Activations.ELU.Entry,
            Activations.SELU.Entry,
            Activations.GELU.Entry,
            Activations.GELUTanh.Entry,
            Activations.SiLU.Entry,
            Activations.Softplus.Entry,
            Activations.Softsign.Entry,
            Activations.HardSigmoid.Entry,
            Activations.HardTanh.Entry,
            Activations.Mish.Entry,
            Activations.Exponential.Entry,
            Activations.Softmax.Entry,
            Activations.LogSoftmax.Entry,
            Activations.Step.Entry,
        ]);
}
