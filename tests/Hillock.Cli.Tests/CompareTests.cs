using System.Text.Json;

namespace Hillock.Cli.Tests;

public class CompareTests
{
    [Fact]
    public async Task A_built_exclusive_or_stands_beside_networks_of_which_the_smaller_cannot_learn_it()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "build gate XOR -o xor.safetensors --samples xor.csv");

        JsonElement json = await CommandLine.RunJsonAsync(folder, "compare xor.safetensors xor.csv --json");
        JsonElement[] networks = [.. json.GetProperty("networks").EnumerateArray()];

        Assert.Equal((4, 4), (json.GetProperty("learned").GetInt32(), json.GetProperty("judged").GetInt32()));
        Assert.Equal(["built", "same shape, learned", "half of it", "built, softened, trained on"], networks.Select(network => network.GetProperty("name").GetString()));
        Assert.Equal(["2,1", "2,1", "1,1", "2,1"], networks.Select(network => string.Join(',', network.GetProperty("units").EnumerateArray())));
        Assert.Equal((1, 0), (Accuracy(networks[0]), networks[0].GetProperty("error").GetDouble()));

        // One hidden unit draws one line: it leaves at least one of the four rows wrong.
        Assert.InRange(Accuracy(networks[2]), 0, 0.75);
        Assert.Equal(1, Accuracy(networks[3]));
    }

    [Fact]
    public async Task Numbers_are_compared_by_their_error_on_rows_held_out()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "build function 'x^2' --units 20 -o square.safetensors --samples square.csv");

        JsonElement json = await CommandLine.RunJsonAsync(folder, "compare square.safetensors square.csv --epochs 5 --json");
        ChildProcess text = await CommandLine.SucceedAsync(folder, "compare square.safetensors square.csv --epochs 5 --test 0.5");

        Assert.Equal((1600, 400), (json.GetProperty("learned").GetInt32(), json.GetProperty("judged").GetInt32()));
        JsonElement built = json.GetProperty("networks")[0];
        Assert.False(built.TryGetProperty("accuracy", out _));

        // Pulses of width 1/20 under x², whose slope is at most 2: off by 1/20 at most.
        Assert.InRange(built.GetProperty("error").GetDouble(), 1e-3, 0.05);
        Assert.Contains("1,000 rows to learn from, 1,000 held out", text.Output, StringComparison.Ordinal);
        Assert.Contains("a quarter", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare xor.safetensors", 2, "DATA is missing")]
    [InlineData("compare xor.safetensors xor.csv --epochs 0", 2, "at least 1")]
    [InlineData("compare xor.safetensors xor.csv --test 1", 2, "below 1")]
    [InlineData("compare nosuch.safetensors xor.csv", 1, "nosuch.safetensors")]
    [InlineData("compare xor.safetensors nosuch.csv", 1, "nosuch.csv")]
    [InlineData("compare xor.safetensors other.csv", 1, "the model takes the columns x1, x2, which are not here")]
    public async Task What_cannot_be_compared_is_told(string line, int code, string expected)
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "build gate XOR -o xor.safetensors --samples xor.csv");
        await File.WriteAllTextAsync(folder["other.csv"], "a,b,y\n0,0,0\n1,1,1\n");

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), code, expected);
    }

    private static double Accuracy(JsonElement network) => network.GetProperty("accuracy").GetDouble();
}
