using System.Text.Json;

namespace Hillock.Cli.Tests;

public class LessonTests
{
    private static readonly string[] Formats = ["markdown", "html"];

    // The curriculum's parts A to D.
    private static readonly string[] All = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "C1", "C2", "C3", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13"];

    public static TheoryData<string> Ids { get; } = [.. All];

    [Fact]
    public async Task The_list_names_every_lesson()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "lesson list --json");
        ChildProcess text = await CommandLine.SucceedAsync(folder, "lesson list");

        Assert.Equal(All, json.GetProperty("lessons").EnumerateArray().Select(lesson => lesson.GetProperty("id").GetString()));
        foreach (string id in All) Assert.Contains($"\n{id} ", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_a_lesson_claims_is_so_and_it_fits_into_80_columns(string id)
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.SucceedAsync(folder, $"lesson {id}");

        Assert.Contains("✓ ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("✗", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n').Where(line => !line.StartsWith("  $ ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("A7")]
    [InlineData("B1")]
    [InlineData("C3")]
    [InlineData("D12")]
    public async Task A_lesson_says_the_same_in_every_format(string id)
    {
        using TemporaryFolder folder = new();
        JsonElement lesson = await CommandLine.RunJsonAsync(folder, $"lesson {id} --json");
        JsonElement[] checks = [.. lesson.GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("kind").GetString() == "check")];

        Assert.NotEmpty(checks);
        Assert.All(checks, check => Assert.True(check.GetProperty("holds").GetBoolean()));
        foreach (string format in Formats)
        {
            string text = (await CommandLine.SucceedAsync(folder, $"lesson {id.ToLowerInvariant()} --format {format}")).Output;
            Assert.Equal(checks.Length, text.Split('✓').Length - 1);
        }
    }

    [Fact]
    public async Task The_page_stands_alone_and_its_pictures_are_well_formed()
    {
        using TemporaryFolder folder = new();

        string page = (await CommandLine.SucceedAsync(folder, "lesson B1 --format html")).Output + (await CommandLine.SucceedAsync(folder, "lesson D12 --format html")).Output;

        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        string[] pictures = [.. page.Split("<svg").Skip(1).Select(piece => "<svg" + piece[..(piece.IndexOf("</svg>", StringComparison.Ordinal) + 6)])];
        Assert.Equal(2, pictures.Length);
        foreach (string picture in pictures) Assert.NotNull(System.Xml.Linq.XDocument.Parse(picture).Root);
    }

    // The lectures' numbers are in the lesson; this looks at what is printed.
    [Fact]
    public async Task The_worked_example_prints_the_lectures_numbers_unrounded()
    {
        using TemporaryFolder folder = new();

        string text = (await CommandLine.SucceedAsync(folder, "lesson D7")).Output;

        foreach (string number in (string[])["0.379", "0.5936318924705234", "0.1218362226320152", "0.4936318924705234", "0.24123306871238834", "0.059540168117484034", "0.060730971479833716", "0.29045983188251595", "0.3392690285201663", "0.3182571204865428", "0.5788994404318023", "0.11467233702294669"])
            Assert.Contains(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), word => double.TryParse(word, out double value) && Math.Abs(value - double.Parse(number)) < 1e-12);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task Exercises_of_several_lessons_stand_before_their_answers(string format)
    {
        using TemporaryFolder folder = new();

        string sheet = (await CommandLine.SucceedAsync(folder, $"lesson D7 d11 --exercises --seed 3 --answers --format {format}")).Output;
        string questions = (await CommandLine.SucceedAsync(folder, $"lesson D7 D11 --exercises --seed 3 --format {format}")).Output;
        string others = (await CommandLine.SucceedAsync(folder, $"lesson D7 D11 --exercises --seed 4 --format {format}")).Output;

        Assert.InRange(sheet.IndexOf("Answers to D7", StringComparison.Ordinal), sheet.IndexOf("D11.2", StringComparison.Ordinal), sheet.LastIndexOf("D11.2", StringComparison.Ordinal));
        Assert.DoesNotContain("Hint", questions, StringComparison.Ordinal);
        Assert.NotEqual(questions, others);
        if (format == "text") Assert.All(sheet.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    // An option that says less than the experiment would train something else than the page does.
    [Theory]
    [InlineData("A6", 1)]
    [InlineData("B1", 3)]
    [InlineData("D2", 2)]
    public async Task What_a_lesson_trains_its_command_trains_too(string id, int number)
    {
        using TemporaryFolder folder = new();
        JsonElement[] tries = [.. (await CommandLine.RunJsonAsync(folder, $"lesson {id} --json")).GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("kind").GetString() == "try")];
        string experiment = (await CommandLine.SucceedAsync(folder, $"lesson {id} --try {number}")).Output;
        await File.WriteAllTextAsync(folder["experiment.json"], experiment);

        string command = tries[number - 1].GetProperty("command").GetString()!.Split("&& ")[^1]["hillock ".Length..];
        await CommandLine.SucceedAsync(folder, $"{command} --save-experiment saved.json -o model.safetensors");

        Assert.True(JsonElement.DeepEquals(tries[number - 1].GetProperty("opens").GetProperty("experiment"), JsonDocument.Parse(experiment).RootElement));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(experiment).RootElement, JsonDocument.Parse(await File.ReadAllTextAsync(folder["saved.json"])).RootElement));
    }

    [Theory]
    [InlineData("lesson Z9", "There is no lesson 'Z9'")]
    [InlineData("lesson B1 --format pdf", "There are: text, markdown, html")]
    [InlineData("lesson B1 B2", "One lesson at a time")]
    [InlineData("lesson B1 --answers", "--answers belongs to --exercises")]
    [InlineData("lesson D7 --exercises --seed x", "not a whole number")]
    [InlineData("lesson D7 --try 9", "has 1 thing to try")]
    [InlineData("lesson D3 --try 1", "a command alone")]
    public async Task A_wrong_command_line_is_told(string line, string expected)
    {
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), 2, expected);
    }
}
