namespace Hillock.Tests.Samples;

public class SampleTests
{
    [Fact]
    public async Task Every_sample_runs_to_its_end()
    {
        foreach (string program in Repository.Sources("samples").Where(path => path.EndsWith("/Program.cs", StringComparison.Ordinal)))
        {
            using TemporaryFolder folder = new();
            string sample = Path.GetDirectoryName(program)!;
            ChildProcess run = await ChildProcess.RunAsync(Repository.AssemblyOf(sample), [], folder.Path);

            Assert.True(run.ExitCode == 0, $"{sample} ended with exit code {run.ExitCode}:\n{run.Output}{run.Errors}");
            Assert.NotEqual("", run.Output);
        }
    }
}
