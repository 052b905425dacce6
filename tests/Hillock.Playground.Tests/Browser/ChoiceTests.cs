using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>What would be refused is not offered; what is refused all the same leaves the page as it was.</summary>
public partial class ChoiceTests(Chromium chromium) : RoomTests
{
    [GeneratedRegex("neither batches nor a rate that a schedule could change")]
    private static partial Regex NoSchedule();

    [GeneratedRegex("slope 0 everywhere")]
    private static partial Regex NoSlope();

    [Fact]
    public async Task A_choice_that_would_be_refused_is_not_offered_and_says_why()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&schedule=cosine&epochs=1000");
        ILocator closed = Option(open, "Optimizer", "lbfgs");

        await Assertions.Expect(closed).ToHaveAttributeAsync("disabled", "");
        await Assertions.Expect(closed).ToHaveAttributeAsync("title", NoSchedule());
        await Assertions.Expect(Option(open, "Activation of layer 1", "step")).ToHaveAttributeAsync("title", NoSlope());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task What_looks_at_all_samples_at_once_is_chosen_with_the_batch_that_it_needs_and_left_again()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server);
        ILocator optimizer = open.Page.GetByLabel("Optimizer");
        await optimizer.SelectOptionAsync("lbfgs");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Slider, new PageGetByRoleOptions { Name = "Batch" })).ToBeDisabledAsync();
        await open.PressAsync("One epoch");
        await OpenPage.UntilAsync(async () => await open.EpochAsync() == 1, "epoch 1");
        await optimizer.SelectOptionAsync("adam");

        await Assertions.Expect(open.Page.GetByRole(AriaRole.Slider, new PageGetByRoleOptions { Name = "Batch" })).ToBeEnabledAsync();
        await Assertions.Expect(open.Page.Locator(".notice.bad")).ToHaveCountAsync(0);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_choice_that_is_refused_goes_back_to_what_is()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, Server, "v=1&samples=100000"); // so many that choices are not tried before
        ILocator optimizer = open.Page.GetByLabel("Optimizer");
        await Assertions.Expect(open.Page.Locator("[data-figure=train-loss]")).ToContainTextAsync("0.");
        await optimizer.SelectOptionAsync("perceptron");

        await Assertions.Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("trains one dense layer of step units");
        await Assertions.Expect(optimizer).ToHaveValueAsync("adam");
        Assert.Contains("samples=100000", open.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("perceptron", open.Page.Url, StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    private static ILocator Option(OpenPage open, string choice, string text) => open.Page.GetByLabel(choice).GetByText(text, new LocatorGetByTextOptions { Exact = true });
}
