namespace Hillock.Training;

/// <summary>How much each class counts in the loss.</summary>
public enum ClassWeights
{
    /// <summary>Every sample counts the same.</summary>
    None,

    /// <summary>Every class counts the same: a sample of class c has weight n / (k·n_c) for n samples, k classes.</summary>
    Balanced,
}
