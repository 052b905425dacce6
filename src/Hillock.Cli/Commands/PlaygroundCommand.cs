using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Playground;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock playground</c>: the page where networks are built, trained and watched.</summary>
internal sealed class PlaygroundCommand : HillockCommand
{
    private readonly ValueOption<int?> port = new("--port", "N", Port, "the port to listen on; 0: any that is free; default: 5080");
    private readonly ValueOption<string?> host = new("--host", "ADDRESS", Host, "the address to listen on; default: 127.0.0.1, which only programs on this machine can reach");
    private readonly FlagOption noBrowser = new("--no-browser", "does not open the page, only prints its address");

    public PlaygroundCommand()
        : base("playground", "Opens a page where networks are built, trained, watched and taken apart; ends with Ctrl-C.")
    {
        AddGroup("Options", port, host, noBrowser);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Once it listens, the page's address is printed alone on a line. The token in it lets a browser in; without it nobody gets in.",
        "The page needs no network: all that it shows lies inside the command.",
    ];

    public override IReadOnlyList<string> Examples => ["hillock playground", "hillock playground --port 0 --no-browser"];

    private static string TokenPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "hillock", "playground.token");

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var interruption = new Interruption();
        var options = new PlaygroundOptions { Port = parsed.GetValue(port) ?? 5080, Host = parsed.GetValue(host) ?? "127.0.0.1", TokenFile = TokenPath };
        if (!options.IsLocal)
            Screen.Error.Line($"{options.Host} can be reached by others: whoever has the link with its token gets in, and nothing is encrypted.", Tone.Bad);

        await using PlaygroundServer server = await PlaygroundServer.StartAsync(options, cancellation);
        await Console.Out.WriteLineAsync(server.Address.AbsoluteUri);
        Screen.Error.Line("The page is open until Ctrl-C.", Tone.Quiet);
        if (!parsed.GetValue(noBrowser)) Open(server.Address);
        try
        {
            await Task.Delay(Timeout.Infinite, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        return ExitCode.Interrupted;
    }

    // Where there is no browser the printed address serves.
    private static void Open(Uri address)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            Screen.Error.Line("No browser could be started: open the address yourself.", Tone.Quiet);
        }
    }

    private static int? Port(string text) => Read.Integer(text) is { } number and >= 0 and <= 65535 ? number : throw new ArgumentException("a port is a number from 0 to 65535.");

    private static string Host(string text) =>
        text == "localhost" || IPAddress.TryParse(text, out _) ? text : throw new ArgumentException("an IP address of this machine, or localhost.");
}
