using System.Diagnostics;
using System.Text.Json;

namespace Hillock.Cli.Tests;

/// <summary>Runs the command as users do, in a folder of its own, with a cache of its own.</summary>
internal static class CommandLine
{
    /// <summary>The command, not yet started.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="line">Arguments between spaces; a single quote holds one together.</param>
    public static ProcessStartInfo Prepare(TemporaryFolder folder, string line)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.AssemblyOf("src/Hillock.Cli"), .. Split(line)]) { WorkingDirectory = folder.Path };
        start.Environment["HILLOCK_DATA"] = folder["cache"];
        start.Environment.Remove("HILLOCK_DATA_FROM");
        start.Environment.Remove("HILLOCK_DEBUG");
        return start;
    }

    /// <summary>Runs the command to its end.</summary>
    public static Task<ChildProcess> RunAsync(TemporaryFolder folder, string line, string input = "") => ChildProcess.RunAsync(Prepare(folder, line), input);

    /// <summary>Runs a command that must succeed and prints one JSON object.</summary>
    public static async Task<JsonElement> RunJsonAsync(TemporaryFolder folder, string line)
    {
        ChildProcess run = await RunAsync(folder, line);
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task<ChildProcess> SucceedAsync(TemporaryFolder folder, string line, string input = "")
    {
        ChildProcess run = await RunAsync(folder, line, input);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run;
    }

    /// <summary>Asserts that a run failed with one or two sentences and this code, and printed no result.</summary>
    public static void AssertFailed(ChildProcess run, int code, params string[] words)
    {
        Assert.True(run.ExitCode == code, $"Exit code {run.ExitCode}:\n{run.Output}{run.Errors}");
        Assert.Equal("", run.Output);
        string message = run.Errors.Split("hillock: ")[^1].TrimEnd();
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
        foreach (string word in words) Assert.Contains(word, message, StringComparison.Ordinal);
    }

    /// <summary>The names of an object's fields.</summary>
    public static string[] Keys(JsonElement json) => [.. json.EnumerateObject().Select(field => field.Name)];

    private static List<string> Split(string line)
    {
        List<string> arguments = [];
        string[] pieces = line.Split('\'');
        for (int i = 0; i < pieces.Length; i++)
        {
            if (i % 2 == 1) arguments.Add(pieces[i]);
            else arguments.AddRange(pieces[i].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return arguments;
    }
}
