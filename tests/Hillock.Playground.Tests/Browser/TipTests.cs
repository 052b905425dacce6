using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>What the page says of the things that one points at.</summary>
public partial class TipTests(Chromium chromium) : RoomTests
{
    [GeneratedRegex(@"^w\[x → unit 1\] =\s+−?[0-9.]+$", RegexOptions.Multiline)]
    private static partial Regex Weight();

    [GeneratedRegex(@"P\(label 1\) =\s+[0-9.]+")]
    private static partial Regex Probability();

    [Fact]
    public async Task A_link_that_is_pointed_at_says_its_weight()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await DrawnAsync(open);
        await PointAtLinkAsync(open, 0);

        string said = await TipAsync(open);
        Assert.StartsWith("Weight from x to layer 1, unit 1", said, StringComparison.Ordinal);
        Assert.Matches(Weight(), said);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_unit_says_its_bias_its_range_and_its_answer_at_the_pointer_and_is_shown_large()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await DrawnAsync(open);
        await open.Page.Locator("[data-unit='0.1']").HoverAsync(new LocatorHoverOptions { Position = new Position { X = 20, Y = 10 } });

        string said = await TipAsync(open);
        Assert.Contains("bias b =", said, StringComparison.Ordinal);
        Assert.Contains("over the plane", said, StringComparison.Ordinal);
        Assert.Contains("at (", said, StringComparison.Ordinal);
        await Assertions.Expect(open.Page.Locator(".picture .what")).ToHaveTextAsync("layer 1, unit 2");
        await open.Page.Mouse.MoveAsync(5, 5);
        await Assertions.Expect(open.Page.Locator(".tip")).ToBeHiddenAsync();
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_place_of_the_output_says_its_coordinates_and_the_answer_and_the_tip_does_not_cover_it()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await DrawnAsync(open);
        LocatorBoundingBoxResult plane = (await open.Page.Locator(".picture").BoundingBoxAsync())!;
        (float x, float y) = (plane.X + (plane.Width * 0.04f), plane.Y + (plane.Height * 0.04f));
        await open.Page.Mouse.MoveAsync(x, y);

        string said = await TipAsync(open);
        Assert.StartsWith("x = −", said, StringComparison.Ordinal);
        Assert.Matches(Probability(), said);
        LocatorBoundingBoxResult tip = (await open.Page.Locator(".tip").BoundingBoxAsync())!;
        Assert.False(x >= tip.X && x <= tip.X + tip.Width && y >= tip.Y && y <= tip.Y + tip.Height);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_sample_says_its_truth()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await DrawnAsync(open);
        await open.Page.Locator(".picture circle").Nth(3).HoverAsync();

        string said = await TipAsync(open);
        Assert.StartsWith("Sample ", said, StringComparison.Ordinal);
        Assert.Contains("truth", said, StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_chart_says_epoch_and_losses_by_pointer_and_by_keys()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 1, "epoch 1");
        ILocator chart = open.Page.Locator("[aria-label=Loss] svg");
        await chart.HoverAsync();
        Assert.Contains("training loss", await TipAsync(open), StringComparison.Ordinal);
        await open.Page.Mouse.MoveAsync(5, 5);
        await Assertions.Expect(open.Page.Locator(".tip")).ToBeHiddenAsync();
        await chart.PressAsync("ArrowRight");
        Assert.StartsWith("Epoch ", await TipAsync(open), StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_finger_that_taps_reads_as_well()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, width: 360, hasTouch: true);
        await DrawnAsync(open);
        await open.Page.Locator("[data-unit='0.1']").TapAsync();

        Assert.Contains("over the plane", await TipAsync(open), StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_run_that_is_laid_aside_is_seen_under_the_next()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        await open.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 1, "epoch 1");
        await open.PressAsync("Keep this run to compare");
        await open.PressAsync("Reset");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 0, "a new run");

        await Assertions.Expect(open.Page.Locator(".picture path.kept").Last).ToHaveAttributeAsync("d", OutlinePath());
        await open.Page.Locator(".picture").HoverAsync();
        Assert.Contains("kept run, P(label 1) =", await TipAsync(open), StringComparison.Ordinal);
        await open.PressAsync("Forget the kept run");
        await Assertions.Expect(open.Page.Locator(".picture path.kept")).ToHaveCountAsync(0);
        Assert.Empty(open.Complaints);
    }

    [GeneratedRegex("^M[0-9.]+,[0-9.]+[ML]")]
    private static partial Regex OutlinePath();

    private static Task DrawnAsync(OpenPage open) => Assertions.Expect(open.Page.Locator("[data-figure=train-loss]")).ToContainTextAsync("0.");

    // In the middle of the curve, where no unit lies on it.
    private static async Task PointAtLinkAsync(OpenPage open, int link)
    {
        float[] place = await open.Page.Locator($"path[data-link='{link}']").EvaluateAsync<float[]>(
            "path => { const { x, y } = path.getPointAtLength(path.getTotalLength() / 2); const at = new DOMPoint(x, y).matrixTransform(path.getScreenCTM()); return [at.x, at.y]; }");
        await open.Page.Mouse.MoveAsync(place[0], place[1]);
    }

    private static async Task<string> TipAsync(OpenPage open)
    {
        ILocator tip = open.Page.Locator(".tip");
        await Assertions.Expect(tip).ToBeVisibleAsync();
        return await tip.InnerTextAsync();
    }
}
