namespace Hillock.Data;

/// <summary>What is learned, decided by the target: one of two classes, one of several, or numbers.</summary>
public enum LearningTask
{
    /// <summary>Two classes, one output: 0 or 1.</summary>
    Binary,

    /// <summary>Classes as one-hot vectors, one output each.</summary>
    Multiclass,

    /// <summary>Numbers, one output for each target column.</summary>
    Regression,
}
