using System.Text.Json.Nodes;
using Hillock.Digits;
using Hillock.Images;
using Hillock.Reading;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>A camera before the page, in a real browser: there, refused, absent, torn away.</summary>
public class DigitsCameraTests(Chromium chromium) : RoomTests
{
    private const string Device = "--use-fake-device-for-media-stream", Allow = "--use-fake-ui-for-media-stream";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.5), Watched = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData(24)] // 8 5 4 2
    [InlineData(53)] // 0 7 6 1
    public Task Digits_before_the_camera_are_read_right_and_steadily_in_changing_light(int seed) => FilmedAsync(new Film(seed), async (room, film) =>
    {
        await room.Page.EvaluateAsync(
            "() => { window.shown = []; const boxes = document.querySelector('canvas.boxes'); new MutationObserver(all => all.forEach(() => window.shown.push(boxes.ariaLabel))).observe(boxes, { attributeFilter: ['aria-label'] }); }");
        await Task.Delay(Settling);
        int before = (await ShownAsync(room)).Length, told = room.Told.Count;
        await Task.Delay(Watched);
        string[] shown = (await ShownAsync(room))[before..];

        string expected = $"Read: {string.Join(' ', film.Labels)}";
        int right = shown.Count(text => text == expected);
        Assert.True(shown.Length >= 20, $"{shown.Length} answers were drawn.");
        Assert.True(right >= 0.95 * shown.Length, $"{expected} in {right} of {shown.Length}, or else {string.Join("; ", shown.Where(text => text != expected).Distinct())}");
        Assert.All(
            room.Told.Skip(told).Where(message => (string?)message["type"] == "picture").SelectMany(read => read["glyphs"]!.AsArray()).GroupBy(glyph => (int)glyph!["glyph"]!),
            glyph => Assert.Single(glyph.Select(each => (string?)each!["label"]).OfType<string>().Distinct()));
    });

    [Fact]
    public Task A_frame_held_still_and_taken_away_is_read_by_the_command_as_the_page_shows_it() => FilmedAsync(new Film(60), async (room, _) =>
    {
        await room.Open.PressAsync("Hold still");
        await OpenPage.UntilAsync(() => Task.FromResult(!(bool)room.Last("picture")["isFrame"]!), "the picture that is held");
        JsonObject held = room.Last("picture");
        await OpenPage.UntilAsync(() => Task.FromResult((int)room.Last("examined")["picture"]! == (int)held["picture"]!), "its glyph opened");
        GrayImage taken = GrayImage.Load(await room.TakeAwayAsync("Take away the picture"));

        IReadOnlyList<GlyphReading> expected = DigitsRoom.Command().Read(taken);
        DigitsPictureTests.AssertSame(expected, held["glyphs"]!.AsArray());
        Assert.Contains(
            string.Join(' ', room.Last("examined")["probabilities"]!.AsArray().Select(p => (double)p!)),
            expected.Select(reading => string.Join(' ', reading.Probabilities)));
        await room.Open.PressAsync("Hold still");
        await OpenPage.UntilAsync(() => Task.FromResult((bool)room.Last("picture")["isFrame"]!), "frames again");
    });

    [Fact]
    public Task A_camera_that_is_torn_away_is_told_of_and_drawing_goes_on() => WithAsync([Device, Allow], async room =>
    {
        await AllowAsync(room);
        await Assertions.Expect(room.Page.Locator("[data-figure=to-screen]")).ToBeVisibleAsync();
        await room.Page.EvaluateAsync("() => { const track = document.querySelector('video').srcObject.getVideoTracks()[0]; track.stop(); track.dispatchEvent(new Event('ended')); }");

        await Assertions.Expect(room.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The camera has gone");
        await DrawsInsteadAsync(room);
    });

    [Fact]
    public Task A_camera_is_given_back_when_another_way_or_room_is_chosen() => WithAsync([Device, Allow], async room =>
    {
        foreach ((AriaRole role, string name) in new[] { (AriaRole.Button, "Draw"), (AriaRole.Link, "Table") })
        {
            await AllowAsync(room);
            await Assertions.Expect(room.Page.Locator("video")).ToBeVisibleAsync();
            IJSHandle track = await room.Page.EvaluateHandleAsync("() => document.querySelector('video').srcObject.getVideoTracks()[0]");
            await room.Page.GetByRole(role, new PageGetByRoleOptions { Name = name, Exact = true }).ClickAsync();

            await OpenPage.UntilAsync(async () => await track.EvaluateAsync<string>("track => track.readyState") == "ended", "the camera given back");
        }
    });

    [Fact]
    public Task A_camera_rests_while_nobody_sees_the_page() => WithAsync([Device, Allow], async room =>
    {
        await AllowAsync(room);
        await Assertions.Expect(room.Page.Locator("video")).ToBeVisibleAsync();
        foreach (bool hidden in new[] { true, false })
        {
            await room.Page.EvaluateAsync("hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);
            await Assertions.Expect(room.Page.Locator("video")).ToHaveCountAsync(hidden ? 0 : 1);
        }
    });

    [Fact]
    public Task A_camera_that_is_refused_is_told_of_and_drawing_goes_on() => WithAsync([Device, "--deny-permission-prompts"], async room =>
    {
        await AllowAsync(room);

        await Assertions.Expect(room.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The camera was refused");
        await DrawsInsteadAsync(room);
    });

    [Fact]
    public async Task A_camera_that_is_not_there_is_told_of_and_drawing_goes_on()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        await AllowAsync(room);

        await Assertions.Expect(room.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no camera");
        await DrawsInsteadAsync(room);
    }

    [Fact]
    public async Task A_page_that_no_browser_gives_a_camera_says_why()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        await room.Page.EvaluateAsync("() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined })");
        await AllowAsync(room);

        await Assertions.Expect(room.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("https");
        await DrawsInsteadAsync(room);
    }

    // In a Chromium of its own.
    private async Task WithAsync(string[] arguments, Func<DigitsRoom, Task> visit)
    {
        var own = new Chromium(arguments);
        await own.InitializeAsync();
        try
        {
            await using DigitsRoom room = await DigitsRoom.OpenAsync(own, Server);
            await visit(room);
            Assert.Empty(room.Open.Complaints);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private async Task FilmedAsync(Film film, Func<DigitsRoom, Film, Task> visit)
    {
        using var folder = new TemporaryFolder();
        film.Write(folder["film.y4m"]);
        await WithAsync([Device, Allow, $"--use-file-for-fake-video-capture={folder["film.y4m"]}"], async room =>
        {
            await AllowAsync(room);
            await OpenPage.UntilAsync(() => Task.FromResult(room.Told.Any(message => (string?)message["type"] == "examined")), "the first glyph opened");
            await visit(room, film);
        });
    }

    private static async Task AllowAsync(DigitsRoom room)
    {
        await room.Open.PressAsync("Camera");
        await room.Open.PressAsync("Allow the camera");
    }

    private static async Task DrawsInsteadAsync(DigitsRoom room)
    {
        await room.Open.PressAsync("Draw instead");
        Assert.Equal("Read: 6", await room.ReadAsync(Drawings.Digits[6][0], new Place(128, 128, 150)));
        Assert.Empty(room.Open.Complaints);
    }

    private static Task<string[]> ShownAsync(DigitsRoom room) => room.Page.EvaluateAsync<string[]>("window.shown");
}
