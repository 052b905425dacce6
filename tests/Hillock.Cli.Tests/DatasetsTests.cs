using System.Text.Json;

namespace Hillock.Cli.Tests;

public class DatasetsTests
{
    [Fact]
    public async Task The_list_names_sets_licenses_and_whether_they_are_here()
    {
        using TemporaryFolder folder = new();

        ChildProcess text = await CommandLine.SucceedAsync(folder, "datasets list");
        JsonElement json = await CommandLine.RunJsonAsync(folder, "datasets list --json");

        foreach (string word in (string[])["iris", "mnist", "to fetch", "CC BY 4.0", "spiral"]) Assert.Contains(word, text.Output, StringComparison.Ordinal);
        Assert.Contains(json.GetProperty("datasets").EnumerateArray(), entry => entry.GetProperty("name").GetString() == "fashion-mnist" && !entry.GetProperty("here").GetBoolean());
    }

    [Theory]
    [InlineData("digits", "█")]
    [InlineData("spiral --noise 0.1", "o 0   + 1")]
    [InlineData("bump", "value from")]
    [InlineData("sine", "across")]
    [InlineData("iris", "petal_length")]
    [InlineData("parity:3", "x3")]
    [InlineData("gauss:3", "o 0   + 1   x 2")]
    [InlineData("function:1/(1+x^2)", "across")]
    [InlineData("'boolean:A & !B'", "output")]
    public async Task Samples_are_drawn_within_80_columns(string set, string expected)
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.SucceedAsync(folder, $"datasets show {set}");

        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n').Skip(3), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task A_generated_set_is_written_as_csv()
    {
        using TemporaryFolder folder = new();

        string[] lines = (await CommandLine.SucceedAsync(folder, "datasets show moons --samples 10 --noise 0.1 --seed 3 --csv")).Output.TrimEnd('\n').Split('\n');

        Assert.Equal("x,y,label", lines[0]);
        Assert.Equal(11, lines.Length);
    }

    [Fact]
    public async Task What_cannot_be_fetched_or_shown_is_said()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["empty"]);

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "datasets get mnist --from empty"), 1, "mnist", "empty");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "datasets show mnits"), 1, "Did you mean 'mnist'?");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "datasets show iris --noise 0.1"), 2, "not generated");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "datasets lst"), 2, "Did you mean 'list'?");
        Assert.Contains("nothing to fetch", (await CommandLine.SucceedAsync(folder, "datasets get iris")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Varied_images_are_drawn_and_written_as_a_picture()
    {
        using TemporaryFolder folder = new();

        string plain = (await CommandLine.SucceedAsync(folder, "datasets show digits")).Output;
        string varied = (await CommandLine.SucceedAsync(folder, "datasets show digits --augment affine:30")).Output;
        await CommandLine.SucceedAsync(folder, "datasets show digits --augment affine:30 -o varied.png");
        await CommandLine.SucceedAsync(folder, "datasets show digits --augment affine:30 --seed 2 -o other.png");
        await CommandLine.SucceedAsync(folder, "datasets show digits -o plain.png");

        Assert.Equal(plain.Split('\n')[..2], varied.Split('\n')[..2]);
        Assert.NotEqual(plain, varied);
        byte[][] pictures = [.. ((string[])["varied", "other", "plain"]).Select(name => File.ReadAllBytes(folder[$"{name}.png"]))];
        Assert.All(pictures, picture => Assert.Equal("PNG"u8.ToArray(), picture[1..4]));
        Assert.Equal(3, pictures.Select(Convert.ToHexString).Distinct().Count());
    }

    [Theory]
    [InlineData("datasets show iris --augment affine", 1, "iris is a table")]
    [InlineData("datasets show iris -o iris.png", 1, "iris is a table")]
    [InlineData("datasets show digits --augment blurr", 2, "Did you mean 'blur'?")]
    [InlineData("datasets show digits --csv --augment blur", 2, "leave out --csv")]
    [InlineData("datasets show digits -o no/such/folder.png", 1, "There is no folder")]
    public async Task What_cannot_be_varied_or_drawn_is_said(string line, int code, string reason)
    {
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), code, reason);
    }
}
