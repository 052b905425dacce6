using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Exercises;

/// <summary>A question whose numbers were drawn from a seed, with the answer that the library computed.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Answer">What is right.</param>
/// <param name="Hint">A sentence for those who do not know how to begin.</param>
/// <param name="Solution">The way to the answer, with the numbers of this question.</param>
public sealed record Exercise(IReadOnlyList<Block> Question, Answer Answer, string Hint, IReadOnlyList<Block> Solution)
{
    /// <summary>The lesson's id and the exercise's number: <c>D7.1</c>.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The numbers that were drawn, by their names in the question.</summary>
    public IReadOnlyDictionary<string, double> Given { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Judges an answer as it was typed. Any text may come.</summary>
    public Verdict Check(string? text) => Answer.Check(text);
}

/// <summary>Whether an answer is right, and why or why not, in a sentence.</summary>
/// <param name="IsRight">Whether it is right.</param>
/// <param name="Sentence">What to tell whoever answered; it may hold formulas between dollars.</param>
public sealed record Verdict(bool IsRight, string Sentence);
