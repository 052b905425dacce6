using System.Diagnostics;
using Hillock.Training;

namespace Hillock.Playground.Benchmarks;

/// <summary>The engine without a page: the same experiment, on one thread.</summary>
internal static class Alone
{
    public const string Experiment = """
        {"hillock":1,"data":{"name":"circle","samples":500,"noise":0,"test":0.5},
         "layers":[{"type":"dense","units":8,"activation":"tanh"},{"type":"dense","units":8,"activation":"tanh"},{"type":"dense","units":1,"activation":"sigmoid"}],
         "loss":"binary_cross_entropy","optimizer":{"type":"sgd","learning_rate":0.03},"epochs":200000,"batch":10,"seed":1,"validation":0,"patience":0}
        """;

    public static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    public static double StepsPerSecond()
    {
        Experiment experiment = Training.Experiment.Parse(Experiment);
        LoadedData data = experiment.Data!.LoadAsync(experiment.Seed).GetAwaiter().GetResult();
        var trainer = new Trainer(experiment, data.Train, threads: 1);
        for (int i = 0; i < 20_000; i++) trainer.Step();
        long start = Stopwatch.GetTimestamp(), steps = 0;
        while (Stopwatch.GetElapsedTime(start) < Time && trainer.StopReason is null)
        {
            for (int i = 0; i < 100; i++) trainer.Step();
            steps += 100;
        }

        return steps / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
