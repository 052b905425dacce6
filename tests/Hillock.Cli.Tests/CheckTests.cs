using System.Text.Json;

namespace Hillock.Cli.Tests;

public class CheckTests
{
    [Fact]
    public async Task Gradients_of_a_trained_model_agree_layer_by_layer()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train iris --hidden 8,6 --epochs 3");

        ChildProcess shown = await CommandLine.SucceedAsync(folder, "check iris.safetensors iris");
        JsonElement json = await CommandLine.RunJsonAsync(folder, "check iris.safetensors iris --json --rows 10 --parameters 20 --seed 7");

        foreach (string word in (string[])["dense_1", "dense_2", "dense_3", "agrees", "‖g‖", "all 30"]) Assert.Contains(word, shown.Output, StringComparison.Ordinal);
        Assert.True(json.GetProperty("passed").GetBoolean() && json.GetProperty("sampled").GetBoolean());
        Assert.Equal((10, 30, 7), (json.GetProperty("rows").GetInt32(), json.GetProperty("totalRows").GetInt32(), json.GetProperty("seed").GetInt32()));
        Assert.All(json.GetProperty("layers").EnumerateArray(), layer => Assert.InRange(layer.GetProperty("error").GetDouble(), 0, 1e-6));
    }

    [Fact]
    public async Task A_model_written_by_hand_is_checked_and_its_kink_named()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["hand.json"], """
            { "hillock": 1, "input": 2, "loss": "half_squared_error",
              "layers": [ { "type": "dense", "units": 1, "activation": "relu", "weights": [[1], [-1]], "bias": [0] },
                          { "type": "dense", "units": 1, "weights": [[1]], "bias": [0] } ] }
            """);
        await File.WriteAllTextAsync(folder["d.csv"], "x1,x2,y\n2,2,3\n1,0.5,1\n");

        ChildProcess run = await CommandLine.SucceedAsync(folder, "check hand.json d.csv");

        Assert.Contains("the kink of relu", string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("nothing to compare", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", 2, "MODEL is missing")]
    [InlineData("check m.safetensors", 2, "DATA is missing")]
    [InlineData("check m.safetensors iris --rows 0", 2, "at least 1")]
    [InlineData("check m.safetensors iris --seed x", 2, "'x' is not a whole number")]
    [InlineData("check nosuch.safetensors iris", 1, "nosuch.safetensors")]
    public async Task What_is_wrong_is_told(string line, int code, string expected)
    {
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), code, expected);
    }
}
