namespace Hillock.Training;

/// <summary>What early stopping remembers of the validation loss: the best epoch so far, and its loss.</summary>
/// <param name="BestEpoch">The epoch of the best loss, 1 for the first; 0 before any.</param>
/// <param name="BestLoss">The best loss; infinity before any.</param>
internal readonly record struct EarlyStopping(int BestEpoch, double BestLoss)
{
    /// <summary>Before the first epoch.</summary>
    public static EarlyStopping Begin { get; } = new(0, double.PositiveInfinity);

    /// <summary>Whether a loss is the best so far.</summary>
    public bool IsBettered(double loss) => loss < BestLoss;

    /// <summary>Whether patience has run out after this epoch: so many epochs were not better than the best.</summary>
    public bool ShouldStop(int epoch, int patience) => patience > 0 && epoch - BestEpoch >= patience;
}
