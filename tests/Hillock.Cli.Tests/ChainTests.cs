using System.Text.Json;

namespace Hillock.Cli.Tests;

public class ChainTests
{
    private const string Lecture = "chain 'y = 3*x - 2; z = y^2' --at x=2";

    [Fact]
    public async Task The_lecture_s_chain_has_the_keys_and_numbers_of_the_contract()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, $"{Lecture} --json");

        foreach (string key in (string[])["values", "factors", "derivative", "numeric"]) Assert.Contains(key, CommandLine.Keys(json));
        Assert.Equal(["x", "y", "z"], CommandLine.Keys(json.GetProperty("values")));
        Assert.Equal(["of", "by", "expression", "value"], CommandLine.Keys(json.GetProperty("factors")[0]));
        Assert.Equal(("z", "y", "2*y", 8.0), Factor(json.GetProperty("factors")[0]));
        Assert.Equal(("y", "x", "3", 3.0), Factor(json.GetProperty("factors")[1]));
        Assert.Equal(24, json.GetProperty("derivative").GetDouble());
        Assert.Equal(24, json.GetProperty("numeric").GetDouble(), 1e-6);

        static (string?, string?, string?, double) Factor(JsonElement factor) =>
            (factor.GetProperty("of").GetString(), factor.GetProperty("by").GetString(), factor.GetProperty("expression").GetString(), factor.GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task People_see_values_factors_their_product_and_two_checks()
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.SucceedAsync(folder, Lecture);

        foreach (string line in (string[])["y = 3*x - 2 = 4", "z = y^2 = 16", "dz/dy = 2*y = 8", "dy/dx = 3", "dz/dx = dz/dy·dy/dx = 8·3 = 24", "z = 9*x^2 - 12*x + 4, dz/dx = 18*x - 12 = 24"])
            Assert.Contains(line, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--at x=1,w=2 --by w", 1)]
    [InlineData("--at x=1 --at w=2 --by x", 4)]
    [InlineData("--at w=2,x=pi/pi --of y --by x", 2)]
    [InlineData("--by y --at x=1,w=2", 2)]
    public async Task Any_name_can_be_differentiated_by_any_other(string options, double expected)
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, $"chain 'y = x^2; z = w*y' {options} --json");

        Assert.Equal(expected, json.GetProperty("derivative").GetDouble());
    }

    [Fact]
    public async Task Of_very_many_paths_a_few_are_shown_and_all_are_counted()
    {
        using TemporaryFolder folder = new();
        string links = "a1 = x" + string.Concat(Enumerable.Range(1, 30).Select(i => $"; b{i} = a{i}/2; a{i + 1} = a{i}/2 + b{i}"));

        ChildProcess run = await CommandLine.SucceedAsync(folder, $"chain '{links}' --at x=2");

        Assert.Contains("da31/dx is the sum over 1,073,741,824 paths:", run.Output, StringComparison.Ordinal);
        Assert.Contains("… and 1,073,741,816 more", run.Output, StringComparison.Ordinal);
        Assert.Contains("da31/dx = 1\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chain", "LINKS is missing")]
    [InlineData("chain 'y = 2*x'", "'x' has no value")]
    [InlineData("chain 'y = 2*x' --at x", "--at x: say which variable has which value")]
    [InlineData("chain 'y = 2*x' --at x=two", "'two' is not a number")]
    [InlineData("chain 'y = 2*x' --at x=1/0", "not a finite number")]
    [InlineData("chain 'y = 2*x' --at x=1,x=2", "gives 'x' two values")]
    [InlineData("chain 'y = 2*x' --at", "--at needs a value")]
    [InlineData("chain 'y = 1/x' --at x=0", "divides by zero")]
    [InlineData("chain 'y = abs(x)' --at x=0", "cannot be differentiated")]
    [InlineData("chain 'y = 2*x' --at x=1 --of q", "There is no link 'q'")]
    public async Task What_is_wrong_is_told(string line, string expected)
    {
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), 2, expected);
    }

    [Fact]
    public async Task A_mistake_in_a_link_is_shown_with_a_caret()
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.RunAsync(folder, "chain 'y = 3*x; z = y + + * 2' --at x=1");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("\n  y = 3*x; z = y + + * 2\n                     ^", run.Errors.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
