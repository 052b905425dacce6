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
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), await RefusedAsync(Experiments.Circle, setting));
    }

    [Fact]
    public async Task Beside_a_schedule_no_optimizer_is_offered_that_has_no_rate_to_change()
    {
        string scheduled = Experiments.With("\"epochs\":100000", "\"schedule\":\"cosine\",\"epochs\":12");

        Assert.Equal(["lbfgs", "least_squares", "perceptron"], await RefusedAsync(scheduled, "optimizer"));
    }

    // They come after the run; the state may come before them or after.
    private async Task<string[]> RefusedAsync(string experiment, string setting)
    {
        await Page.SayAsync($$"""{"type":"open","experiment":{{experiment}},"keep":false}""");
        JsonObject choices = await Page.HearAsync("choices");
        return [.. choices["refused"]!.AsArray().Where(each => (string)each!["setting"]! == setting).Select(each => (string)each!["value"]!).Order()];
    }
}
