using System.Text.Json.Nodes;
using System.Xml.Linq;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Typesetting;
using Hillock.Lessons.Writing;
using Hillock.Training;

namespace Hillock.Lessons.Tests;

/// <summary>The form of lessons that the page reads.</summary>
public class LessonJsonTests
{
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["heading"] = ["text"],
        ["text"] = ["text"],
        ["formula"] = ["latex", "text"],
        ["table"] = ["header", "rows"],
        ["check"] = ["text", "holds"],
        ["drawing"] = ["title", "svg", "caption"],
        ["try"] = ["title", "text", "command", "opens", "steps"],
        ["exercise"] = ["id", "question", "answer", "hint"],
    };

    public static TheoryData<string> Ids { get; } = [.. Lesson.All.Select(lesson => lesson.Id)];

    [Fact]
    public void The_list_has_groups_and_lessons()
    {
        JsonObject list = LessonJson.List();

        Assert.Equal(["A", "B", "C", "D"], list["groups"]!.AsArray().Select(group => (string)group!["id"]!));
        Assert.Equal(Lesson.All.Select(lesson => (lesson.Id, lesson.Title, $"{lesson.Group}")), list["lessons"]!.AsArray().Select(lesson => ((string)lesson!["id"]!, (string)lesson["title"]!, (string)lesson["group"]!)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_block_has_the_fields_of_its_kind(string id)
    {
        JsonObject lesson = LessonJson.Of(Lesson.Find(id)!, seed: 7);

        Assert.Equal(id, (string)lesson["id"]!);
        foreach (JsonObject block in lesson["blocks"]!.AsArray().Select(block => block!.AsObject()))
        {
            string kind = (string)block["kind"]!;
            Assert.Equal(["kind", .. Fields[kind]], block.Select(field => field.Key));
            if (kind == "drawing") CheckDrawing((string)block["svg"]!);
            if (kind is "text" or "check" or "try" or "heading") Inline.ToText((string)block["text"]!);
            if (kind == "table") Assert.All(block["rows"]!.AsArray(), row => Assert.Equal(block["header"]!.AsArray().Count, row!.AsArray().Count));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_can_be_tried_can_be_opened(string id)
    {
        foreach (Try attempt in Lesson.Find(id)!.Blocks().OfType<Try>())
        {
            Assert.StartsWith("hillock ", attempt.CommandLine, StringComparison.Ordinal);
            switch (attempt.Opens)
            {
                case ExperimentSetup experiment:
                    Assert.Equal(experiment.Experiment, Experiment.Parse(experiment.ToJson()["experiment"]!.ToJsonString()));
                    break;
                case ConstructionSetup construction:
                    Assert.True(construction.Build().Verify().Holds || construction.Construction == "cylinders");
                    break;
                case TraceSetup trace:
                    Assert.Equal(trace.Input.Count, (int)trace.ToJson()["model"]!["input"]!);
                    break;
            }
        }
    }

    [Fact]
    public void Answers_are_told_only_when_asked_for()
    {
        Lesson lesson = Lesson.Find("D7")!;

        JsonObject[] without = [.. Exercises(LessonJson.Of(lesson, 3))], with = [.. Exercises(LessonJson.Of(lesson, 3, answers: true))];

        Assert.All(without, exercise => Assert.False(exercise.ContainsKey("right") || exercise.ContainsKey("solution") || exercise.ContainsKey("typed")));
        Assert.All(with, exercise => Assert.NotEmpty(exercise["solution"]!.AsArray()));
        Assert.Equal(lesson.Exercises(3).Select(exercise => exercise.Answer.Typed), with.Select(exercise => (string)exercise["typed"]!));
    }

    [Fact]
    public void The_sheet_has_the_answers_on_a_page_of_their_own()
    {
        string sheet = ExerciseSheet.Html([Lesson.Find("D7")!, Lesson.Find("D11")!], seed: 3), questions = ExerciseSheet.Html([Lesson.Find("D7")!], seed: 3, answers: false);

        Assert.Contains("break-before: page", sheet, StringComparison.Ordinal);
        (string before, string after) = (sheet[..sheet.IndexOf("class=\"answers\"", StringComparison.Ordinal)], sheet[sheet.IndexOf("class=\"answers\"", StringComparison.Ordinal)..]);
        Assert.Contains("D11.2", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Hint", before, StringComparison.Ordinal);
        Assert.Contains("D11.2", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Hint", questions, StringComparison.Ordinal);
        Assert.DoesNotContain("http", sheet, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Exercises(JsonObject lesson) => lesson["blocks"]!.AsArray().Select(block => block!.AsObject()).Where(block => (string)block["kind"]! == "exercise");

    // Well formed, no script, no style of its own, no color that suits only light or only dark pages.
    private static void CheckDrawing(string svg)
    {
        var drawing = XElement.Parse(svg);
        Assert.Equal("svg", drawing.Name.LocalName);
        Assert.All(drawing.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, (string[])["svg", "line", "text", "path", "polyline", "rect", "circle"]));
        foreach (XAttribute attribute in drawing.DescendantsAndSelf().Attributes())
        {
            Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName is "style" or "href");
            if (attribute.Name.LocalName is "fill" or "stroke") Assert.Matches(@"^(none|currentColor|var\(--lesson-\w+, #\w+\))$", attribute.Value);
        }

        Assert.InRange(svg.Length, 100, 400_000);
    }
}
