using System.Diagnostics;

namespace Hillock.Playground.Benchmarks;

/// <summary>Many visitors of one server at once, all of whom train.</summary>
/// <param name="SlowestFrames">Frames a second of who gets the fewest.</param>
/// <param name="MedianFrames">Of the visitor in the middle.</param>
/// <param name="Megabytes">Memory of this process, which is server and visitors both.</param>
/// <param name="IdleCpu">Share of a core used once all pause.</param>
internal sealed record Crowd(double SlowestFrames, double MedianFrames, double Megabytes, double IdleCpu)
{
    private const string Small = """
        {"hillock":1,"data":{"name":"circle","samples":500,"noise":0,"test":0.5},
         "layers":[{"type":"dense","units":4,"activation":"tanh"},{"type":"dense","units":2,"activation":"tanh"},{"type":"dense","units":1,"activation":"sigmoid"}],
         "loss":"binary_cross_entropy","optimizer":{"type":"adam","learning_rate":0.01},"epochs":200000,"batch":10,"seed":1,"validation":0,"patience":0}
        """;

    public static async Task<Crowd> GatherAsync(int visitors)
    {
        await using PlaygroundServer server = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0 });
        var watchers = new List<Watcher>();
        try
        {
            for (int i = 0; i < visitors; i++) watchers.Add(new Watcher());
            await Task.WhenAll(watchers.Select(watcher => watcher.PlayAsync(server, Small, "1000")));
            double[] frames = [.. (await Task.WhenAll(watchers.Select(watcher => Task.Run(() => watcher.CountAsync(TimeSpan.FromSeconds(5)))))).Select(count => count.Frames).Order()];
            using var process = Process.GetCurrentProcess();
            double megabytes = process.WorkingSet64 / 1048576.0;
            await Task.WhenAll(watchers.Select(watcher => watcher.PauseAsync()));
            await Task.Delay(1000);
            process.Refresh();
            TimeSpan before = process.TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            await Task.Delay(3000);
            process.Refresh();
            return new Crowd(frames[0], frames[frames.Length / 2], megabytes, (process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            foreach (Watcher watcher in watchers) watcher.Dispose();
        }
    }
}
