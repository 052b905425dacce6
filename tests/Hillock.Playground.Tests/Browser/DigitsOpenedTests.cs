using System.Text.RegularExpressions;
using Hillock.Digits;
using Hillock.Models;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>A glyph's way to the answer is looked into, and the model is taught, in a real browser.</summary>
public class DigitsOpenedTests(Chromium chromium) : RoomTests
{
    private static readonly Place Middle = new(128, 128, 150), Aside = new(60, 70, 100, Slant: 0.3);

    [Fact]
    public async Task Every_stage_is_a_picture_with_its_switch_and_recognition_fails_without_them()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        string before = await room.ReadAsync(Drawings.Digits[3][0], Aside);
        await Assertions.Expect(room.Page.Locator(".stages canvas")).ToHaveCountAsync(7);
        await Assertions.Expect(room.Page.Locator(".stages input[type=checkbox]")).ToHaveCountAsync(8);
        foreach (string stage in new[] { "scaling", "centering" })
        {
            await room.Page.GetByRole(AriaRole.Checkbox, new PageGetByRoleOptions { Name = stage }).UncheckAsync();
            await Assertions.Expect(room.Page.Locator(".off")).ToContainTextAsync(stage);
        }

        string without = await room.SettledAsync();
        await room.Open.PressAsync("All on");
        await Assertions.Expect(room.Page.Locator(".off")).ToBeEmptyAsync();

        Assert.Equal("Read: 3", before);
        Assert.Equal("Read: unsure", without);
        Assert.Equal("Read: 3", await room.SettledAsync());
        foreach (string cause in new[] { "Without centering", "Without thickness", "Without deskewing" })
        {
            await room.Open.PressAsync(cause);
            await Assertions.Expect(room.Page.Locator(".off")).ToContainTextAsync($"Off: {cause["Without ".Length..]}.");
        }

        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task A_unit_shows_what_it_looks_for_and_the_microscope_opens_the_glyph()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        await room.ReadAsync(Drawings.Digits[8][0], Middle);
        await room.Page.GetByLabel("256 units of the first layer").HoverAsync();
        await Assertions.Expect(room.Page.GetByLabel("Weights of unit")).ToBeVisibleAsync();
        await Assertions.Expect(room.Page.Locator(".nearest li").First).ToHaveTextAsync("8");
        await Assertions.Expect(room.Page.Locator(".bars .read")).ToContainTextAsync(new Regex("^8"));

        await room.Open.PressAsync("Open in the microscope");
        await Assertions.Expect(room.Page.Locator(".microscope .line").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        Assert.Equal("8", await room.Page.Locator(".aim label").Filter(new LocatorFilterOptions { HasText = "Unit" }).Locator("select").InputValueAsync());
        Assert.Equal(0, await room.Page.EvaluateAsync<double>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await room.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Digits" }).ClickAsync();
        Assert.Equal("Read: 8", await room.SettledAsync());
        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task A_correction_is_learned_taken_back_and_taken_away()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        await room.ReadAsync(Drawings.Others[0], Middle); // an A: the shipped model is unsure
        string hash = (await room.Page.Locator(".model code").GetAttributeAsync("title"))!;
        await room.Open.PressAsync("It is 4");
        await Assertions.Expect(room.Page.GetByLabel("Correct")).ToContainTextAsync(new Regex("Learned in [0-9]+ steps: 4 went from [0-9]+ % to [0-9]+ %"), new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        string taught = await room.SettledAsync();
        string taughtHash = Model.Load((await room.TakeAwayAsync("Take away the model")).AsMemory()).Hash;
        await Assertions.Expect(room.Page.Locator(".model code")).ToHaveAttributeAsync("title", taughtHash);

        await room.Open.PressAsync("Take it back");
        await Assertions.Expect(room.Page.Locator(".model code")).ToHaveAttributeAsync("title", hash);
        await Assertions.Expect(room.Page.Locator(".chips button")).ToHaveTextAsync("unsure");
        Assert.Equal("Read: 4", taught);
        Assert.NotEqual(hash, taughtHash);
        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task A_set_is_drawn_one_after_the_other_and_becomes_a_network_of_its_own_classes()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        await room.Page.GetByLabel("One after the other").CheckAsync();
        foreach ((string label, int drawing) in new[] { ("H", 3), ("X", 11) })
        {
            await room.Page.GetByLabel("This is").First.FillAsync(label);
            for (int i = 1; i <= 4; i++)
            {
                await DigitsRoom.DrawAsync(room.Page, Drawings.Others[drawing].Shaken(new Dice((ulong)i), 3), new Place(128, 128, 120 + (10 * i)));
                await Assertions.Expect(room.Page.Locator(".sight [role=status]")).ToContainTextAsync($"{i} collected");
            }
        }

        await room.Open.PressAsync("Done");
        await Assertions.Expect(room.Open.Button("Learn them too")).ToBeDisabledAsync();
        await room.Open.PressAsync("A network of my own classes");
        await Assertions.Expect(room.Page.GetByLabel("Own set", new PageGetByLabelOptions { Exact = true })).ToContainTextAsync("Learned: the model that reads now knows H, X.", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        Assert.Equal("Read: X", await room.ReadAsync(Drawings.Others[11], Middle));
        await room.Open.PressAsync("Remove all H");
        await Assertions.Expect(room.Page.Locator(".own tr")).ToHaveCountAsync(1);
        await room.Open.PressAsync("Shipped model");
        await Assertions.Expect(room.Page.Locator(".labels button")).ToHaveCountAsync(10);
        Assert.Empty(room.Open.Complaints);
    }
}
