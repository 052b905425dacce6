using Hillock.Data;

namespace Hillock.Construction;

/// <summary>How a built network compares with the definition of what it should compute.</summary>
/// <param name="Checked">Inputs compared: every combination of up to 20 inputs of 0 and 1, else a million by chance.</param>
/// <param name="IsWhole">Whether these are all inputs there are.</param>
/// <param name="Wrong">Inputs with another answer; null for numbers.</param>
/// <param name="MaxError">The largest absolute error; null for answers of 0 and 1.</param>
/// <param name="Bound">What the error cannot exceed anywhere; null where nothing is promised.</param>
public sealed record Verification(int Checked, bool IsWhole, int? Wrong, double? MaxError, double? Bound)
{
    /// <summary>Whether the network does what is promised of it: no wrong answer, no error above the bound.</summary>
    public bool Holds => Wrong is null or 0 && (Bound is null || MaxError <= Bound);

    /// <summary>The comparison in words.</summary>
    public override string ToString()
    {
        string what = IsWhole ? $"all {Sentence.Some(Checked, "row")}" : Sentence.Some(Checked, "sample");
        if (MaxError is { } error) return $"{what}: largest error {error:G4}{(Bound is { } bound ? $", bound {bound:G4}" : "")}";
        return $"{what}: {Wrong:N0} wrong{(Wrong > 0 ? $" ({100.0 * Wrong / Checked:F2} %)" : "")}";
    }
}
