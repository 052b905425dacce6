using System.Text.Json.Nodes;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>What a run's settings could not be changed to.</summary>
public class ChoiceTests : SocketTests
{
    [Theory]
    [InlineData("optimizer", "perceptron least_squares")]
    [InlineData("schedule", "")]
    [InlineData("activation", "step")]
    public async Task What_would_be_refused_is_told_after_a_run_has_opened(string setting, string expected)
    {
        await Page.OpenAsync(Experiments.Circle);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), await RefusedAsync(setting));
    }

    [Fact]
    public async Task Beside_a_schedule_no_optimizer_is_offered_that_has_no_rate_to_change()
    {
        await Page.OpenAsync(Experiments.With("\"epochs\":100000", "\"schedule\":\"cosine\",\"epochs\":12"));

        Assert.Equal(["lbfgs", "least_squares", "perceptron"], await RefusedAsync("optimizer"));
    }

    private async Task<string[]> RefusedAsync(string setting)
    {
        JsonObject choices = await Page.HearAsync("choices");
        return [.. choices["refused"]!.AsArray().Where(each => (string)each!["setting"]! == setting).Select(each => (string)each!["value"]!).Order()];
    }
}
