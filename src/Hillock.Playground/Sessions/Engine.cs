using System.Diagnostics;

namespace Hillock.Playground.Sessions;

/// <summary>
/// A thread for each core, shared fairly by all sessions: work is done in short turns, and the next turn belongs to whoever has had the least
/// time. A session that has nothing to do is in no list and costs nothing.
/// </summary>
internal sealed class Engine : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim ready = new(0);
    private readonly PriorityQueue<Turns, (long Used, long Order)> waiting = new();
    private readonly Thread[] threads;
    private long order;
    private long least;
    private volatile bool ended;

    public Engine(int threads)
    {
        this.threads = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            this.threads[i] = new Thread(Run) { IsBackground = true, Name = $"engine {i + 1}" };
            this.threads[i].Start();
        }
    }

    /// <summary>Asks for a turn soon; does no harm if one is coming anyway.</summary>
    public void Wake(Turns turns)
    {
        lock (gate)
        {
            switch (turns.Place)
            {
                case TurnPlace.Resting:
                    turns.Used = Math.Max(turns.Used, least); // rest is not saved up
                    Enqueue(turns);
                    break;
                case TurnPlace.Working:
                    turns.Place = TurnPlace.WorkingWithMoreToDo;
                    break;
            }
        }
    }

    public void Dispose()
    {
        ended = true;
        ready.Release(threads.Length);
        foreach (Thread thread in threads) thread.Join();
        ready.Dispose();
    }

    private void Enqueue(Turns turns)
    {
        turns.Place = TurnPlace.Waiting;
        waiting.Enqueue(turns, (turns.Used, order++));
        ready.Release();
    }

    private void Run()
    {
        while (true)
        {
            ready.Wait();
            if (ended) return;
            Turns turns;
            lock (gate)
            {
                turns = waiting.Dequeue();
                turns.Place = TurnPlace.Working;
                least = turns.Used;
            }

            long start = Stopwatch.GetTimestamp();
            bool more = false;
            try
            {
                more = turns.Take();
            }
            catch (Exception e)
            {
                turns.Fail(e); // one session's trouble is not the others'
            }

            lock (gate)
            {
                turns.Used += Stopwatch.GetTimestamp() - start;
                if (more || turns.Place == TurnPlace.WorkingWithMoreToDo) Enqueue(turns);
                else turns.Place = TurnPlace.Resting;
            }
        }
    }
}

/// <summary>Work that is done in turns on the engine's threads, never on two at once.</summary>
internal abstract class Turns
{
    /// <summary>Time had so far, in ticks of the stopwatch; the engine's own book.</summary>
    internal long Used { get; set; }

    internal TurnPlace Place { get; set; }

    /// <summary>Works for a few milliseconds.</summary>
    /// <returns>Whether there is more to do.</returns>
    public abstract bool Take();

    /// <summary>Is told that a turn has failed, for a reason that nobody thought of.</summary>
    public abstract void Fail(Exception error);
}

/// <summary>Where work stands with the engine.</summary>
internal enum TurnPlace
{
    Resting,
    Waiting,
    Working,
    WorkingWithMoreToDo,
}
