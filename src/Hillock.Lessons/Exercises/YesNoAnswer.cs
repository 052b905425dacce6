namespace Hillock.Lessons.Exercises;

/// <summary>Yes or no.</summary>
/// <param name="IsYes">Whether yes is right.</param>
/// <param name="Reason">Why, as a sentence; formulas stand between dollars.</param>
public sealed record YesNoAnswer(bool IsYes, string Reason) : Answer
{
    private static readonly string[] Yes = ["yes", "y", "true", "1"], No = ["no", "n", "false", "0"];

    /// <inheritdoc/>
    public override string Kind => "yes_no";

    /// <inheritdoc/>
    public override string Typed => IsYes ? "yes" : "no";

    /// <inheritdoc/>
    public override string Text => $"{(IsYes ? "Yes" : "No")}. {Reason}";

    private protected override Verdict Judge(string typed)
    {
        string word = typed.TrimEnd('.', '!').ToLowerInvariant();
        if (!Yes.Contains(word) && !No.Contains(word)) return new Verdict(false, $"{Quote(typed)} is neither yes nor no.");
        return Yes.Contains(word) == IsYes ? new Verdict(true, $"Right. {Reason}") : new Verdict(false, "It is the other way round: look once more, or take the hint.");
    }
}
