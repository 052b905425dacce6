using Hillock.Naming;

namespace Hillock.Losses;

public abstract partial record Loss
{
    /// <inheritdoc cref="Losses.SquaredError"/>
    public static Loss SquaredError { get; } = new SquaredError();

    /// <inheritdoc cref="Losses.HalfSquaredError"/>
    public static Loss HalfSquaredError { get; } = new HalfSquaredError();

    /// <inheritdoc cref="Losses.MeanSquaredError"/>
    public static Loss MeanSquaredError { get; } = new MeanSquaredError();

    /// <inheritdoc cref="Losses.MeanAbsoluteError"/>
    public static Loss MeanAbsoluteError { get; } = new MeanAbsoluteError();

    /// <inheritdoc cref="Losses.Huber"/>
    public static Loss Huber { get; } = new Huber();

    /// <inheritdoc cref="Losses.LogCosh"/>
    public static Loss LogCosh { get; } = new LogCosh();

    /// <inheritdoc cref="Losses.Hinge"/>
    public static Loss Hinge { get; } = new Hinge();

    /// <inheritdoc cref="Losses.Poisson"/>
    public static Loss Poisson { get; } = new Poisson();

    /// <inheritdoc cref="Losses.KLDivergence"/>
    public static Loss KLDivergence { get; } = new KLDivergence();

    /// <inheritdoc cref="Losses.BinaryCrossEntropy"/>
    public static Loss BinaryCrossEntropy { get; } = new BinaryCrossEntropy();

    /// <inheritdoc cref="Losses.CrossEntropy"/>
    public static Loss CrossEntropy { get; } = new CrossEntropy();

    internal static Vocabulary<Loss> Registry { get; } = new(
        "loss",
        [
            Losses.SquaredError.Entry,
            Losses.HalfSquaredError.Entry,
            Losses.MeanSquaredError.Entry,
            Losses.MeanAbsoluteError.Entry,
            Losses.Huber.Entry,
            Losses.LogCosh.Entry,
            Losses.Hinge.Entry,
            Losses.Poisson.Entry,
            Losses.KLDivergence.Entry,
            Losses.BinaryCrossEntropy.Entry,
            Losses.CrossEntropy.Entry,
        ]);
}
