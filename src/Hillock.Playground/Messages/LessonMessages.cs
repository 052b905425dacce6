using System.Text.Json;

namespace Hillock.Playground.Messages;

/// <summary>Tell a lesson; its numbers are computed now.</summary>
/// <param name="Id">Its place in the curriculum: <c>D7</c>.</param>
/// <param name="Seed">Draws the numbers of its exercises.</param>
internal sealed record AskLesson(string Id, long Seed) : ClientMessage;

/// <summary>Judge what was answered to an exercise.</summary>
/// <param name="Lesson">The lesson.</param>
/// <param name="Exercise">The exercise: <c>D7.1</c>.</param>
/// <param name="Seed">What its numbers were drawn from.</param>
/// <param name="Text">What was typed; null: show the answer.</param>
internal sealed record Judge(string Lesson, string Exercise, long Seed, string? Text) : ClientMessage;

/// <summary>Open a model written by hand, with the one sample that a lesson follows through it.</summary>
/// <param name="Model">The model's JSON.</param>
internal sealed record OpenSample(JsonElement Model, IReadOnlyList<double> Input, IReadOnlyList<double> Target) : ClientMessage;

/// <summary>Make a sheet of exercises to print, the answers on a page of their own.</summary>
internal sealed record AskSheet(IReadOnlyList<string> Lessons, long Seed) : ClientMessage;

/// <summary>A lesson in the list.</summary>
internal sealed record LessonHead(string Id, string Title, string Group);

/// <summary>A lesson.</summary>
/// <param name="Lesson">Its blocks and exercises, as <c>hillock lesson ID --json</c> writes them.</param>
internal sealed record LessonTold(string Id, long Seed, JsonElement Lesson) : ServerMessage;

/// <summary>An answer was judged.</summary>
/// <param name="Right">The answer, once it was right or asked for.</param>
/// <param name="Solution">The way to it, as blocks of a lesson.</param>
internal sealed record Judged(string Exercise, bool IsRight, string Sentence, string? Right, IReadOnlyList<JsonElement>? Solution) : ServerMessage;
