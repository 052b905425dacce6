using Hillock.Playground.Messages;

namespace Hillock.Playground.Sessions;

/// <summary>A visitor's work that does not touch the run, on the thread pool: one piece after the other, and of all visitors as many at once as there are cores.</summary>
internal sealed class Errands : IAsyncDisposable
{
    private const int MostWaiting = 16;

    private static readonly SemaphoreSlim Hands = new(Environment.ProcessorCount);

    private readonly SemaphoreSlim one = new(1);
    private readonly CancellationTokenSource ended = new();
    private readonly Action<ClientMessage, Exception> refuse;
    private int waiting;

    /// <summary>Errands of one visitor.</summary>
    /// <param name="refuse">Answers what cannot be done.</param>
    public Errands(Action<ClientMessage, Exception> refuse) => (this.refuse, Ended) = (refuse, ended.Token);

    /// <summary>Ends when the visitor leaves.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Computes something once those before it are done and a core is free for it.</summary>
    public void Do(ClientMessage message, Func<Task> work)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            refuse(message, new HillockException($"{MostWaiting} wishes are still being worked on; ask again when they are done."));
            return;
        }

        DoSurely(message, async () =>
        {
            Interlocked.Decrement(ref waiting);
            await work();
        });
    }

    /// <summary>The same for what cannot pile up: there is no bound to how many wait.</summary>
    public void DoSurely(ClientMessage message, Func<Task> work)
    {
        Task turn = one.WaitAsync(Ended); // here, where wishes still are in their order
        _ = WatchAsync(message, () => Task.Run(async () =>
        {
            await turn;
            try
            {
                await WithHandAsync(work, Ended);
            }
            finally
            {
                one.Release();
            }
        }));
    }

    /// <summary>Begins at once what waits for others or takes its turns on the engine.</summary>
    public void Watch(ClientMessage message, Func<Task> work) => _ = WatchAsync(message, work);

    /// <summary>Computes something once a core is free for it.</summary>
    public static async Task WithHandAsync(Func<Task> work, CancellationToken cancellation)
    {
        await Hands.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            Hands.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        ended.Dispose();
    }

    private async Task WatchAsync(ClientMessage message, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // Another wish came, or the visitor left.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            refuse(message, e);
        }
    }
}
