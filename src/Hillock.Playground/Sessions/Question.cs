using Hillock.Lessons.Exercises;
using Hillock.Playground.Messages;
using Hillock.Tracing;

namespace Hillock.Playground.Sessions;

/// <summary>A number of the passes that the visitor is asked to compute.</summary>
/// <param name="At">What is looked at.</param>
/// <param name="Before">The passes up to it.</param>
/// <param name="Value">The number.</param>
/// <param name="IsGiven">Whether the question says the numbers of the formula, because nothing before it does.</param>
/// <param name="Slips">What often comes out instead.</param>
internal sealed record Question(Viewpoint At, IReadOnlyList<Passage> Before, Explained Value, bool IsGiven, IReadOnlyList<Slip> Slips)
{
    // Three digits that count, and at least two behind the point.
    private int Decimals => Value.Value == 0 ? 2 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(Value.Value))), 2, 12);

    /// <summary>The question as the page asks it: all but the value.</summary>
    public QuestionPosed Pose() => new(At, Before, Specimen.Line(Value, isChosen: true) with { Sides = [.. Value.LatexSides.Take(IsGiven ? 3 : 2)] }, Decimals);

    /// <summary>What an answer is worth, with the line worked.</summary>
    public AnswerJudged Judge(string text)
    {
        Verdict verdict = new NumberAnswer(new Quantity(Value.LatexSides[0], Value.Value, Decimals) { Slips = Slips }).Check(text);
        return new AnswerJudged(verdict.IsRight, verdict.Sentence, Specimen.Line(Value, isChosen: true));
    }
}
