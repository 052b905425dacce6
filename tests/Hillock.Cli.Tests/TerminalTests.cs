using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hillock.Cli.Tests;

/// <summary>What is said to a terminal, by way of util-linux's <c>script</c>, which makes one.</summary>
public class TerminalTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    public async Task Escape_codes_go_to_terminals_that_want_them(string environment, bool expected)
    {
        if (!File.Exists("/usr/bin/script")) return;
        using TemporaryFolder folder = new();
        string command = $"{environment} dotnet '{Repository.AssemblyOf("src/Hillock.Cli")}' train iris --epochs 3";

        ProcessStartInfo start = new("/usr/bin/script", ["-qec", command, "/dev/null"]) { WorkingDirectory = folder.Path };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        ChildProcess run = await ChildProcess.RunAsync(start);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("accuracy", run.Output, StringComparison.Ordinal);
        Assert.Equal(expected, run.Output.Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_validation_the_live_figures_have_no_gap()
    {
        if (!File.Exists("/usr/bin/script")) return;
        using TemporaryFolder folder = new();
        string command = $"dotnet '{Repository.AssemblyOf("src/Hillock.Cli")}' train iris --epochs 3 --validation 0";
        ProcessStartInfo start = new("/usr/bin/script", ["-qec", command, "/dev/null"]) { WorkingDirectory = folder.Path };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");

        ChildProcess run = await ChildProcess.RunAsync(start);

        string[] lines = [.. Regex.Replace(run.Output, "\e\\[[0-9;?]*[A-Za-z]", "").Split('\n').Where(line => line.Contains("samples/s", StringComparison.Ordinal) && line.StartsWith("loss", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches("^loss [^ ]+  [0-9,]+ samples/s", line));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("datasets")]
    [InlineData("datasets show")]
    public async Task Help_on_a_command_is_what_the_command_says_itself(string command)
    {
        using TemporaryFolder folder = new();

        ChildProcess help = await CommandLine.SucceedAsync(folder, $"help {command}"), own = await CommandLine.SucceedAsync(folder, $"{command} --help");

        Assert.Equal(own.Output, help.Output);
    }

    [Theory]
    [InlineData("", "Usage: hillock COMMAND")]
    [InlineData("--help", "train DATA")]
    [InlineData("train --help", "--output-activation")]
    [InlineData("predict -h", "--probabilities")]
    [InlineData("datasets", "list")]
    [InlineData("datasets show --help", "--noise")]
    [InlineData("help", "Usage: hillock COMMAND")]
    [InlineData("help help", "hillock help datasets show")]
    public async Task Help_fits_80_columns(string line, string expected)
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.SucceedAsync(folder, line);

        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), text => Assert.True(text.Length <= 80, text));
    }
}
