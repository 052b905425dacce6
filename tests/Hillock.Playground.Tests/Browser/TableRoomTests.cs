using System.Text;
using Hillock.Models;
using Hillock.Playground.Tests.Protocol;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The room where networks learn from a visitor's own table, and files that are brought back, in a real browser.</summary>
public class TableRoomTests(Chromium chromium) : RoomTests
{
    [Fact]
    public async Task A_table_is_dropped_a_target_chosen_a_network_trained_and_a_cell_of_its_mistakes_opened()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await DropAsync(open, "blobs.csv", Encoding.UTF8.GetBytes(Tables.Blobs.Replace("class\n", "class,last\n", StringComparison.Ordinal).Replace("a\n", "a,1.5\n", StringComparison.Ordinal).Replace("b\n", "b,2.5\n", StringComparison.Ordinal)));
        await open.Page.GetByLabel("Role of class").SelectOptionAsync("target");
        await open.Page.GetByLabel("Role of last").SelectOptionAsync("left out");
        await open.Page.GetByLabel("Role of note").SelectOptionAsync("left out");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Training", Exact = true })).ToContainTextAsync("class from 2 columns");
        await open.PressAsync("Train");

        ILocator cell = open.Page.Locator(".confusion button:not([disabled])").First;
        string count = (await cell.TextContentAsync())!;
        await cell.ClickAsync();
        await Assertions.Expect(open.Page.Locator("table.rows tbody tr")).ToHaveCountAsync(int.Parse(count));
        await Assertions.Expect(open.Page.Locator("[data-figure=accuracy]")).ToContainTextAsync("0.");
        await open.PressAsync("Train from 5 seeds");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Spread over seeds" })).ToContainTextAsync("on average, from");
        await Assertions.Expect(open.Button("Train from 5 seeds")).ToBeEnabledAsync(new LocatorAssertionsToBeEnabledOptions { Timeout = 60_000 });
        Assert.DoesNotContain("blobs", open.Page.Url, StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task The_model_that_is_taken_away_has_the_hash_of_the_page_and_opens_again()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=table");
        await open.PressAsync("iris");
        await open.PressAsync("Train");
        await Assertions.Expect(open.Page.Locator(".confusion")).ToBeVisibleAsync();
        string hash = await open.HashAsync();
        byte[] model = await DownloadAsync(open, "Take away the model");
        byte[] experiment = await DownloadAsync(open, "Take away the experiment");
        Assert.Equal(hash, Model.Load(model.AsMemory()).Hash);

        await using OpenPage other = await OpenPage.OpenAsync(chromium, Server);
        await DropAsync(other, "model.safetensors", model);
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = "model.safetensors" })).ToBeVisibleAsync();
        Assert.Equal(hash, await other.HashAsync());

        await DropAsync(other, "experiment.json", experiment);
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = "experiment.json" })).ToBeVisibleAsync();
        await other.Page.GetByLabel("Pace").SelectOptionAsync("null");
        await other.PressAsync("Play");
        await OpenPage.UntilAsync(async () => await other.HashAsync() == hash, "the hash of the page that the experiment was taken from");
        Assert.Empty(open.Complaints);
        Assert.Empty(other.Complaints);
    }

    [Fact]
    public async Task A_number_is_learned_and_the_largest_errors_are_shown()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&room=table");
        await open.PressAsync("diabetes");
        await open.PressAsync("Train");
        await open.PressAsync("Show the largest errors");

        await Assertions.Expect(open.Page.Locator("table.rows tbody tr")).ToHaveCountAsync(50);
        await open.PressAsync("Show more");
        await Assertions.Expect(open.Page.Locator("table.rows tbody tr")).ToHaveCountAsync(88);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task What_is_no_table_is_refused_with_a_sentence()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Table" }).ClickAsync();
        await open.Page.GetByLabel("A file to bring").SetInputFilesAsync(new FilePayload { Name = "picture.csv", MimeType = "text/csv", Buffer = [0x89, 0x50, 0x4e, 0x47, 0, 0, 1] });

        await Assertions.Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("picture.csv");
        Assert.Empty(open.Complaints);
    }

    private static async Task DropAsync(OpenPage open, string name, byte[] bytes)
    {
        IJSHandle transfer = await open.Page.EvaluateHandleAsync(
            "([name, text]) => { const transfer = new DataTransfer(); transfer.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name)); return transfer; }",
            new[] { name, Convert.ToBase64String(bytes) });
        await Assertions.Expect(open.Page.Locator("nav a").First).ToBeVisibleAsync();
        await open.Page.DispatchEventAsync("main", "drop", new { dataTransfer = transfer });
    }

    private static async Task<byte[]> DownloadAsync(OpenPage open, string button)
    {
        IDownload download = await open.Page.RunAndWaitForDownloadAsync(() => open.PressAsync(button));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
