using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The room where networks are trained and watched, in a real browser.</summary>
public partial class PlayRoomTests(Chromium chromium) : RoomTests
{
    [GeneratedRegex("^Take [0-9]")]
    private static partial Regex TakeRate();

    [Fact]
    public async Task The_circle_is_learned_to_under_a_hundredth_of_test_loss()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&pace=max");
        await open.PressAsync("Play");
        await OpenPage.UntilAsync(async () => await open.FigureAsync("test-loss") < 0.01, "a test loss under 0.01");
        await open.PressAsync("Pause");

        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task One_step_and_one_epoch_go_no_further()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 1, "epoch 1");
        await open.PressAsync("One step");
        await Task.Delay(300);

        Assert.Equal(1, await open.EpochAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Whoever_travels_back_past_a_change_of_settings_finds_the_settings_of_then()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 1, "epoch 1");
        string one = await open.HashAsync();
        ILocator rate = open.Page.GetByLabel("Learning rate"), time = open.Page.GetByLabel("Epoch to travel to");
        await rate.SelectOptionAsync("0.3");
        await OpenPage.UntilAsync(async () => await open.Page.Locator("#changes option").CountAsync() == 1, "a mark where the rate was changed");
        await open.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 2, "epoch 2");
        string two = await open.HashAsync();

        await time.FillAsync("1");
        await Assertions.Expect(rate).ToHaveValueAsync("0.01");
        await OpenPage.UntilAsync(async () => await open.HashAsync() == one, "the weights of epoch 1");
        await time.FillAsync("2");
        await Assertions.Expect(rate).ToHaveValueAsync("0.3");
        await OpenPage.UntilAsync(async () => await open.HashAsync() == two, "the weights of epoch 2");

        // Other settings in the past are another future; what was there before stays to compare with.
        await time.FillAsync("1");
        await OpenPage.UntilAsync(async () => await open.HashAsync() == one, "the weights of epoch 1");
        await open.PressAsync("One epoch");
        await open.PressAsync("One epoch");
        await Assertions.Expect(open.Page.GetByText("gray: what was left behind, to epoch 2")).ToBeVisibleAsync();
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_weight_is_read_and_set_by_hand()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        string before = await open.HashAsync();
        await open.Page.Locator("path[data-link]").Nth(2).DispatchEventAsync("click");
        ILocator value = open.Page.GetByLabel("Value", new PageGetByLabelOptions { Exact = true });
        await value.FillAsync("1.25");
        await value.PressAsync("Enter");
        await OpenPage.UntilAsync(async () => await open.HashAsync() != before, "another hash");
        await open.PressAsync("Close");
        await open.Page.Locator("path[data-link]").Nth(2).DispatchEventAsync("click");

        await Assertions.Expect(value).ToHaveValueAsync("1.25");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Whoever_travels_back_in_time_finds_the_same_weights_again()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        List<string> hashes = [];
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            await open.PressAsync("One epoch");
            int expected = epoch;
            await OpenPage.UntilAsync(async () => await open.EpochAsync() == expected, "the next epoch");
            hashes.Add(await open.HashAsync());
        }

        ILocator time = open.Page.GetByLabel("Epoch to travel to");
        await time.FillAsync("1");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 1, "epoch 1");
        Assert.Equal(hashes[0], await open.HashAsync());
        await time.FillAsync("3");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 3, "epoch 3");
        Assert.Equal(hashes[2], await open.HashAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_link_opened_elsewhere_leads_to_the_same_weights()
    {
        await using OpenPage first = await OpenPage.OpenAsync(chromium, Server, "v=1&data=spiral&hidden=5.relu,3.tanh&optimizer=momentum~learning_rate:0.05&seed=7&l2=0.001&batch=16");
        await first.PressAsync("Add a unit to layer 2");
        await OpenPage.UntilAsync(async () => await first.Page.Locator(".node").CountAsync() == 2 + 5 + 4 + 1, "another unit");
        await first.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await first.EpochAsync() == 1, "epoch 1");

        await using OpenPage second = await OpenPage.OpenAsync(chromium, Server, new Uri(first.Page.Url).Fragment[1..]);
        await second.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await second.EpochAsync() == 1, "epoch 1");

        Assert.Contains("5.relu%2C4.tanh", first.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("token", first.Page.Url, StringComparison.Ordinal);
        Assert.Equal(await first.HashAsync(), await second.HashAsync());
        Assert.Empty(first.Complaints);
    }

    [Fact]
    public async Task The_rate_finder_finds_a_rate_to_take()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("Try all rates");
        ILocator take = open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = TakeRate() });
        string rate = (await take.TextContentAsync())!["Take ".Length..];
        await take.ClickAsync();

        await Assertions.Expect(open.Page.GetByLabel("Learning rate")).ToHaveValueAsync(rate);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Points_drawn_by_hand_are_learned()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("Draw your own points");
        LocatorBoundingBoxResult plane = (await open.Page.Locator(".picture").BoundingBoxAsync())!;
        foreach (string label in new[] { "A", "B" })
        {
            await open.PressAsync($"Class {label}");
            float left = label == "A" ? 0.1f : 0.6f;
            for (int i = 0; i < 6; i++) await open.Page.Mouse.ClickAsync(plane.X + (plane.Width * (left + (0.05f * i))), plane.Y + (plane.Height * (0.2f + (0.1f * i))));
        }

        await OpenPage.UntilAsync(async () => (await open.Page.TextContentAsync(".data"))!.Contains("12 to learn from", StringComparison.Ordinal), "twelve points");
        await open.PressAsync("Play");
        await OpenPage.UntilAsync(async () => await open.FigureAsync("train-loss") < 0.05, "a training loss under 0.05");

        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_teachers_link_hides_and_fixes_controls_and_carries_words()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&hide=loss,timeline&fix=rate&text=Which+units+are+needed%3F");

        await Assertions.Expect(open.Page.GetByText("Which units are needed?")).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.GetByLabel("Loss", new PageGetByLabelOptions { Exact = true })).ToHaveCountAsync(1); // the chart, not the choice
        await Assertions.Expect(open.Page.GetByLabel("Epoch to travel to")).ToHaveCountAsync(0);
        await Assertions.Expect(open.Page.GetByLabel("Learning rate")).ToBeDisabledAsync();
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task The_page_says_when_the_server_is_gone_and_goes_on_when_it_is_back()
    {
        using var folder = new TemporaryFolder();
        var options = new PlaygroundOptions { Port = 0, TokenFile = folder["token"] };
        PlaygroundServer first = await PlaygroundServer.StartAsync(options);
        await using OpenPage open = await OpenPage.OpenAsync(chromium, first, "v=1&data=xor");
        await open.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 1, "epoch 1");
        string hash = await open.HashAsync();
        await first.DisposeAsync();
        await Assertions.Expect(open.Page.GetByText("The server does not answer.")).ToBeVisibleAsync();

        await using PlaygroundServer second = await PlaygroundServer.StartAsync(options with { Port = first.Address.Port });
        await Assertions.Expect(open.Page.GetByText("The server does not answer.")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 0, "a run from the start");
        await open.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 1, "epoch 1");

        Assert.Equal(hash, await open.HashAsync());
    }
}
