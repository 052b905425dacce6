// What the page costs: the engine's speed with a page that watches beside its speed alone, frames a second in a real browser, the first paint,
// the size of the client, many visitors at once; with the word 'digits', what reading from a camera takes. Medians of rounds that alternate; nothing here is a test.
using System.Globalization;
using Hillock.Playground;
using Hillock.Playground.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["digits"])
{
    await using PlaygroundServer server = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0 });
    string film = CameraVisitor.WriteFilm();
    (double frames, double reading, double toScreen) = await CameraVisitor.WatchAsync(server, film);
    File.Delete(film);
    Console.WriteLine($"four digits before a camera of 640 × 480: {frames:N0} frames a second, {reading:N1} ms in the server, {toScreen:N0} ms from the frame to its answer on the screen");
    return;
}

int rounds = args.Length > 0 ? int.Parse(args[0]) : 5;
Console.WriteLine($"client: {ClientSize.Kilobytes():N0} KB compressed by brotli, fonts apart");

List<double> alone = [], watched = [], framesBySocket = [], framesInBrowser = [], browserSpeed = [], firstPaint = [];
for (int round = 0; round < rounds; round++)
{
    alone.Add(Alone.StepsPerSecond());
    await using PlaygroundServer server = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0 });
    (double steps, double frames) = await Watcher.WatchAsync(server);
    watched.Add(steps);
    framesBySocket.Add(frames);
    (double speed, double drawn, double paint) = await Browser.WatchAsync(server);
    browserSpeed.Add(speed);
    framesInBrowser.Add(drawn);
    firstPaint.Add(paint);
}

Console.WriteLine($"2-8-8-1, batches of 10, one thread, steps a second: alone {Median(alone):N0}; watched through a socket {Ratio(watched):P0}, {Median(framesBySocket):N0} frames a second;");
Console.WriteLine($"  in Chromium {Ratio(browserSpeed):P0}, the page drawn {Median(framesInBrowser):N0} times a second; first paint after {Median(firstPaint):N0} ms");

Crowd crowd = await Crowd.GatherAsync(visitors: 100);
Console.WriteLine($"100 visitors who all train 2-4-2-1: {crowd.SlowestFrames:N0} frames a second for the slowest, {crowd.MedianFrames:N0} in the middle; {crowd.Megabytes:N0} MiB; {crowd.IdleCpu:P1} of a core once all pause");
return;

double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

double Ratio(List<double> values) => Median([.. values.Select((value, i) => value / alone[i])]);
