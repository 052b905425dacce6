using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Blocks;

/// <summary>A piece of a lesson, without any word about how it looks.</summary>
public abstract record Block;

/// <summary>The title of what follows.</summary>
/// <param name="Text">What it says.</param>
public sealed record Heading(string Text) : Block;

/// <summary>A paragraph.</summary>
/// <param name="Text">What it says; what stands between backticks is to be typed, what stands between dollars is a formula in LaTeX.</param>
public sealed record Prose(string Text) : Block;

/// <summary>Formulas, a line each.</summary>
/// <param name="Lines">As LaTeX, from the top; the <c>&amp;</c> of all lines stand below each other.</param>
public sealed record Formulas(params IReadOnlyList<string> Lines) : Block
{
    /// <summary>All lines as one formula in LaTeX, without dollars.</summary>
    public string Latex => Tex.Aligned(Lines);

    /// <summary>The lines written with letters.</summary>
    public IReadOnlyList<string> Text => Tex.AlignedText(Lines);

    /// <summary>All lines as one MathML element.</summary>
    public string MathML => Tex.AlignedMathML(Lines);
}

/// <summary>Rows of numbers and words under a header; the first column stands to the left.</summary>
/// <param name="Header">The columns' names.</param>
/// <param name="Rows">As many texts as there are columns, in each.</param>
public sealed record NumberTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <summary>What the lesson claims, found true or not just now.</summary>
/// <param name="Statement">The claim.</param>
/// <param name="Holds">Whether it is so.</param>
public sealed record Check(string Statement, bool Holds) : Block;
