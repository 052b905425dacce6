using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Hillock.Digits;
using Hillock.Models;
using Hillock.Reading;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The room of digits in a browser: drawn in with the mouse, and overheard.</summary>
internal sealed class DigitsRoom : IAsyncDisposable
{
    // A mouse does not tell of every place that it passes.
    private const int PointsPerEvent = 3;

    private readonly ConcurrentQueue<JsonObject> told = new();
    private volatile int asked;
    private volatile int answered;

    private DigitsRoom()
    {
    }

    public OpenPage Open { get; private set; } = null!;

    public IPage Page => Open.Page;

    /// <summary>What the server has said so far.</summary>
    public IReadOnlyList<JsonObject> Told => [.. told];

    /// <summary>What is said of all glyphs, over the picture: "Read: 7 1".</summary>
    public ILocator Shown => Page.Locator("canvas.boxes");

    /// <summary>Opens the room.</summary>
    public static async Task<DigitsRoom> OpenAsync(Chromium chromium, PlaygroundServer server, int width = 1440, string fragment = "v=1&room=digits")
    {
        var room = new DigitsRoom();
        room.Open = await OpenPage.OpenAsync(chromium, server, fragment, width, prepare: page => page.WebSocket += (_, socket) => room.Overhear(socket));
        return room;
    }

    /// <summary>Draws with the mouse on the paper, which is 256 units wide.</summary>
    public static async Task DrawAsync(IPage page, Drawing drawing, Place place)
    {
        await Assertions.Expect(page.Locator(".model")).ToBeVisibleAsync();
        LocatorBoundingBoxResult paper = (await page.Locator("canvas.paper").BoundingBoxAsync())!;
        double unit = place.Height / 140;
        foreach ((double X, double Y)[] line in drawing.Lines())
        {
            foreach ((int i, (double x, double y)) in line.Index())
            {
                if (line.Length > 2 * PointsPerEvent && i % PointsPerEvent != 0 && i < line.Length - 1) continue;
                (double across, double down) = place.Of((x - 50) * unit, (y - 70) * unit);
                await page.Mouse.MoveAsync((float)(paper.X + (across / 256 * paper.Width)), (float)(paper.Y + (down / 256 * paper.Height)));
                if (i == 0) await page.Mouse.DownAsync();
            }

            await page.Mouse.UpAsync();
        }
    }

    /// <summary>Draws, and waits until the drawing is read as it is then.</summary>
    /// <returns>What is shown of it.</returns>
    public async Task<string> ReadAsync(Drawing drawing, Place place)
    {
        await DrawAsync(Page, drawing, place);
        return await SettledAsync();
    }

    /// <summary>Waits until the paper is read as it is.</summary>
    /// <returns>What is shown of it.</returns>
    public async Task<string> SettledAsync()
    {
        // The page lets up to a tenth of a second pass between one picture and the next.
        int before = -1;
        while (before != asked || asked != answered)
        {
            before = asked;
            await Task.Delay(200);
        }

        // What was answered is drawn with the next frame of the screen.
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return (await Shown.GetAttributeAsync("aria-label"))!;
    }

    /// <summary>The newest thing of a kind that the server has said.</summary>
    public JsonObject Last(string type) => Told.Last(message => (string?)message["type"] == type);

    public async Task<byte[]> TakeAwayAsync(string button)
    {
        IDownload download = await Page.RunAndWaitForDownloadAsync(() => Open.PressAsync(button));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>Reads as <c>hillock predict models/digits.safetensors</c> does.</summary>
    public static GlyphReader Command() => new(Model.Load(Repository.PathOf("models", "digits.safetensors")));

    public ValueTask DisposeAsync() => Open.DisposeAsync();

    private void Overhear(IWebSocket socket)
    {
        socket.FrameSent += (_, frame) =>
        {
            if (frame.Text is { } text && Parse(text) is { } message && (string?)message["type"] == "picture") asked = (int)message["picture"]!;
        };
        socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text is not { } text || Parse(text) is not { } message) return;
            told.Enqueue(message);
            if ((string?)message["type"] == "picture") answered = (int)message["picture"]!;
        };
    }

    private static JsonObject? Parse(string text) => text.StartsWith('{') ? (JsonObject)JsonNode.Parse(text)! : null;
}
