using Hillock.Data;

namespace Hillock.Tracing.Diagnosis;

/// <summary>A model that is right no more often than one that looks at no column.</summary>
internal static class NoBetterThanGuessing
{
    private const int FewestRows = 20;

    public static IEnumerable<Finding> Find(Case patient)
    {
        Dataset judged = patient.JudgedOn;
        if (judged.Count < FewestRows) yield break;
        double score = Case.Score(patient.Judged), guessed = Case.Score(new Models.TrivialPredictor(patient.Model, patient.Data).Evaluate(judged));
        if (!(score <= (patient.IsClassification ? guessed : Math.Max(guessed, 0)))) yield break;
        yield return new Finding(
            "no_better_than_guessing",
            Severity.Error,
            null,
            patient.IsClassification
                ? $"The model is right in {score:P1} of {judged.Count:N0} rows; always answering the most frequent class is right in {guessed:P1}. It has learned nothing of use."
                : $"The model's R² is {score:F3} on {judged.Count:N0} rows; always answering the mean has {guessed:F3}. It has learned nothing of use.",
            "Look at the other findings first; then at the columns: is the target in them at all, and was the right column taken as the target?");
    }
}
