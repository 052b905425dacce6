using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>A page's socket without a page: what it says and what it hears.</summary>
internal sealed class PageSocket : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket;

    private PageSocket(ClientWebSocket socket) => this.socket = socket;

    /// <summary>Why the server closed the socket; null: it has not.</summary>
    public (WebSocketCloseStatus Status, string Sentence)? Closed => socket.CloseStatus is { } status ? (status, socket.CloseStatusDescription ?? "") : null;

    /// <summary>The last frame of numbers heard.</summary>
    public byte[] Frame { get; private set; } = [];

    public int FrameEpoch => BinaryPrimitives.ReadInt32LittleEndian(Frame.AsSpan(8));

    public double FrameTrainLoss => BinaryPrimitives.ReadDoubleLittleEndian(Frame.AsSpan(16));

    public double FrameTestLoss => BinaryPrimitives.ReadDoubleLittleEndian(Frame.AsSpan(24));

    /// <summary>Opens a socket as the page does: with the cookie, from the page's own origin.</summary>
    public static async Task<PageSocket> ConnectAsync(PlaygroundServer server, string? origin = null, string? cookie = null)
    {
        var client = new ClientWebSocket();
        string own = server.Address.GetLeftPart(UriPartial.Authority);
        if ((origin ?? own) is { Length: > 0 } from) client.Options.SetRequestHeader("Origin", from);
        if ((cookie ?? Cookie(server)) is { Length: > 0 } shown) client.Options.SetRequestHeader("Cookie", shown);
        await client.ConnectAsync(new UriBuilder(own) { Scheme = "ws", Path = "/socket" }.Uri, CancellationToken.None).WaitAsync(Patience);
        return new PageSocket(client);
    }

    public static string Cookie(PlaygroundServer server) => $"hillock_{server.Address.Port}={server.Address.Query["?token=".Length..]}";

    public Task SayAsync(object message) => SayAsync(JsonSerializer.Serialize(message));

    public Task SayAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).WaitAsync(Patience);

    public Task SayBytesAsync(byte[] bytes) => socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).WaitAsync(Patience);

    /// <summary>Begins a run and waits until it is there.</summary>
    public async Task<JsonObject> OpenAsync(string experiment, bool keep = false)
    {
        await SayAsync($$"""{"type":"open","experiment":{{experiment}},"keep":{{(keep ? "true" : "false")}}}""");
        JsonObject run = await HearAsync("run");
        await HearAsync("state");
        return run;
    }

    /// <summary>The next message of a type; frames of numbers are answered as the page would, the last is kept.</summary>
    public async Task<JsonObject> HearAsync(string type, Func<JsonObject, bool>? condition = null)
    {
        while (true)
        {
            JsonObject? message = await HearAsync();
            if (message is null) Assert.Fail($"The socket was closed ({Closed?.Sentence}) while '{type}' was waited for.");
            string heard = (string)message["type"]!;
            if (heard == type && condition?.Invoke(message) != false) return message;
            if (heard == "refused" && type != "refused") Assert.Fail($"Refused while '{type}' was waited for: {message["sentence"]}");
        }
    }

    /// <summary>The run's state once it rests.</summary>
    public Task<JsonObject> RestAsync() => HearAsync("state", state => !(bool)state["playing"]!);

    /// <summary>Listens until a frame is as wished.</summary>
    public async Task SeeAsync(Func<PageSocket, bool> condition)
    {
        while (Frame.Length == 0 || !condition(this)) Assert.NotNull(await HearAsync(stopAtFrame: true));
    }

    /// <summary>Listens until the server closes the socket.</summary>
    public async Task<(WebSocketCloseStatus Status, string Sentence)> HearCloseAsync()
    {
        while (await HearAsync() is not null)
        {
        }

        return Closed!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, soon.Token);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                // Gone already.
            }
        }

        socket.Dispose();
    }

    // Null: the socket is closed.
    private async Task<JsonObject?> HearAsync(bool stopAtFrame = false)
    {
        var buffer = new byte[64 << 10];
        while (true)
        {
            using var message = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                try
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(Patience);
                }
                catch (WebSocketException)
                {
                    return null;
                }

                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close) return null;
            if (part.MessageType == WebSocketMessageType.Text) return JsonNode.Parse(message.ToArray())!.AsObject();
            Frame = message.ToArray();
            if (Frame[0] == 1) await SayAsync("""{"type":"drawn"}""");
            if (stopAtFrame) return new JsonObject { ["type"] = "frame" };
        }
    }
}
