namespace Hillock.Playground.Sessions;

/// <summary>What is said of a wish that cannot be granted.</summary>
internal static class Refusal
{
    /// <summary>Whether an exception says that what was asked for cannot be; all others are mistakes of ours.</summary>
    public static bool Is(Exception e) => e is HillockException or ArgumentException or InvalidOperationException or IOException or FormatException or OverflowException;

    /// <summary>An exception's sentence: without the name of a parameter of ours, and of a mistake of ours no more than its kind.</summary>
    public static string Sentence(Exception e) => e switch
    {
        ArgumentException { ParamName: { } name } => e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        _ when Is(e) => e.Message,
        _ => OfOurs(e, "What was asked for is not done."),
    };

    /// <summary>What is said of a mistake of ours.</summary>
    /// <param name="e">The exception, whose kind alone is told.</param>
    /// <param name="consequence">What it means for the visitor: a sentence.</param>
    public static string OfOurs(Exception e, string consequence) => $"An error in the program itself, for which we are sorry ({e.GetType().Name}). {consequence}";
}
