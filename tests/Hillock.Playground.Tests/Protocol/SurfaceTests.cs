using System.Text.Json.Nodes;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>The loss around a run's path, asked for through the socket.</summary>
public class SurfaceTests() : SocketTests(new Limits { SurfaceSize = 10_000 })
{
    [Fact]
    public async Task The_center_has_the_runs_loss_and_the_path_ends_there()
    {
        await Page.OpenAsync(Experiments.Circle);
        for (int epoch = 1; epoch <= 5; epoch++)
        {
            await Page.SayAsync("""{"type":"epoch"}""");
            await Page.RestAsync();
        }

        await Page.SeeAsync(socket => socket.Frame[0] == 1 && socket.FrameEpoch == 5);
        JsonObject surface = await SurfaceAsync();

        Assert.Equal(Page.FrameTrainLoss, (double)surface["centerLoss"]!, 12);
        double[] x = Numbers(surface["x"]!), y = Numbers(surface["y"]!), pathX = Numbers(surface["pathX"]!), pathY = Numbers(surface["pathY"]!);
        Assert.Equal((double)surface["centerLoss"]!, (double)surface["losses"]![(Array.IndexOf(y, 0) * x.Length) + Array.IndexOf(x, 0)]!);
        Assert.Equal(x.Length * y.Length, surface["losses"]!.AsArray().Count);
        Assert.Equal(0, pathX[^1], 9);
        Assert.Equal(0, pathY[^1], 9);
        Assert.Equal(0, (int)surface["pathEpochs"]![0]!);
        Assert.Equal(5, (int)surface["pathEpochs"]!.AsArray()[^1]!);
    }

    [Fact]
    public async Task Where_the_run_stands_is_seen_on_the_surface_while_it_goes_on()
    {
        await Page.OpenAsync(Experiments.Circle);
        await Page.SayAsync("""{"type":"epoch"}""");
        await Page.RestAsync();
        await SurfaceAsync();
        await Page.SayAsync("""{"type":"foot"}""");
        JsonObject before = await Page.HearAsync("foot");
        await Page.SayAsync("""{"type":"epoch"}""");
        await Page.RestAsync();
        await Page.SayAsync("""{"type":"foot"}""");
        JsonObject after = await Page.HearAsync("foot");

        Assert.Equal(0, (double)before["x"]!, 9);
        Assert.Equal(2, (int)after["epoch"]!);
        Assert.NotEqual((double)before["x"]!, (double)after["x"]!);
    }

    [Fact]
    public async Task A_network_that_is_too_large_for_a_surface_is_refused_with_a_sentence()
    {
        await Page.OpenAsync(Experiments.With("\"units\":4", "\"units\":64"));
        await Page.SayAsync("""{"type":"surface"}""");

        Assert.StartsWith("257 parameters on 100 samples are too many", (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_again_at_once_is_answered_all_the_same()
    {
        await Page.OpenAsync(Experiments.Circle);
        for (int i = 0; i < 5; i++) await Page.SayAsync("""{"type":"surface"}""");

        await Page.HearAsync("surface");
    }

    private static double[] Numbers(JsonNode list) => [.. list.AsArray().Select(number => (double)number!)];

    private async Task<JsonObject> SurfaceAsync()
    {
        await Page.SayAsync("""{"type":"surface"}""");
        return await Page.HearAsync("surface");
    }
}
