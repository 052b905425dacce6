namespace Hillock.Losses;

public abstract partial record Loss
{
    /// <summary>Every loss: one line each.</summary>
    internal static readonly Registry<Loss> Registry = new(
        "loss",
        new("half_squared_error", _ => new HalfSquaredError()),
        new("mean_squared_error", _ => new MeanSquaredError()),
        new("cross_entropy", settings => new CrossEntropy(settings.Number("label_smoothing", 0))));

    /// <inheritdoc cref="Losses.HalfSquaredError"/>
    public static Loss HalfSquaredError { get; } = new HalfSquaredError();

    /// <inheritdoc cref="Losses.MeanSquaredError"/>
    public static Loss MeanSquaredError { get; } = new MeanSquaredError();

    /// <inheritdoc cref="Losses.CrossEntropy"/>
    public static Loss CrossEntropy { get; } = new CrossEntropy();
}
