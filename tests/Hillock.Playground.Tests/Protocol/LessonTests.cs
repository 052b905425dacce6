using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Lessons;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>The lectures through the socket: told, exercised, printed, tried.</summary>
public class LessonTests : SocketTests
{
    public static TheoryData<string> Ids { get; } = [.. Lesson.All.Select(lesson => lesson.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_lesson_is_told_all_it_claims_holds_and_what_it_offers_opens(string id)
    {
        await Page.SayAsync(new { type = "lesson", id, seed = 1 });
        JsonArray blocks = (await Page.HearAsync("lesson"))["lesson"]!["blocks"]!.AsArray();

        Assert.All(blocks.Where(block => (string)block!["kind"]! == "check"), check => Assert.True((bool)check!["holds"]!, (string)check["text"]!));
        foreach (JsonNode opens in blocks.Where(block => (string)block!["kind"]! == "try").Select(block => block!["opens"]).OfType<JsonNode>())
        {
            await Page.SayAsync(Wish(opens));
            await Page.HearAsync("run");
        }
    }

    [Fact]
    public async Task An_answer_is_judged_and_the_way_to_it_shown_once_it_is_right_or_asked_for()
    {
        string right = Lesson.Find("D7")!.Exercises(5)[0].Answer.Typed;
        await Page.SayAsync(new { type = "judge", lesson = "D7", exercise = "D7.1", seed = 5, text = "12345" });
        JsonObject wrong = await Page.HearAsync("judged");
        await Page.SayAsync(new { type = "judge", lesson = "D7", exercise = "D7.1", seed = 5, text = right });
        JsonObject judged = await Page.HearAsync("judged");
        await Page.SayAsync(new { type = "judge", lesson = "D7", exercise = "D7.1", seed = 5, text = (string?)null });
        JsonObject shown = await Page.HearAsync("judged");

        Assert.False((bool)wrong["isRight"]!);
        Assert.Null(wrong["solution"]);
        Assert.True((bool)judged["isRight"]!);
        Assert.NotEmpty(judged["solution"]!.AsArray());
        Assert.Equal((string)judged["right"]!, (string)shown["right"]!);
    }

    [Fact]
    public async Task A_sheet_to_print_has_its_answers_apart()
    {
        await Page.SayAsync(new { type = "sheet", lessons = new[] { "D3", "D7" }, seed = 2 });
        JsonObject file = await Page.HearAsync("file");
        await Page.SeeAsync(socket => socket.Frame[0] == 2);
        string html = Encoding.UTF8.GetString(Page.Frame.AsSpan(8, (int)file["bytes"]!));

        int answers = html.IndexOf("class=\"answers\"", StringComparison.Ordinal);
        Assert.InRange(answers, 1, html.Length);
        Assert.True(html.LastIndexOf("class=\"question\"", StringComparison.Ordinal) < answers);
    }

    [Theory]
    [InlineData("""{"type":"lesson","id":"Z9","seed":1}""")]
    [InlineData("""{"type":"judge","lesson":"D7","exercise":"D7.99","seed":1,"text":"1"}""")]
    [InlineData("""{"type":"sheet","lessons":["nothing"],"seed":1}""")]
    [InlineData("""{"type":"sample","model":{"hillock":1,"input":2,"layers":[]},"input":[1],"target":[1]}""")]
    public async Task What_there_is_not_is_refused_with_a_sentence(string wish)
    {
        await Page.SayAsync(wish);

        Assert.Matches("[.?]$", (string)(await Page.HearAsync("refused"))["sentence"]!);
    }

    // As the page asks for it: Client/src/state/lessons.ts.
    private static string Wish(JsonNode opens)
    {
        switch ((string)opens["kind"]!)
        {
            case "experiment":
                JsonNode experiment = opens["experiment"]!.DeepClone();
                (experiment["validation"], experiment["patience"]) = (0, 0);
                return new JsonObject { ["type"] = "open", ["experiment"] = experiment, ["keep"] = false }.ToJsonString();
            case "trace":
                return new JsonObject { ["type"] = "sample", ["model"] = opens["model"]!.DeepClone(), ["input"] = opens["input"]!.DeepClone(), ["target"] = opens["target"]!.DeepClone() }.ToJsonString();
            default:
                return JsonSerializer.Serialize(new
                {
                    type = "construct",
                    construction = (string)opens["construction"]!,
                    argument = (string)opens["argument"]!,
                    inputs = (int?)opens["inputs"],
                    form = (string?)opens["form"],
                    units = (int?)opens["units"],
                    from = (double?)opens["from"],
                    to = (double?)opens["to"],
                    soften = false,
                });
        }
    }
}
