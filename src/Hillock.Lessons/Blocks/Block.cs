namespace Hillock.Lessons.Blocks;

/// <summary>A piece of a lesson, without any word about how it looks.</summary>
public abstract record Block;

/// <summary>A paragraph.</summary>
/// <param name="Text">What it says; what stands between backticks is to be typed.</param>
public sealed record Prose(string Text) : Block;

/// <summary>Formulas, a line each.</summary>
/// <param name="Lines">From the top.</param>
public sealed record Formulas(params IReadOnlyList<string> Lines) : Block;

/// <summary>Rows of numbers and words under a header; the first column stands to the left.</summary>
/// <param name="Header">The columns' names.</param>
/// <param name="Rows">As many texts as there are columns, in each.</param>
public sealed record NumberTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <summary>A command line to try.</summary>
/// <param name="CommandLine">As it is typed.</param>
public sealed record Try(string CommandLine) : Block;

/// <summary>What the lesson claims, found true or not just now.</summary>
/// <param name="Statement">The claim.</param>
/// <param name="Holds">Whether it is so.</param>
public sealed record Check(string Statement, bool Holds) : Block;
