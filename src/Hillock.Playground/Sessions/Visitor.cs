using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Hillock.Playground.Access;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Sessions;

/// <summary>One page's socket: reads its messages within the limits, hands them to its session, sends what the session says.</summary>
internal sealed class Visitor(WebSocket socket, Limits limits) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const int MostUnsent = 200;

    // So long does a page that listens not take for one message: whoever computes for others waits meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim sending = new(1);
    private int unsent;
    private readonly MessageRate rate = new(limits.MessagesPerSecond);

    /// <summary>Sends a message.</summary>
    public Task SendAsync(ServerMessage message, CancellationToken cancellation) =>
        SendAsync(MessageContext.Write(message), WebSocketMessageType.Text, cancellation);

    /// <summary>Sends a frame of bytes.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation) => SendAsync(frame, WebSocketMessageType.Binary, cancellation);

    /// <summary>Reads until the page leaves, is idle for too long, or says what no page of ours says.</summary>
    public async Task ReadAsync(Session session, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(16 << 10);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        // Who cancels a read breaks the socket; so first a goodbye, which a living page answers.
        await using var idle = new Timer(_ =>
        {
            _ = CloseAsync(WebSocketCloseStatus.PolicyViolation, "Nothing was heard for a long time: the session has ended. Load the page again to go on.");
            silence.CancelAfter(Grace);
        });
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                idle.Change(limits.Idle, Timeout.InfiniteTimeSpan);
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), silence.Token);
                int length = part.Count;
                while (!part.EndOfMessage)
                {
                    if (length == buffer.Length) Grow(ref buffer, length);
                    if (length >= limits.MessageBytes)
                    {
                        await CloseAsync(WebSocketCloseStatus.MessageTooBig, $"A message has up to {limits.MessageBytes:N0} bytes.");
                        return;
                    }

                    part = await socket.ReceiveAsync(buffer.AsMemory(length), silence.Token);
                    length += part.Count;
                }

                if (part.MessageType == WebSocketMessageType.Close) break;
                if (!rate.Take())
                {
                    await CloseAsync(WebSocketCloseStatus.PolicyViolation, $"That was more than {limits.MessagesPerSecond} messages a second.");
                    return;
                }

                if (part.MessageType == WebSocketMessageType.Binary) session.ReceiveBytes(buffer.AsSpan(0, length));
                else session.Receive(MessageContext.Read(buffer.AsSpan(0, length)));
            }

            await CloseAsync(WebSocketCloseStatus.NormalClosure, "Goodbye.");
        }
        catch (OperationCanceledException)
        {
            await CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "The server ends.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            await CloseAsync(WebSocketCloseStatus.InvalidPayloadData, "That was no message of the page.");
        }
        catch (WebSocketException)
        {
            // The page is gone without a goodbye.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => sending.Dispose();

    private static void Grow(ref byte[] buffer, int used)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken cancellation)
    {
        // Who asks and does not listen would have it all pile up here.
        if (Interlocked.Increment(ref unsent) > MostUnsent) socket.Abort();
        await sending.WaitAsync(cancellation);
        try
        {
            if (socket.State == WebSocketState.Open) await socket.SendAsync(bytes, type, endOfMessage: true, cancellation).AsTask().WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            socket.Abort();
        }
        catch (WebSocketException)
        {
            // The page is gone; whoever reads finds out, too.
        }
        finally
        {
            Interlocked.Decrement(ref unsent);
            sending.Release();
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string sentence)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await sending.WaitAsync(soon.Token);
            sending.Release();
            await socket.CloseOutputAsync(status, sentence, soon.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is closed anyway.
        }
    }
}
