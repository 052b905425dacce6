using System.Diagnostics;

namespace Hillock.Cli.Tests;

public class CompletionTests
{
    [Theory]
    [InlineData("train --ep", "--epochs")]
    [InlineData("train iris --optimizer ad", "adam")]
    [InlineData("datasets show sp", "spiral")]
    [InlineData("train ir", "iris")]
    [InlineData("ins", "inspect")]
    public async Task Commands_options_and_names_are_completed(string line, string expected)
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.SucceedAsync(folder, $"[suggest:{line.Length}] '{line}'");

        Assert.Contains(expected, run.Output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task The_script_for_bash_completes()
    {
        if (!File.Exists("/bin/bash")) return;
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["completion.sh"], (await CommandLine.SucceedAsync(folder, "completion bash")).Output);
        string script = $$"""
            hillock() { dotnet '{{Repository.AssemblyOf("src/Hillock.Cli")}}' "$@"; }
            source completion.sh
            COMP_LINE='./hillock train iris --opti' COMP_POINT=26 COMP_WORDS=(./hillock train iris --opti) COMP_CWORD=3
            _hillock
            echo "${COMPREPLY[*]}"
            """;

        ChildProcess run = await ChildProcess.RunAsync(new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = folder.Path });

        Assert.Equal("--optimizer", run.Output.Trim());
    }

    [Fact]
    public async Task Every_shell_has_a_script()
    {
        using TemporaryFolder folder = new();

        foreach (string shell in (string[])["bash", "zsh", "fish", "pwsh"])
            Assert.Contains("[suggest:", (await CommandLine.SucceedAsync(folder, $"completion {shell}")).Output, StringComparison.Ordinal);
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "completion bsh"), 2, "Did you mean 'bash'?");
    }
}
