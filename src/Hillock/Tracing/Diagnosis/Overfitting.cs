namespace Hillock.Tracing.Diagnosis;

/// <summary>A model that knows its training samples by heart: its loss on others is far above that on them.</summary>
internal static class Overfitting
{
    // In parts of the loss of guessing, so that it means the same for every loss and every target.
    private const double LargestGap = 0.5;
    private const int FewestRows = 20;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.Model.Training is not { TrainingLoss: var learned } training) yield break;
        bool isValidated = patient.Unseen is null && training.ValidationLoss is not null;
        if (!isValidated && patient.JudgedOn.Count < FewestRows) yield break;
        double loss = isValidated ? training.ValidationLoss!.Value : patient.Judged.Loss;
        double guessing = patient.Guessed.Loss, gap = (loss - learned) / guessing;
        if (!(gap > LargestGap)) yield break;
        yield return new Finding(
            "overfitting",
            Severity.Warning,
            null,
            $"The loss is {learned:G3} on the training samples and {loss:G3} on others, where guessing has {guessing:G3}: the network has learned its samples by heart, not what they have in common.",
            "Stop early (--patience 10), or use fewer units, --dropout 0.2, --weight-decay 0.01, or more samples.");
    }
}
