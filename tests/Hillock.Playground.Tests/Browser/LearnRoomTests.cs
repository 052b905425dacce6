using Hillock.Lessons;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The room of the lectures, in a real browser.</summary>
public class LearnRoomTests(Chromium chromium) : RoomTests
{
    [Fact]
    public async Task A_lesson_is_read_with_its_formulas_and_an_exercise_is_answered()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=learn");
        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "D7 One neuron" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator(".lesson .katex").First).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.Locator(".lesson table").First).ToContainTextAsync("0.5936318924705234");

        ILocator exercise = open.Page.GetByLabel("Exercise D7.1");
        await exercise.GetByRole(AriaRole.Textbox).FillAsync(Lesson.Find("D7")!.Exercises(1)[0].Answer.Typed);
        await exercise.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Check" }).ClickAsync();

        await Assertions.Expect(exercise.Locator(".check-holds")).ToContainTextAsync("Right");
        Assert.Contains("lesson=D7", open.Page.Url, StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task What_a_lesson_offers_to_try_opens_in_another_room()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=learn&lesson=D7");
        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Try it" }).First.ClickAsync();

        await OpenPage.UntilAsync(async () => await open.Page.Locator(".node").CountAsync() == 3, "two inputs and one unit");
        await OpenPage.UntilAsync(async () => await open.FigureAsync("train-loss") is > 0.121 and < 0.123, "the lecture's loss, 0.12");
        await open.PressAsync("One step");
        await OpenPage.UntilAsync(async () => await open.FigureAsync("train-loss") is > 0.114 and < 0.116, "the lecture's loss after the update, 0.11");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_lesson_leads_step_by_step_through_what_it_offers_to_try()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=learn&lesson=A7&pace=max");
        await open.PressAsync("Try it");
        ILocator guide = open.Page.GetByLabel("Guide", new PageGetByLabelOptions { Exact = true });
        await Assertions.Expect(guide).ToContainTextAsync("step 1 of 3");
        await Assertions.Expect(open.Button("Next step")).ToHaveCountAsync(0);

        await open.PressAsync("Play");
        await Assertions.Expect(guide).ToContainTextAsync("one straight line");
        await Assertions.Expect(open.Button("Play")).ToBeVisibleAsync(); // what was to be seen stays while one reads of it
        await open.PressAsync("Next step");
        await Assertions.Expect(open.Button("Next step")).ToHaveCountAsync(0);
        await open.Page.GetByLabel("Activation of layer 1").SelectOptionAsync("tanh");
        await open.PressAsync("Next step");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 0, "a new start");
        await open.PressAsync("Play");
        await Assertions.Expect(guide).ToContainTextAsync("The border closes around the disc");
        await open.PressAsync("Back to the lesson");

        await Assertions.Expect(open.Page.Locator(".lesson .title")).ToBeVisibleAsync();
        await Assertions.Expect(guide).ToHaveCountAsync(0);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Exercises_are_taken_away_to_print()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=learn&lesson=D3");
        IDownload sheet = await open.Page.RunAndWaitForDownloadAsync(() => open.PressAsync("Exercises to print"));

        Assert.Equal("exercises.html", sheet.SuggestedFilename);
        Assert.Contains("D3.1", await File.ReadAllTextAsync(await sheet.PathAsync()), StringComparison.Ordinal);
    }
}
