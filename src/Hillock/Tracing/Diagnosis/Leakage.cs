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
            if (!(score >= Suspicious) || (WithoutIt(patient, first, width) >= Easy && !IsTheTarget(patient, first, width))) continue;
            yield return new Finding(
                "leakage",
                Severity.Warning,
                null,
                $"Column '{name}' alone predicts {(patient.IsClassification ? $"{score:P1} of the answers" : $"the target with an R² of {score:F3}")}. That is too good to be true where it is the target under another name, a number given row by row, or something known only afterwards.",
                $"Ask whether '{name}' is known when a prediction is wanted; if not, leave it out (--ignore {name}).");
        }
    }

    // Whether each class has one value here and each value one class: the target, written another way.
    private static bool IsTheTarget(Case patient, int first, int width)
    {
        if (!patient.IsClassification) return false;
        Matrix inputs = patient.Opened.Samples.Inputs;
        var firstOf = new Dictionary<int, int>(); // the first sample of each class
        for (int sample = 0; sample < inputs.Rows; sample++) firstOf.TryAdd(patient.SomeData.Class(sample), sample);
        return Enumerable.Range(0, inputs.Rows).All(sample => firstOf.All(known =>
            IsSame(sample, known.Value) == (patient.SomeData.Class(sample) == known.Key)));

        bool IsSame(int a, int b) => inputs.Row(a).Slice(first, width).SequenceEqual(inputs.Row(b).Slice(first, width));
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
