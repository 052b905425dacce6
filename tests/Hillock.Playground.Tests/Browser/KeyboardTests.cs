using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The page without a pointer.</summary>
public class KeyboardTests(Chromium chromium) : RoomTests
{
    [Fact]
    public async Task A_weight_is_reached_read_nudged_typed_and_opened_by_keys()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        string before = await open.HashAsync();
        await open.Page.Locator("[data-unit][tabindex='0']").FocusAsync();
        foreach (string key in new[] { "ArrowRight", "ArrowDown" }) await open.Page.Keyboard.PressAsync(key);
        ILocator standing = open.Page.Locator(":focus");
        await Assertions.Expect(standing).ToHaveAttributeAsync("aria-label", "weight from x to layer 1, unit 2");
        await Assertions.Expect(open.Page.Locator(".tip")).ToContainTextAsync("w[x → unit 2] =");

        await open.Page.Keyboard.PressAsync("+");
        await OpenPage.UntilAsync(async () => await open.HashAsync() != before, "another hash");
        await open.Page.Locator("[data-link][tabindex='0']").FocusAsync();
        await open.Page.Keyboard.TypeAsync("2.5");
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.GetByLabel("Microscope", new PageGetByLabelOptions { Exact = true })).ToBeVisibleAsync();
        await open.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(standing).ToHaveAttributeAsync("aria-label", "weight from x to layer 1, unit 2");
        await Assertions.Expect(open.Page.Locator(".tip")).ToContainTextAsync("2.5");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Arrow_keys_lead_from_the_first_input_to_the_output_and_the_network_is_one_stop_of_the_tab_key()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.Page.Locator("[data-unit][tabindex='0']").FocusAsync();
        for (int i = 0; i < 6; i++) await open.Page.Keyboard.PressAsync("ArrowRight"); // three links and a unit after each

        await Assertions.Expect(open.Page.Locator(":focus")).ToHaveAttributeAsync("aria-label", "output");
        await open.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(open.Page.Locator(":focus")).ToHaveAttributeAsync("aria-label", "x");
        Assert.Equal(1, await open.Page.Locator(".ground [tabindex='0']").CountAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Points_are_drawn_and_taken_away_by_keys()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("Draw your own points");
        ILocator plane = open.Page.Locator(".picture svg");
        ILocator points = open.Page.Locator(".picture circle");
        await plane.FocusAsync();
        foreach (string key in new[] { "1", "ArrowRight", "ArrowRight", "Enter", "ArrowDown", "ArrowDown", "ArrowDown", "2", "ArrowLeft", "ArrowLeft", "2" }) await open.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(points).ToHaveCountAsync(4);
        await OpenPage.UntilAsync(async () => (await open.Page.TextContentAsync(".data"))!.Contains("4 to learn from", StringComparison.Ordinal), "four points");
        await plane.FocusAsync();
        await open.Page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(points).ToHaveCountAsync(3);

        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task The_keys_are_told()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "What the keys do" })).ToContainTextAsync("microscope");
        await open.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Empty(open.Complaints);
    }
}
