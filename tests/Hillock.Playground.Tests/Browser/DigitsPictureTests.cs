using System.Text.Json.Nodes;
using Hillock.Digits;
using Hillock.Images;
using Hillock.Reading;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>Pictures that are brought to the page, in a real browser: read as the command reads them, to the bit.</summary>
public class DigitsPictureTests(Chromium chromium) : RoomTests
{
    [Fact]
    public async Task A_picture_dropped_in_another_room_opens_the_room_of_digits_and_is_read_as_the_command_reads_it()
    {
        Picture page = new Pictures(null).Page(5);
        byte[] file = page.Image.ToPng();
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server, fragment: "v=1");
        await GiveAsync(room, "page.png", file, "new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })");
        await Assertions.Expect(room.Page.GetByLabel("The picture page.png")).ToBeVisibleAsync();

        AssertSame(DigitsRoom.Command().Read(GrayImage.Load(file)), room.Last("picture")["glyphs"]!.AsArray());
        await Assertions.Expect(room.Page.Locator(".chips button")).ToHaveCountAsync(page.Digits.Count);
        Assert.Equal(page.Image.Width, await room.Page.GetByLabel("The picture page.png").EvaluateAsync<int>("canvas => canvas.width"));
        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task A_picture_is_pasted_and_what_is_drawn_after_it_is_read()
    {
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        await room.Open.PressAsync("Picture");
        await GiveAsync(room, "image.png", new Pictures(null).CanvasDigit(3).Image.ToPng(), "new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })");
        await Assertions.Expect(room.Page.GetByLabel("The picture image.png")).ToBeVisibleAsync();
        await room.Open.PressAsync("Draw");

        Assert.Equal("Read: 2", await room.ReadAsync(Drawings.Digits[2][0], new Place(128, 128, 150)));
        Assert.Empty(room.Open.Complaints);
    }

    [Fact]
    public async Task What_is_no_whole_picture_is_refused_and_the_next_is_read()
    {
        byte[] file = new Pictures(null).CanvasDigit(3).Image.ToPng();
        await using DigitsRoom room = await DigitsRoom.OpenAsync(chromium, Server);
        await room.Open.PressAsync("Picture");
        ILocator choose = room.Page.GetByLabel("Choose a picture: the file");
        await choose.SetInputFilesAsync(new FilePayload { Name = "cut.png", MimeType = "image/png", Buffer = file[..(file.Length / 2)] });
        await Assertions.Expect(room.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cut.png");
        await choose.SetInputFilesAsync(new FilePayload { Name = "whole.png", MimeType = "image/png", Buffer = file });

        await Assertions.Expect(room.Page.GetByLabel("The picture whole.png")).ToBeVisibleAsync();
        await Assertions.Expect(room.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        Assert.Empty(room.Open.Complaints);
    }

    internal static void AssertSame(IReadOnlyList<GlyphReading> expected, JsonArray glyphs)
    {
        Assert.Equal(expected.Select(reading => reading.Label), glyphs.Select(glyph => (string?)glyph!["label"]));
        Assert.Equal(expected.Select(reading => string.Join(' ', reading.Probabilities)), glyphs.Select(glyph => string.Join(' ', glyph!["probabilities"]!.AsArray().Select(p => (double)p!))));
    }

    // The event is made from what carries the file.
    private static async Task GiveAsync(DigitsRoom room, string name, byte[] bytes, string madeEvent)
    {
        await Assertions.Expect(room.Page.Locator("nav a").First).ToBeVisibleAsync();
        await room.Page.EvaluateAsync(
            $$"""
            ([name, text]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name, { type: "image/png" }));
              document.querySelector("main").dispatchEvent({{madeEvent}});
            }
            """,
            new[] { name, Convert.ToBase64String(bytes) });
    }
}
