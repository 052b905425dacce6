using System.Diagnostics;
using Hillock.Data;
using Hillock.Training;

namespace Hillock.Versus;

/// <summary>Hillock in a process of its own, under the peers' protocol: a line in (workload, threads), a line out (samples per second).</summary>
internal static class HillockPeer
{
    public static void Serve()
    {
        (Dataset train, _) = Catalog.Load("mnist");
        var trainers = new Dictionary<(int, int), Trainer>();
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            int[] asked = [.. line.Split(' ').Select(int.Parse)];
            Workload workload = Workload.All[asked[0]];
            if (!trainers.TryGetValue((asked[0], asked[1]), out Trainer? trainer))
                trainers.Add((asked[0], asked[1]), trainer = new Trainer(workload.Experiment, train, threads: asked[1]));

            int steps = workload.Samples / workload.Batch;
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < steps; i++) trainer.Step();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine($"{steps * workload.Batch / seconds:F0}");
        }
    }
}
