namespace Hillock.Lessons.Blocks;

/// <summary>A step of something to try: what to do, when it is done, and what it has shown.</summary>
/// <param name="Text">What to do, in a sentence.</param>
/// <param name="Goal">How the page sees that it is done.</param>
/// <param name="Shown">What it has shown, told afterwards.</param>
public sealed record GuideStep(string Text, Goal Goal, string Shown);
