using System.Text;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The picture of a network that is taken away.</summary>
public class PictureTests(Chromium chromium) : RoomTests
{
    [Fact]
    public async Task The_picture_as_svg_holds_each_weight_each_unit_and_each_sample_with_its_colors()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        XElement svg = XElement.Parse(Encoding.UTF8.GetString(await TakeAsync(open, "Picture (.svg)")));
        XNamespace space = "http://www.w3.org/2000/svg";

        Assert.Equal(space + "svg", svg.Name);
        Assert.Equal((2 * 4) + (4 * 2) + 2, svg.Elements(space + "path").Count());
        Assert.Equal(2 + 4 + 2 + 1 + 1, svg.Elements(space + "image").Count());
        Assert.Equal(250, svg.Elements(space + "circle").Count());
        Assert.DoesNotContain("var(", svg.ToString(), StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task The_picture_as_png_is_one()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        byte[] png = await TakeAsync(open, "Picture (.png)");

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Empty(open.Complaints);
    }

    private static async Task<byte[]> TakeAsync(OpenPage open, string what)
    {
        await Assertions.Expect(open.Page.Locator("[data-figure=train-loss]")).ToContainTextAsync("0.");
        await open.PressAsync("Take away");
        IDownload download = await open.Page.RunAndWaitForDownloadAsync(() => open.PressAsync(what));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
