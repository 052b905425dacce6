namespace Hillock.Training;

/// <summary>What an epoch came to.</summary>
/// <param name="Epoch">Its number, 1 for the first.</param>
/// <param name="TrainingLoss">Mean loss of the training samples, each as its batch came by, before the step; without penalties.</param>
/// <param name="ValidationLoss">Loss on the validation samples after the epoch; null without any.</param>
/// <param name="ValidationScore">Accuracy for classes, R² for numbers, on the validation samples; null without any.</param>
/// <param name="LearningRate">The rate of its last step.</param>
public sealed record EpochSummary(int Epoch, double TrainingLoss, double? ValidationLoss, double? ValidationScore, double LearningRate);
