using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The microscope and the loss surface, in a real browser.</summary>
public class MicroscopeTests(Chromium chromium) : RoomTests
{
    [Fact]
    public async Task A_unit_a_link_and_a_point_that_are_clicked_come_under_the_microscope()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("layer 1, unit 2");
        ILocator chosen = open.Page.Locator(".microscope .line[data-chosen]");
        await Assertions.Expect(chosen.First).ToContainTextAsync("gradient of a bias");
        Assert.Equal("1", await Field(open, "Unit").InputValueAsync());

        await open.Page.Locator("path[data-link]").Nth(2).DispatchEventAsync("click");
        await Assertions.Expect(chosen.First).ToContainTextAsync("gradient of a weight");
        await Assertions.Expect(open.Page.GetByLabel("The chain of factors")).ToContainTextAsync("weights of dense_3");

        LocatorBoundingBoxResult picture = (await open.Page.Locator(".picture svg").BoundingBoxAsync())!;
        await open.Page.Mouse.ClickAsync(picture.X + (picture.Width * 0.9f), picture.Y + (picture.Height * 0.9f));
        await Assertions.Expect(open.Page.Locator(".picture circle.lens")).ToBeVisibleAsync();
        string sample = await open.Page.Locator(".aim input[type=number]").First.InputValueAsync();

        Assert.NotEqual("1", sample);
        await OpenPage.UntilAsync(async () => await open.Page.Locator(".microscope .katex").CountAsync() > 30, "formulas");
        Assert.Equal(0, await open.Page.Locator(".katex-error").CountAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task What_is_under_the_microscope_is_there_again_behind_its_link()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("layer 1, unit 3");
        await open.Page.WaitForURLAsync(url => url.Contains("look=s0.0.2.", StringComparison.Ordinal));
        string link = open.Page.Url[(open.Page.Url.IndexOf('#', StringComparison.Ordinal) + 1)..];
        await using OpenPage other = await OpenPage.OpenAsync(chromium, Server, link);

        await Assertions.Expect(other.Page.Locator(".microscope .line[data-chosen]").First).ToContainTextAsync("gradient of a bias");
        Assert.Equal("2", await Field(other, "Unit").InputValueAsync());
        await using OpenPage broken = await OpenPage.OpenAsync(chromium, Server, "v=1&look=x9.9");
        await Assertions.Expect(broken.Page.Locator(".microscope .line")).ToHaveCountAsync(0);
        Assert.Empty(open.Complaints.Concat(other.Complaints).Concat(broken.Complaints));
    }

    [Theory]
    [InlineData("Rows")]
    [InlineData("Div")]
    public async Task Every_lectures_symbols_can_be_chosen(string notation)
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("layer 1, unit 2");
        await Field(open, "Symbols").SelectOptionAsync(notation);

        await Assertions.Expect(open.Page.Locator(".microscope .general").First).ToContainTextAsync(notation == "Rows" ? "out" : "(1)");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task The_step_of_one_sample_is_taken_by_hand()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        string before = await open.HashAsync();
        await open.PressAsync("layer 2, unit 1");
        await open.PressAsync("Take this step");
        await OpenPage.UntilAsync(async () => await open.HashAsync() != before, "another hash");

        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task While_the_run_goes_on_the_numbers_follow()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("layer 1, unit 1");
        ILocator sum = open.Page.Locator(".microscope .line").First;
        await Assertions.Expect(sum.Locator(".katex").First).ToBeVisibleAsync();
        string before = await sum.InnerTextAsync();
        await open.PressAsync("Play");
        await OpenPage.UntilAsync(async () => await sum.InnerTextAsync() != before, "other numbers");

        await Assertions.Expect(open.Button("Take this step")).ToBeDisabledAsync();
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_question_is_answered_wrongly_then_rightly()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("layer 1, unit 2");
        await open.PressAsync("Ask me");
        ILocator answer = open.Page.Locator(".question input");
        await answer.FillAsync("1234567");
        await answer.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator(".verdict .wrong")).ToContainTextAsync("too large");

        // The working ends with the number, to six digits, as it would be typed.
        string worked = await open.Page.Locator(".verdict .sides annotation").Last.TextContentAsync() ?? "";
        string number = worked[(worked.LastIndexOf('=') + 1)..].Replace("\\htmlClass{above}{", "", StringComparison.Ordinal).Replace("\\htmlClass{below}{", "", StringComparison.Ordinal);
        number = number[..^1].Replace(" \\cdot 10^{", "e", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Trim();
        await answer.FillAsync(number);
        await answer.PressAsync("Enter");

        await Assertions.Expect(open.Page.Locator(".verdict .right")).ToContainTextAsync("Right");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task The_loss_surface_is_drawn_with_the_path()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        for (int epoch = 1; epoch <= 5; epoch++)
        {
            await open.PressAsync("One epoch");
            int expected = epoch;
            await OpenPage.UntilAsync(async () => await open.EpochAsync() == expected, "the next epoch");
        }

        await open.PressAsync("Draw the surface");
        await Assertions.Expect(open.Page.Locator("svg.surface .way")).ToHaveAttributeAsync("d", new Regex("^M.*L"));
        await open.Page.Locator("svg.surface").HoverAsync();

        await Assertions.Expect(open.Page.Locator(".tip")).ToContainTextAsync("training loss");
        Assert.True(await open.Page.Locator("svg.surface .band").CountAsync() > 5);
        Assert.Empty(open.Complaints);
    }

    private static ILocator Field(OpenPage open, string label) =>
        open.Page.Locator(".aim label").Filter(new LocatorFilterOptions { HasTextRegex = new Regex($"^{label}") }).Locator("select, input");
}
