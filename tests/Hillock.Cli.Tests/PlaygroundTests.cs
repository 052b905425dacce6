using System.Diagnostics;
using System.Net;

namespace Hillock.Cli.Tests;

/// <summary><c>hillock playground</c> as a program of its own: the page itself is tested in Hillock.Playground.Tests.</summary>
public class PlaygroundTests
{
    [Fact]
    public async Task It_prints_the_pages_address_alone_on_a_line_serves_it_and_ends_with_an_interruption()
    {
        using var folder = new TemporaryFolder();
        ProcessStartInfo start = CommandLine.Prepare(folder, "playground --port 0 --no-browser");
        start.Environment["XDG_DATA_HOME"] = folder["data"];
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using Process process = Process.Start(start)!;
        try
        {
            var address = new Uri((await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)))!);
            using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
            string page = await client.GetStringAsync(address);

            Assert.Equal("127.0.0.1", address.Host);
            Assert.Contains("<title>Hillock Playground</title>", page, StringComparison.Ordinal);
            if (OperatingSystem.IsWindows()) return;

            using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(130, process.ExitCode);
            Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "many")]
    [InlineData("--host", "here")]
    public async Task A_place_that_cannot_be_is_refused(string option, string value)
    {
        using var folder = new TemporaryFolder();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, $"playground {option} {value} --no-browser"), 2, option);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var folder = new TemporaryFolder();
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, $"playground --port {port} --no-browser"), 1, $"{port}", "--port");
    }
}
