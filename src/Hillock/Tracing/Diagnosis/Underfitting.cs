namespace Hillock.Tracing.Diagnosis;

/// <summary>A model that misses what lies open in the data: the samples most like a sample would answer better than it does.</summary>
internal static class Underfitting
{
    private const int FewestRows = 40;
    private const double Accuracy = 0.15;
    private const double Determination = 0.25;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.SomeData.Count < FewestRows) yield break;
        Matrix inputs = patient.Opened.Samples.Inputs;
        double score = Case.Score(patient.Achieved), possible = NeighborScore.Of(inputs.Values.ToArray(), inputs.Columns, patient.SomeData);
        double margin = patient.IsClassification ? Accuracy : Determination;
        if (!(possible - Math.Max(score, Case.Score(patient.Guessed)) > margin)) yield break;
        yield return new Finding(
            "underfitting",
            Severity.Warning,
            null,
            patient.IsClassification
                ? $"The model is right in {score:P1} of the rows; asking for each row the five others most like it is right in {possible:P1}. There is more to learn than it has learned."
                : $"The model's R² is {score:F3}; the mean of the five rows most like each has {possible:F3}. There is more to learn than it has learned.",
            "Train longer or with a larger rate, give it more units or a hidden layer with an activation, or take off dropout and penalties.");
    }
}
