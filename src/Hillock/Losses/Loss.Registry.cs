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

    /// <inheritdoc cref="Losses.CrossEntropy"/>
    public static Loss CrossEntropy { get; } = new CrossEntropy();

    internal static Vocabulary<Loss> Registry { get; } = new(
        "loss",
        [
            Losses.SquaredError.Entry,
            Losses.HalfSquaredError.Entry,
            Losses.MeanSquaredError.Entry,
            Losses.CrossEntropy.Entry,
        ]);
}
