namespace Hillock.Lessons.Exercises;

/// <summary>One of several statements.</summary>
/// <param name="Options">The statements, first to last; formulas stand between dollars.</param>
/// <param name="Right">The number of the right one, from 0.</param>
public sealed record ChoiceAnswer(IReadOnlyList<Option> Options, int Right) : Answer
{
    /// <inheritdoc/>
    public override string Kind => "choice";

    /// <inheritdoc/>
    public override string Typed => $"{Letter(Right)}";

    /// <inheritdoc/>
    public override string Text => $"{Letter(Right)}) {Options[Right].Text}";

    /// <summary>The letter of an option: a, b, c …</summary>
    public static char Letter(int option) => (char)('a' + option);

    /// <summary>Statements in a drawn order.</summary>
    internal static ChoiceAnswer Of(Draw draw, string right, params IReadOnlyList<Option> wrong)
    {
        Option[] options = draw.Shuffle([new Option(right, ""), .. wrong]);
        return new ChoiceAnswer(options, Array.FindIndex(options, option => option.Text == right));
    }

    private protected override Verdict Judge(string typed)
    {
        string plain = typed.TrimEnd(')', '.', ' ');
        int chosen = plain.Length == 1 ? char.ToLowerInvariant(plain[0]) - 'a' : Options.ToList().FindIndex(option => option.Text.Equals(typed, StringComparison.OrdinalIgnoreCase));
        if (chosen < 0 || chosen >= Options.Count) return new Verdict(false, $"{Quote(typed)} is none of the answers: type a letter from a to {Letter(Options.Count - 1)}.");
        if (chosen == Right) return new Verdict(true, $"Right: {Text}");
        return new Verdict(false, Options[chosen].WhyNot);
    }
}

/// <summary>A statement to choose or not.</summary>
/// <param name="Text">What it says.</param>
/// <param name="WhyNot">What to tell whoever chose it wrongly; empty for the right one.</param>
public sealed record Option(string Text, string WhyNot);
