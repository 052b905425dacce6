using System.Diagnostics;

namespace Hillock.Playground.Access;

/// <summary>A bucket that fills with permissions at a steady rate and holds those of a few seconds.</summary>
internal sealed class MessageRate(int perSecond)
{
    private const int Seconds = 5;

    private double left = (double)perSecond * Seconds;
    private long last = Stopwatch.GetTimestamp();

    /// <summary>Takes a permission; false: there is none, too much was asked for.</summary>
    public bool Take()
    {
        long now = Stopwatch.GetTimestamp();
        left = Math.Min((double)perSecond * Seconds, left + (Stopwatch.GetElapsedTime(last, now).TotalSeconds * perSecond));
        last = now;
        if (left < 1) return false;
        left--;
        return true;
    }
}
