using System.Text.Json;
using Hillock.Digits;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>Each room, in both themes and at three widths, under axe-core: nothing serious, nothing wider than the window.</summary>
public class AccessibilityTests(Chromium chromium) : RoomTests
{
    private static readonly string[] Rooms = ["play", "construct", "learn&lesson=D7", "table", "digits"];

    private static readonly int[] Widths = [360, 1024, 1920];

    public static TheoryData<string, string, int> Views { get; } = All();

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_room_is_for_everyone(string room, string theme, int width)
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, $"v=1&room={room}", width);
        if (theme == "dark") await open.PressAsync("Dark");
        if (room == "table") await open.PressAsync("iris");
        if (room == "digits") await DigitsRoom.DrawAsync(open.Page, Drawings.Digits[3][0], new Place(128, 128, 160));
        await Assertions.Expect(open.Page.Locator(room switch { "table" => ".columns", "digits" => ".nearest", _ => ".node, .katex" }).First).ToBeVisibleAsync();

        await open.Page.EvaluateAsync(await File.ReadAllTextAsync(Repository.PathOf("src", "Hillock.Playground", "Client", "node_modules", "axe-core", "axe.min.js")));
        JsonElement? result = await open.Page.EvaluateAsync(
            "async () => (await axe.run()).violations.filter(each => ['serious', 'critical'].includes(each.impact)).map(each => `${each.id}: ${each.help}: ${each.nodes.slice(0, 4).map(node => node.html.slice(0, 160)).join(' | ')}`)");
        double overflow = await open.Page.EvaluateAsync<double>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

        Assert.Empty(result!.Value.EnumerateArray().Select(violation => violation.GetString()));
        Assert.Equal(0, overflow);
    }

    private static TheoryData<string, string, int> All()
    {
        var all = new TheoryData<string, string, int>();
        foreach (string room in Rooms)
        {
            foreach (int width in Widths) all.Add(room, width == 1024 ? "dark" : "light", width);
        }

        return all;
    }
}
