using System.Text.Json.Nodes;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;

namespace Hillock.Lessons.Writing;

/// <summary>Lessons as JSON, for a page to show.</summary>
/// <remarks>
/// In texts, <c>`…`</c> is to be typed and <c>$…$</c> is a formula in LaTeX. Drawings are SVG that takes its ink from the page
/// (<c>currentColor</c>) and its colors from <c>--lesson-0</c> to <c>--lesson-4</c> and <c>--lesson-soft</c>, where the page sets them.
/// </remarks>
public static class LessonJson
{
    /// <summary>All lessons: <c>{"groups": [{id, title}], "lessons": [{id, title, group}]}</c>.</summary>
    public static JsonObject List() => new()
    {
        ["groups"] = Array(Enum.GetValues<LessonGroup>(), group => new JsonObject { ["id"] = $"{group}", ["title"] = group.Title() }),
        ["lessons"] = Array(Lesson.All, Head),
    };

    /// <summary>A lesson, computed now, with its exercises last: <c>{id, title, group, blocks: [{kind, …}]}</c>.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="seed">Draws the exercises' numbers.</param>
    /// <param name="answers">Whether exercises come with their answers and solutions.</param>
    public static JsonObject Of(Lesson lesson, long seed = 1, bool answers = false)
    {
        JsonObject json = Head(lesson);
        json["blocks"] = new JsonArray([.. lesson.Blocks().Select(Of), .. lesson.Exercises(seed).Select(exercise => Of(exercise, answers))]);
        return json;
    }

    /// <summary>An exercise: <c>{kind: "exercise", id, question: [blocks], answer: {kind, …}, hint}</c>, and with answers <c>right</c>, <c>typed</c> and <c>solution: [blocks]</c>.</summary>
    public static JsonObject Of(Exercise exercise, bool answers)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        var answer = new JsonObject { ["kind"] = exercise.Answer.Kind };
        if (exercise.Answer is NumberAnswer numbers) answer["quantities"] = Array(numbers.Quantities, quantity => new JsonObject { ["symbol"] = quantity.Symbol, ["decimals"] = quantity.Decimals });
        if (exercise.Answer is ChoiceAnswer choice) answer["options"] = Array(choice.Options, option => option.Text);
        var json = new JsonObject { ["kind"] = "exercise", ["id"] = exercise.Id, ["question"] = Array(exercise.Question, Of), ["answer"] = answer, ["hint"] = exercise.Hint };
        if (!answers) return json;
        json["right"] = exercise.Answer.Text;
        json["typed"] = exercise.Answer.Typed;
        json["solution"] = Array(exercise.Solution, Of);
        return json;
    }

    /// <summary>A block: an object whose <c>kind</c> says what it is.</summary>
    public static JsonObject Of(Block block) => block switch
    {
        Heading heading => new() { ["kind"] = "heading", ["text"] = heading.Text },
        Prose prose => new() { ["kind"] = "text", ["text"] = prose.Text },
        Formulas formula => new() { ["kind"] = "formula", ["latex"] = formula.Latex, ["text"] = Texts(formula.Text) },
        NumberTable table => new() { ["kind"] = "table", ["header"] = Texts(table.Header), ["rows"] = Array(table.Rows, row => Texts(row)) },
        Check check => new() { ["kind"] = "check", ["text"] = check.Statement, ["holds"] = check.Holds },
        Try attempt => new() { ["kind"] = "try", ["title"] = attempt.Title, ["text"] = attempt.Text, ["command"] = attempt.CommandLine, ["opens"] = attempt.Opens?.ToJson(), ["steps"] = Array(attempt.Steps, Of) },
        Plot plot => new() { ["kind"] = "drawing", ["title"] = plot.Title, ["svg"] = SvgDrawing.Of(plot), ["caption"] = null },
        PlaneMap map => new() { ["kind"] = "drawing", ["title"] = map.Title, ["svg"] = SvgDrawing.Of(map), ["caption"] = map.Extent },
        _ => throw new ArgumentException($"A block '{block.GetType().Name}' has no JSON form."),
    };

    private static JsonObject Of(GuideStep step) => new() { ["text"] = step.Text, ["goal"] = step.Goal.ToJson(), ["shown"] = step.Shown };

    private static JsonObject Head(Lesson lesson) => new() { ["id"] = lesson.Id, ["title"] = lesson.Title, ["group"] = $"{lesson.Group}" };

    private static JsonArray Texts(IEnumerable<string> texts) => Array(texts, text => text);

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> form) => [.. items.Select(form)];
}
