namespace Hillock.Playground.Messages;

/// <summary>What a run's settings could not be changed to, one at a time, so that the page does not offer it.</summary>
internal sealed record ChoicesTried(int Run, IReadOnlyList<RefusedChoice> Refused) : ServerMessage;

/// <summary>A choice that would be refused.</summary>
/// <param name="Setting">optimizer, schedule, activation (of a hidden layer), initializer.</param>
/// <param name="Value">The name in the vocabulary.</param>
/// <param name="Sentence">Why.</param>
internal sealed record RefusedChoice(string Setting, string Value, string Sentence);
