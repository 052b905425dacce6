using System.Diagnostics;

namespace Hillock.Versus;

/// <summary>What a peer is asked: one line of words, <c>THREADS SECONDS ROUND TASK ARGUMENT …</c>.</summary>
/// <param name="Threads">How many to compute with.</param>
/// <param name="Seconds">How long to go on, where the work can be cut anywhere.</param>
/// <param name="Round">1, 2, …: the seed, where there is one.</param>
/// <param name="Words">The task and its arguments, see <see cref="Workload.Words"/>.</param>
internal sealed record Request(int Threads, double Seconds, int Round, string[] Words)
{
    public static Request Parse(string line)
    {
        string[] words = line.Split(' ');
        return new Request(int.Parse(words[0]), double.Parse(words[1]), int.Parse(words[2]), words[3..]);
    }

    public override string ToString() => $"{Threads} {Seconds} {Round} {string.Join(' ', Words)}";
}

/// <summary>What a peer answers: how much it did in a second, and how good it was where that is a question.</summary>
internal readonly record struct Figure(double Rate, double? Accuracy = null)
{
    public static Figure Parse(string line)
    {
        string[] words = line.Split(' ');
        return new Figure(double.Parse(words[0]), words.Length > 1 ? double.Parse(words[1]) : null);
    }

    public override string ToString() => Accuracy is { } accuracy ? $"{Rate} {accuracy}" : $"{Rate}";
}

/// <summary>The side of the protocol that works: for peers that are this program itself.</summary>
internal static class Server
{
    /// <summary>Answers requests until there are no more; null stands for work that is not done here, or not with so many threads.</summary>
    public static void Run(string version, Func<Request, Figure?> answer)
    {
        Console.WriteLine($"ready {version}");
        while (Console.ReadLine() is { } line)
        {
            try
            {
                Console.WriteLine(answer(Request.Parse(line))?.ToString() ?? "-");
            }
            catch (Exception e)
            {
                Console.WriteLine($"! {e.Message.ReplaceLineEndings(" ")}");
            }
        }
    }

    /// <summary>Repeats blocks of work until the time is over.</summary>
    /// <param name="seconds">The time.</param>
    /// <param name="block">Long enough that looking at the clock after it costs nothing; says how much it did.</param>
    /// <returns>How much was done in a second.</returns>
    public static Figure For(double seconds, Func<double> block)
    {
        long start = Stopwatch.GetTimestamp();
        double done = 0;
        while (true)
        {
            done += block();
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed > seconds) return new Figure(done / elapsed);
        }
    }
}
