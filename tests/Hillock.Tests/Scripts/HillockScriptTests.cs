using System.Diagnostics;

namespace Hillock.Tests.Scripts;

[Trait("Category", "Long")] // builds the command several times
public class HillockScriptTests
{
    private const string Building = "Building hillock ...";

    [Fact]
    public async Task It_builds_when_a_source_changed_and_only_then()
    {
        if (OperatingSystem.IsWindows()) return;
        using TemporaryFolder folder = new();
        string clone = folder["a clone"];
        CopySources(clone);
        File.CreateSymbolicLink(folder["link"], Path.Combine("a clone", "hillock"));
        string source = Path.Combine(clone, "src", "Hillock", "HillockException.cs");
        string text = await File.ReadAllTextAsync(source);

        await Expect("a fresh clone", builds: true);
        await Expect("nothing changed", builds: false);

        await File.WriteAllTextAsync(source, text + "broken");
        ChildProcess broken = await Run(folder);
        Assert.Equal(1, broken.ExitCode);
        Assert.Equal("", broken.Output);
        Assert.Contains("HillockException.cs", broken.Errors, StringComparison.Ordinal);

        await File.WriteAllTextAsync(source, text);
        await Expect("a source repaired", builds: true);

        string added = Path.Combine(clone, "src", "Hillock", "Added.cs");
        await File.WriteAllTextAsync(added, "namespace Hillock;\n\ninternal static class Added\n{\n}\n");
        await Expect("a source added", builds: true);
        File.Delete(added);
        await Expect("a source removed", builds: true);
        await Expect("nothing changed again", builds: false);

        async Task Expect(string occasion, bool builds)
        {
            ChildProcess run = await Run(folder);
            Assert.True(run.ExitCode == 0, $"{occasion}: exit code {run.ExitCode}\n{run.Errors}");
            Assert.True(run.Errors.Contains(Building, StringComparison.Ordinal) == builds, $"{occasion}: {run.Errors}");
        }
    }

    [Fact]
    public async Task Two_runs_at_once_build_once()
    {
        if (OperatingSystem.IsWindows()) return;
        using TemporaryFolder folder = new();
        CopySources(folder["a clone"]);
        File.CreateSymbolicLink(folder["link"], Path.Combine("a clone", "hillock"));

        ChildProcess[] runs = await Task.WhenAll(Run(folder), Run(folder), Run(folder));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Errors));
        Assert.Single(runs, run => run.Errors.Contains(Building, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_runs_where_no_native_code_can_be_had()
    {
        if (OperatingSystem.IsWindows()) return;
        using TemporaryFolder folder = new();
        CopySources(folder["a clone"]);
        File.CreateSymbolicLink(folder["link"], Path.Combine("a clone", "hillock"));
        await File.WriteAllTextAsync(folder["a clone/src/precompile.proj"], "<Project />");

        ChildProcess run = await Run(folder);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("Usage: hillock", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["a clone/artifacts/hillock"]));
    }

    private static Task<ChildProcess> Run(TemporaryFolder folder) =>
        ChildProcess.RunAsync(new ProcessStartInfo(folder["link"], ["--help"]) { WorkingDirectory = folder.Path });

    private static void CopySources(string target)
    {
        string[] shared = [.. Directory.GetFiles(Repository.Root).Select(path => Path.GetFileName(path))];
        IEnumerable<string> sources = Directory.EnumerateFiles(Repository.PathOf("src"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"));
        foreach (string path in shared.Concat(sources))
        {
            string copy = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Repository.PathOf(path), copy);
        }
    }
}
