namespace Hillock.Tracing.Diagnosis;

/// <summary>A column that alone predicts the target: often the target under another name, or something known only afterwards.</summary>
internal static class Leakage
{
    private const int FewestRows = 40;
    private const double Suspicious = 0.995;

    // Where guessing is right nearly always, so is everything; and where the other columns know the answer too, it lies in the matter itself.
    private const double Trivial = 0.9;
    private const double Easy = 0.98;

    public static IEnumerable<Finding> Find(Case patient)
    {
        (string Name, int First, int Width)[] columns = [.. InputGroups.Of(patient.Model.Preprocessing)];
        if (columns.Length < 2 || patient.SomeData.Count < FewestRows || Case.Score(patient.Guessed) > Trivial) yield break;
        Matrix inputs = patient.Opened.Samples.Inputs;
        foreach ((string name, int first, int width) in columns)
        {
            double score = NeighborScore.Of(InputGroups.Values(inputs, first, width), width, patient.SomeData);
            if (!(score >= Suspicious) || WithoutIt(patient, first, width) >= Easy) continue;
            yield return new Finding(
                "leakage",
                Severity.Warning,
                null,
                $"Column '{name}' alone predicts {(patient.IsClassification ? $"{score:P1} of the answers" : $"the target with an R² of {score:F3}")}. That is too good to be true where it is the target under another name, a number given row by row, or something known only afterwards.",
                $"Ask whether '{name}' is known when a prediction is wanted; if not, leave it out (--ignore {name}).");
        }
    }

    // What the other columns say together.
    private static double WithoutIt(Case patient, int first, int width)
    {
        Matrix inputs = patient.Opened.Samples.Inputs;
        double[] others = inputs.Values.ToArray();
        for (int row = 0; row < inputs.Rows; row++) others.AsSpan((row * inputs.Columns) + first, width).Clear();
        return NeighborScore.Of(others, inputs.Columns, patient.SomeData);
    }
}
