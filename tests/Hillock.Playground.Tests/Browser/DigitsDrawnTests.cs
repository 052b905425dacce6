using Hillock.Digits;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>Digits that are drawn on the page's paper, in a real browser.</summary>
public class DigitsDrawnTests(Chromium chromium) : RoomTests
{
    // A hand, a pen, and how it writes: upright; small and slanted; large, wide and turned.
    private static readonly (int Hand, string Pen, Place Place)[] Styles =
    [
        (0, "Medium", new Place(128, 128, 150)),
        (1, "Thin", new Place(90, 150, 90, Slant: 0.2)),
        (2, "Thick", new Place(135, 125, 190, Turn: 0.12, Widening: 1.1)),
    ];

    [Fact]
    public async Task All_ten_digits_are_read_in_three_styles()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        List<string> wrong = [];
        foreach ((int hand, string pen, Place place) in Styles)
        {
            await room.Open.PressAsync(pen);
            for (int digit = 0; digit < 10; digit++)
            {
                string shown = await room.ReadAsync(Drawings.Digits[digit][hand], place);
                if (shown != $"Read: {digit}") wrong.Add($"{digit} in style {hand}: {shown}");
                await room.Open.PressAsync("Clear");
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task Several_are_read_in_order_and_each_can_be_opened_by_a_touch()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        foreach ((int i, int digit) in new[] { 4, 0, 7 }.Index()) await DigitsRoom.DrawAsync(room.Page, Drawings.Digits[digit][0], new Place(50 + (78 * i), 128, 80));
        string shown = await room.SettledAsync();
        await room.Page.Locator("canvas.paper").ClickAsync(new LocatorClickOptions { Position = await MiddleAsync(room, 0) });

        await Assertions.Expect(room.Page.Locator(".bars .read th")).ToHaveTextAsync("4");
        await Assertions.Expect(room.Page.Locator(".chips [aria-pressed=true]")).ToContainTextAsync("4");
        Assert.Equal("Read: 4 0 7", shown);
        Assert.Equal("Read: 4 0 7", await room.SettledAsync());
        await room.Open.PressAsync("Undo");
        Assert.Equal("Read: 4 0", await room.SettledAsync());
        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task By_keys_alone_a_digit_is_drawn_read_opened_and_a_stage_switched_off()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        await Assertions.Expect(room.Page.Locator(".model")).ToBeVisibleAsync();
        await room.Page.Locator("canvas.paper").FocusAsync();
        await PressAsync(room, [.. Keys("ArrowLeft", 5), .. Keys("ArrowUp", 8), "Space", .. Keys("ArrowRight", 10)]);
        for (int i = 0; i < 7; i++) await PressAsync(room, [.. Keys("ArrowDown", 2), "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"]);
        await PressAsync(room, ["Space"]);
        Assert.Equal("Read: 7", await room.SettledAsync());

        await room.Page.Locator(".chips button").FocusAsync();
        await PressAsync(room, ["Enter"]);
        await room.Page.GetByRole(AriaRole.Checkbox, new PageGetByRoleOptions { Name = "centering" }).FocusAsync();
        await PressAsync(room, ["Space"]);
        await Assertions.Expect(room.Page.Locator(".off")).ToContainTextAsync("Off: centering");
        await room.Page.GetByLabel("256 units of the first layer").FocusAsync();
        await PressAsync(room, ["ArrowRight", "ArrowDown"]);
        await Assertions.Expect(room.Page.GetByLabel("Weights of unit")).ToBeVisibleAsync();

        await room.Page.Locator("canvas.paper").FocusAsync();
        await PressAsync(room, ["Delete"]);
        await Assertions.Expect(room.Shown).ToHaveAttributeAsync("aria-label", "Nothing is read");
        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task On_a_telephone_it_fits_and_reads()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server, width: 360);
        string shown = await room.ReadAsync(Drawings.Digits[5][0], new Place(128, 128, 150));
        await Assertions.Expect(room.Page.Locator(".nearest li").First).ToBeVisibleAsync();

        Assert.Equal("Read: 5", shown);
        Assert.Equal(0, await room.Page.EvaluateAsync<double>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task A_drawing_is_read_again_when_the_server_was_away()
    {
        using var folder = new TemporaryFolder();
        var options = new PlaygroundOptions { Port = 0, TokenFile = folder["token"] };
        PlaygroundServer first = await PlaygroundServer.StartAsync(options);
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, first);
        await room.ReadAsync(Drawings.Digits[9][0], new Place(128, 128, 150));
        int told = room.Told.Count;
        await first.DisposeAsync();
        await Assertions.Expect(room.Page.GetByText("The server does not answer.")).ToBeVisibleAsync();

        await using PlaygroundServer second = await PlaygroundServer.StartAsync(options with { Port = first.Address.Port });
        await OpenPage.UntilAsync(() => Task.FromResult(room.Told.Skip(told).Any(message => (string?)message["type"] == "examined")), "the glyph opened again");

        Assert.Equal("Read: 9", await room.SettledAsync());
        Assert.DoesNotContain(room.Open.Complaints, complaint => !complaint.Contains("WebSocket", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Keys(string key, int count) => Enumerable.Repeat(key, count);

    private static async Task PressAsync(DigitsRoom room, IEnumerable<string> keys)
    {
        foreach (string key in keys) await room.Page.Keyboard.PressAsync(key);
    }

    private static async Task<Position> MiddleAsync(DigitsRoom room, int glyph)
    {
        LocatorBoundingBoxResult paper = (await room.Page.Locator("canvas.paper").BoundingBoxAsync())!;
        var box = room.Last("picture")["glyphs"]![glyph]!;
        return new Position
        {
            X = (float)(((double)box["x"]! + ((double)box["width"]! / 2)) / 256) * paper.Width,
            Y = (float)(((double)box["y"]! + ((double)box["height"]! / 2)) / 256) * paper.Height,
        };
    }
}
