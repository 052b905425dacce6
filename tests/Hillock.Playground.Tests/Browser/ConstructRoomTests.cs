using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The room where networks are built by rule, in a real browser.</summary>
public class ConstructRoomTests(Chromium chromium) : RoomTests
{
    [Fact]
    public async Task A_polygon_drawn_corner_by_corner_becomes_a_network_that_is_right_everywhere()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=construct");
        await open.PressAsync("Polygons");
        await open.PressAsync("Erase");
        LocatorBoundingBoxResult plane = (await open.Page.Locator(".sketch svg").BoundingBoxAsync())!;
        foreach ((float x, float y) in new[] { (0.2f, 0.2f), (0.8f, 0.2f), (0.8f, 0.8f), (0.5f, 0.4f), (0.2f, 0.8f) })
            await open.Page.Mouse.ClickAsync(plane.X + (plane.Width * x), plane.Y + (plane.Height * y));
        await open.PressAsync("Close");

        await Assertions.Expect(open.Page.Locator(".proof")).ToContainTextAsync("1 polygon, 5 corners");
        await Assertions.Expect(open.Page.Locator(".proof .holds")).ToContainTextAsync("Right at");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_link_to_the_room_shows_what_it_builds()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=construct");

        await Assertions.Expect(open.Page.Locator(".proof .holds")).ToContainTextAsync("Right at all 4 rows");
        await Assertions.Expect(open.Page.Locator(".node")).ToHaveCountAsync(2 + 2 + 1);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task An_expression_that_is_typed_becomes_a_network()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=construct");
        await open.PressAsync("Expression");
        ILocator expression = open.Page.GetByLabel("Expression");
        await expression.FillAsync("(a ^ b) & c");
        await expression.PressAsync("Enter");

        await Assertions.Expect(open.Page.Locator(".proof .holds")).ToHaveTextAsync("Right at all 8 rows.");
        Assert.Contains("room=construct", open.Page.Url, StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_curve_that_is_drawn_becomes_a_network_of_pulses()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=construct");
        await open.PressAsync("Function");
        LocatorBoundingBoxResult sketch = (await open.Page.Locator(".sketch svg").BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(sketch.X + 2, sketch.Y + (sketch.Height * 0.8f));
        await open.Page.Mouse.DownAsync();
        for (int i = 1; i <= 20; i++) await open.Page.Mouse.MoveAsync(sketch.X + (sketch.Width * i / 21), sketch.Y + (sketch.Height * (0.5f + (0.3f * MathF.Cos(i / 3f)))));
        await open.Page.Mouse.UpAsync();

        await Assertions.Expect(open.Page.Locator(".proof")).ToContainTextAsync("abs");
        await Assertions.Expect(open.Page.Locator(".proof .holds")).ToContainTextAsync("Off by");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_constructed_network_is_learned_from_samples_of_it()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=construct&pace=max");
        await open.PressAsync("Polygons");
        await Assertions.Expect(open.Page.Locator(".proof .holds")).ToContainTextAsync("Right at");
        await open.PressAsync("Learn the same from samples");
        await open.PressAsync("Play");
        await OpenPage.UntilAsync(async () => await open.FigureAsync("train-loss") < 0.2, "a training loss under 0.2");

        Assert.Empty(open.Complaints);
    }
}
