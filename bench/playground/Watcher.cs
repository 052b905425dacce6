using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace Hillock.Playground.Benchmarks;

/// <summary>A visitor without a browser, who takes every frame as soon as it comes.</summary>
internal sealed class Watcher : IDisposable
{
    private const int StepsPerEpoch = 25;

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[1 << 20];

    /// <summary>Steps and frames a second while the engine goes as fast as it can.</summary>
    public static async Task<(double Steps, double Frames)> WatchAsync(PlaygroundServer server)
    {
        using var watcher = new Watcher();
        await watcher.PlayAsync(server, Alone.Experiment, "null");
        return await watcher.CountAsync(Alone.Time);
    }

    public async Task PlayAsync(PlaygroundServer server, string experiment, string pace)
    {
        string own = server.Address.GetLeftPart(UriPartial.Authority);
        socket.Options.SetRequestHeader("Origin", own);
        socket.Options.SetRequestHeader("Cookie", $"hillock_{server.Address.Port}={server.Address.Query["?token=".Length..]}");
        await socket.ConnectAsync(new UriBuilder(own) { Scheme = "ws", Path = "/socket" }.Uri, CancellationToken.None);
        await SayAsync($$"""{"type":"open","experiment":{{experiment}},"keep":false}""");
        await SayAsync($$"""{"type":"pace","stepsPerSecond":{{pace}}}""");
        while (await HearAsync() == 0)
        {
        }

        await SayAsync("""{"type":"drawn"}""");
        await SayAsync("""{"type":"play"}""");
        await CountAsync(TimeSpan.FromSeconds(0.5));
    }

    public Task PauseAsync() => SayAsync("""{"type":"pause"}""");

    /// <summary>Takes frames for a while.</summary>
    public async Task<(double Steps, double Frames)> CountAsync(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp(), first = -1, last = 0;
        int frames = 0;
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            long at = await HearAsync();
            if (at == 0) continue;
            await SayAsync("""{"type":"drawn"}""");
            if (first < 0) (first, start) = (at, Stopwatch.GetTimestamp());
            else frames++;
            last = at;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return ((last - first) / seconds, frames / seconds);
    }

    public void Dispose() => socket.Dispose();

    private Task SayAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    // The steps done when a frame was drawn, and 1; 0: it was a message.
    private async Task<long> HearAsync()
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
            if (!part.EndOfMessage) continue;
            if (part.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException($"The server closed the socket: {socket.CloseStatusDescription}");
            return part.MessageType == WebSocketMessageType.Binary
                ? 1 + ((long)BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(8)) * StepsPerEpoch) + BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(12))
                : 0;
        }
    }
}
