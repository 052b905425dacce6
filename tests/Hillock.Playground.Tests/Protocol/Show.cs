using System.Text.Json.Nodes;
using Hillock.Digits;
using Hillock.Images;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>Pictures of digits as the page sends them.</summary>
internal static class Show
{
    public const int Side = 200;

    /// <summary>Drawn digits on white paper, from left to right.</summary>
    public static GrayImage Drawn(params IReadOnlyList<Drawing> drawings)
    {
        var sheet = new Sheet(Math.Min(256, Side * drawings.Count), Side);
        double step = (double)sheet.Width / drawings.Count;
        foreach ((int i, Drawing drawing) in drawings.Index()) sheet.Draw(drawing, new Place((i + 0.5) * step, Side / 2.0, Math.Min(120, step)), 8);
        return Paper(sheet);
    }

    /// <summary>A drawn digit.</summary>
    public static GrayImage Digit(int digit, int hand = 0) => Drawn(Drawings.Digits[digit][hand]);

    public static GrayImage Paper(Sheet sheet) => new(sheet.Width, sheet.Height, Array.ConvertAll(sheet.Ink, share => (byte)(255 - Math.Round(255 * share))));

    /// <summary>Sends a picture and waits for what is read in it.</summary>
    public static async Task<JsonObject> ShowAsync(PageSocket page, GrayImage image, int number = 1, bool isFrame = false)
    {
        await page.SayAsync(new { type = "picture", picture = number, isFrame, width = image.Width, height = image.Height });
        await page.SayBytesAsync(image.Pixels.ToArray());
        return await page.HearAsync("picture", read => (int)read["picture"]! == number);
    }

    /// <summary>The labels read; "unsure" where there is none.</summary>
    public static string Labels(JsonObject read) => string.Join(' ', read["glyphs"]!.AsArray().Select(glyph => (string?)glyph!["label"] ?? "unsure"));
}
