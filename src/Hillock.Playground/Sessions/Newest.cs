namespace Hillock.Playground.Sessions;

/// <summary>Long work for one visitor, on the thread pool: one piece at a time, and a new wish ends and replaces the one before.</summary>
internal sealed class Newest : IAsyncDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource current = new();
    private Task last = Task.CompletedTask;
    private bool ended;

    /// <summary>Does this when what is being done has ended, and has been told to.</summary>
    /// <param name="work">Throws nothing but that it was stopped.</param>
    /// <returns>What ends this piece, and no other.</returns>
    public Action Do(Func<CancellationToken, Task> work)
    {
        lock (gate)
        {
            if (ended) return () => { };
            current.Cancel();
            var its = current = new CancellationTokenSource();
            last = AfterAsync(last, work, its.Token);
            return its.Cancel;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task left;
        lock (gate)
        {
            ended = true;
            current.Cancel();
            left = last;
        }

        await left;
        current.Dispose();
    }

    private static async Task AfterAsync(Task before, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        await before;
        try
        {
            await Task.Run(() => work(cancellation), cancellation);
        }
        catch (OperationCanceledException)
        {
            // Another wish came, or the visitor has left.
        }
    }
}
