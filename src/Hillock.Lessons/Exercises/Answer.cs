namespace Hillock.Lessons.Exercises;

/// <summary>What is right, and how what was typed is compared with it.</summary>
public abstract record Answer
{
    /// <summary>The most characters of an answer that are read.</summary>
    public const int MostCharacters = 200;

    /// <summary>What is to be typed: <c>number</c>, <c>numbers</c>, <c>choice</c> or <c>yes_no</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The right answer, as a person would type it.</summary>
    public abstract string Typed { get; }

    /// <summary>The right answer as a sentence or an equation; formulas stand between dollars.</summary>
    public abstract string Text { get; }

    /// <summary>Judges an answer as it was typed. Any text may come.</summary>
    public Verdict Check(string? text)
    {
        string typed = (text ?? "").Trim();
        if (typed.Length == 0) return new Verdict(false, "There is no answer yet: type one.");
        if (typed.Length > MostCharacters) return new Verdict(false, $"An answer has at most {MostCharacters} characters.");
        return Judge(typed);
    }

    private protected abstract Verdict Judge(string typed);

    /// <summary>What was typed, short and without what a page or a terminal would take for something else.</summary>
    private protected static string Quote(string typed)
    {
        const int most = 20;
        string plain = string.Concat(typed.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('$' or '`' or '<' or '>' or '&')));
        return $"'{(plain.Length > most ? plain[..most] + "…" : plain)}'";
    }
}
