using System.Text.Json;

namespace Hillock.Cli.Tests;

public class DoctorTests
{
    [Fact]
    public async Task A_healthy_model_has_layers_and_no_findings()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train iris");

        ChildProcess shown = await CommandLine.SucceedAsync(folder, "doctor iris.safetensors iris");
        JsonElement json = await CommandLine.RunJsonAsync(folder, "doctor iris.safetensors iris --json");

        Assert.Contains("Nothing is wrong.", shown.Output, StringComparison.Ordinal);
        Assert.Equal(["findings", "layers"], CommandLine.Keys(json));
        Assert.Equal(0, json.GetProperty("findings").GetArrayLength());
        Assert.Equal(["dense_1", "dense_2", "dense_3"], json.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("name").GetString()!));
        foreach (string key in (string[])["name", "gradientNorm", "saturated", "dead"]) Assert.Contains(key, CommandLine.Keys(json.GetProperty("layers")[0]));
    }

    [Fact]
    public async Task A_fault_is_told_while_training_and_by_the_doctor()
    {
        using TemporaryFolder folder = new();

        ChildProcess training = await CommandLine.SucceedAsync(folder, "train iris --hidden 8,8,8,8,8,8 --activation sigmoid --init normal:0.1 --epochs 5 --json");
        JsonElement json = await CommandLine.RunJsonAsync(folder, "doctor iris.safetensors iris --json");
        ChildProcess shown = await CommandLine.SucceedAsync(folder, "doctor iris.safetensors iris");

        Assert.Contains("[vanishing_gradient]", training.Errors, StringComparison.Ordinal);
        Assert.Contains("vanishing_gradient", JsonDocument.Parse(training.Output).RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()));
        JsonElement found = json.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("code").GetString() == "vanishing_gradient");
        Assert.Equal(["code", "severity", "layer", "message", "advice"], CommandLine.Keys(found));
        Assert.Equal(("warning", "dense_1"), (found.GetProperty("severity").GetString(), found.GetProperty("layer").GetString()));
        Assert.Contains("vanishing_gradient", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_healthy_training_is_told_nothing()
    {
        using TemporaryFolder folder = new();

        ChildProcess training = await CommandLine.SucceedAsync(folder, "train digits --epochs 15 --json");

        Assert.DoesNotContain("warning", training.Errors, StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse(training.Output).RootElement.GetProperty("findings").GetArrayLength());
    }

    [Theory]
    [InlineData("doctor", 2, "MODEL is missing")]
    [InlineData("doctor m.safetensors", 2, "DATA is missing")]
    [InlineData("doctor nosuch.safetensors iris", 1, "nosuch.safetensors")]
    public async Task What_is_wrong_is_told(string line, int code, string expected)
    {
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), code, expected);
    }
}
