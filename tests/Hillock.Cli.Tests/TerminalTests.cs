using System.Diagnostics;

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

    [Theory]
    [InlineData("", "Usage: hillock COMMAND")]
    [InlineData("--help", "train DATA")]
    [InlineData("train --help", "--output-activation")]
    [InlineData("predict -h", "--probabilities")]
    [InlineData("datasets", "list")]
    [InlineData("datasets show --help", "--noise")]
    public async Task Help_fits_80_columns(string line, string expected)
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.SucceedAsync(folder, line);

        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), text => Assert.True(text.Length <= 80, text));
    }
}
