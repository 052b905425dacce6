using System.Diagnostics;
using System.Security.Cryptography;
using Hillock.Models;

namespace Hillock.Cli.Tests;

public class CheckpointTests
{
    private const string Slow = "train digits --hidden 32 --patience 0 --epochs 2000 --checkpoint run -o m.safetensors";

    [Fact]
    public async Task A_resumed_run_gives_the_same_bytes()
    {
        using TemporaryFolder folder = new();
        const string line = "train digits --hidden 16 --dropout 0.2 --schedule reduce_on_plateau";
        await CommandLine.SucceedAsync(folder, $"{line} --epochs 6 -o whole.safetensors");

        await CommandLine.SucceedAsync(folder, $"{line} --epochs 3 --checkpoint run -o half.safetensors");
        ChildProcess resumed = await CommandLine.SucceedAsync(folder, $"{line} --epochs 6 --checkpoint run --resume -o resumed.safetensors");

        Assert.Contains("after epoch 3", resumed.Errors, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(folder["whole.safetensors"]), await File.ReadAllBytesAsync(folder["resumed.safetensors"]));
        Assert.Equal(2, Directory.GetFiles(folder["run"]).Length);
    }

    [Fact]
    public async Task A_new_run_leaves_the_checkpoints_of_another_alone()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train iris --epochs 2 --checkpoint run");

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "train iris --epochs 2 --checkpoint run"), 1, "run", "--resume");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "train iris --epochs 4 --lr 0.5 --checkpoint run --resume"), 1, "another experiment");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "train digits --epochs 4 --checkpoint run --resume"), 1, "run");
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_run_leaves_a_checkpoint_and_the_best_model(string signal)
    {
        if (OperatingSystem.IsWindows()) return; // has no such signals to send
        using TemporaryFolder folder = new();
        using Process process = Start(folder, Slow);
        await UntilCheckpoint(folder, process);

        await ChildProcess.RunAsync(new ProcessStartInfo("kill", [$"-{signal}", $"{process.Id}"]));
        Stopwatch clock = Stopwatch.StartNew();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed} to stop.");
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(10, Model.Load(folder["m.safetensors"]).Preprocessing.Labels.Count);
        Assert.NotEmpty(Directory.GetFiles(folder["run"]));
    }

    [Fact]
    public Task A_run_killed_20_times_gives_the_same_bytes() => Killed(20);

    [Fact]
    [Trait("Category", "Long")]
    public Task A_run_killed_1000_times_gives_the_same_bytes() => Killed(1000);

    // kill -9 at random moments, over and over, each time going on from what is there, until the run is through often enough.
    private static async Task Killed(int times)
    {
        const string line = "train digits --hidden 24 --patience 0 --epochs 60 --threads 1";
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, $"{line} -o whole.safetensors");
        byte[] whole = await File.ReadAllBytesAsync(folder["whole.safetensors"]);
        string resume = $"{line} --checkpoint run --resume -o resumed.safetensors";
        Directory.CreateDirectory(folder["run"]);

        for (int killed = 0; killed < times;)
        {
            using Process process = Start(folder, resume);
            using var moment = new CancellationTokenSource(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(200, 1500)));
            try
            {
                await process.WaitForExitAsync(moment.Token);
                await CheckWhole();
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync();
                killed++;
            }
        }

        await CommandLine.SucceedAsync(folder, resume);
        await CheckWhole();

        async Task CheckWhole()
        {
            Assert.Equal(whole, await File.ReadAllBytesAsync(folder["resumed.safetensors"]));
            Directory.Delete(folder["run"], recursive: true);
        }
    }

    private static Process Start(TemporaryFolder folder, string line)
    {
        ProcessStartInfo start = CommandLine.Prepare(folder, line);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task UntilCheckpoint(TemporaryFolder folder, Process process)
    {
        while (!Directory.Exists(folder["run"]) || Directory.GetFiles(folder["run"], "*.safetensors").Length == 0)
        {
            Assert.False(process.HasExited, "The run ended before it was interrupted.");
            await Task.Delay(20);
        }
    }
}
