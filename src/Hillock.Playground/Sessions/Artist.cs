using System.Diagnostics;
using System.Threading.Channels;
using Hillock.Playground.Frames;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Sessions;

/// <summary>
/// Draws a session's frames: when there is news and the page has drawn the frame before, it asks for a copy of the run's state and computes what
/// is to be seen from it, on threads of its own. A session without news has nothing to do.
/// </summary>
internal sealed class Artist : IAsyncDisposable
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan HealthInterval = TimeSpan.FromMilliseconds(300);

    // As many draw at once as there are cores, first come first served: else some visitors would see much and others nothing.
    private static readonly SemaphoreSlim Hands = new(Environment.ProcessorCount);

    private readonly Func<ReadOnlyMemory<byte>, Task> show;
    private readonly Func<ServerMessage, Task> tell;
    private readonly Session session;
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim ready = new(1);
    private readonly SemaphoreSlim files = new(1);
    private readonly CancellationTokenSource ended = new();
    private readonly Task drawing;
    private volatile Easel? easel;
    private long examinedAt;

    public Artist(Func<ReadOnlyMemory<byte>, Task> show, Func<ServerMessage, Task> tell, Session session)
    {
        (this.show, this.tell, this.session) = (show, tell, session);
        drawing = Task.Run(DrawAsync);
    }

    /// <summary>Something has changed that a frame would show.</summary>
    public void HasNews() => news.Writer.TryWrite(true);

    /// <summary>The page has drawn the frame before.</summary>
    public void IsReady()
    {
        if (ready.CurrentCount == 0) ready.Release();
    }

    /// <summary>Draws another run from now on.</summary>
    public void Take(Easel next) => easel = next;

    /// <summary>Sends a file; no other file comes between its name and its bytes.</summary>
    public async Task ShowFileAsync(FileMade file, byte[] frame)
    {
        await files.WaitAsync(ended.Token);
        try
        {
            await tell(file);
            await show(frame);
        }
        finally
        {
            files.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await drawing;
        ended.Dispose();
    }

    private async Task DrawAsync()
    {
        try
        {
            long last = 0;
            await foreach (bool _ in news.Reader.ReadAllAsync(ended.Token))
            {
                await ready.WaitAsync(ended.Token);
                TimeSpan left = LeastInterval - Stopwatch.GetElapsedTime(last);
                if (last > 0 && left > TimeSpan.Zero) await Task.Delay(left, ended.Token);
                last = Stopwatch.GetTimestamp();
                Easel? its = easel;
                if (its is null || await session.GlimpseAsync().WaitAsync(ended.Token) is not { } glimpse || glimpse.Run.Id != its.Run)
                {
                    IsReady();
                    continue;
                }

                ReadOnlyMemory<byte> frame;
                Health? health = null;
                await Hands.WaitAsync(ended.Token);
                try
                {
                    frame = its.Draw(glimpse);
                    if (!glimpse.Playing || Stopwatch.GetElapsedTime(examinedAt) >= HealthInterval)
                    {
                        health = its.Examine(glimpse);
                        examinedAt = Stopwatch.GetTimestamp();
                    }
                }
                finally
                {
                    Hands.Release();
                }

                await show(frame);
                if (health is not null) await tell(health);
            }
        }
        catch (OperationCanceledException)
        {
            // The visitor has left.
        }
        catch (Exception e)
        {
            await tell(new Refused("drawing", Refusal.OfOurs(e, "There are no more pictures; load the page again.")));
        }
    }
}
