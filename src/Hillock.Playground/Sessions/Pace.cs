using System.Diagnostics;

namespace Hillock.Playground.Sessions;

/// <summary>How fast a run plays: the steps that are due by now.</summary>
internal sealed class Pace
{
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(16);

    private double? stepsPerSecond;
    private long start;
    private double done;

    /// <summary>Whether single steps are too fast for the eye, so that nobody would miss a few.</summary>
    public bool IsQuick => stepsPerSecond is null or >= 100;

    /// <summary>Sets the pace, from now on.</summary>
    /// <param name="perSecond">Steps a second; null: as fast as the engine goes.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public void Set(double? perSecond)
    {
        if (perSecond is { } steps && !(steps is >= 0.01 and <= 1e7)) throw new ArgumentException("A pace is a number of steps a second, from 0.01 to 10,000,000.");
        stepsPerSecond = perSecond;
        Restart();
    }

    /// <summary>Counts from now on.</summary>
    public void Restart() => (start, done) = (Stopwatch.GetTimestamp(), 0);

    /// <summary>Takes note of steps taken.</summary>
    public void Took(long steps) => done += steps;

    /// <summary>Steps that are due. What was missed while others had their turns is not made up for by a rush.</summary>
    public long Due()
    {
        if (stepsPerSecond is not { } perSecond) return long.MaxValue;
        double due = DueSoFar(perSecond) - done;
        double most = Math.Max(1, perSecond / 4);
        if (due <= most) return (long)due;
        done += due - most;
        return (long)most;
    }

    /// <summary>The time until the next step is due; null: it is due now.</summary>
    public TimeSpan? UntilNext()
    {
        if (stepsPerSecond is not { } perSecond) return null;
        double missing = done + 1 - DueSoFar(perSecond);
        if (missing <= 0) return null;
        var time = TimeSpan.FromSeconds(missing / perSecond);
        return time > Grain ? time : Grain;
    }

    private double DueSoFar(double perSecond) => perSecond * Stopwatch.GetElapsedTime(start).TotalSeconds;
}
