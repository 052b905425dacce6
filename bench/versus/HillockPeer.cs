using System.Diagnostics;
using System.Reflection;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Versus;

/// <summary>Hillock in a process of its own, under the peers' protocol.</summary>
internal sealed class HillockPeer(string folder)
{
    private const int SamplesBetweenLooks = 1000;

    private readonly Dictionary<int, Trainer> trainers = [];
    private readonly Dictionary<string, ImageDataset> images = [];
    private Model? predictor;

    public static string Version => typeof(Model).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void Serve(string folder) => Server.Run(Version, new HillockPeer(folder).Answer);

    private Figure? Answer(Request request) => request.Words switch
    {
        ["train", var set, .. string[] network] => Train(request, set, network),
        ["predict", var set, var sizes] => Predict(request, set, sizes),
        ["reach", var set, var sizes, var batch, var rate, var epochs] => Reach(request, set, sizes, int.Parse(batch), double.Parse(rate), int.Parse(epochs)),
        _ => null,
    };

    private Figure Train(Request request, string set, string[] network)
    {
        int batch = int.Parse(network[3]);
        if (!trainers.TryGetValue(request.Threads, out Trainer? trainer))
        {
            trainer = new Trainer(Describe(network), set == "plane" ? DataFolder.Plane(folder) : Images(set), threads: request.Threads);
            trainers.Add(request.Threads, trainer);
        }

        int steps = Math.Max(1, SamplesBetweenLooks / batch);
        return Server.For(request.Seconds, () =>
        {
            for (int i = 0; i < steps; i++) trainer.Step();
            return steps * batch;
        });
    }

    private Figure? Predict(Request request, string set, string sizes)
    {
        if (request.Threads > 1) return null; // a single sample is computed on the caller's thread
        ImageDataset samples = Images(set);
        predictor ??= new Trainer(new Experiment(Layers(sizes, Activation.ReLU, Activation.Softmax)), samples).CreateModel();
        float[][] rows = [.. Enumerable.Range(0, 1000).Select(i => Array.ConvertAll(samples.Pixels(i).ToArray(), pixel => (float)pixel))];
        float[] outputs = new float[10];
        int next = 0;
        return Server.For(request.Seconds, () =>
        {
            for (int i = 0; i < 10; i++) predictor.Predict(rows[next = (next + 1) % rows.Length], outputs);
            return 10;
        });
    }

    // From data in memory to a model; then, off the clock, its accuracy on the test set.
    private Figure Reach(Request request, string set, string sizes, int batch, double rate, int epochs)
    {
        var experiment = new Experiment(Layers(sizes, Activation.ReLU, Activation.Softmax))
        {
            Optimizer = new Adam(rate),
            Schedule = new CosineSchedule(),
            BatchSize = batch,
            Epochs = epochs,
            Seed = request.Round,
            Validation = 0,
            Patience = 0,
        };
        ImageDataset train = Images(set), test = Images("test");
        long start = Stopwatch.GetTimestamp();
        var trainer = new Trainer(experiment, train, threads: request.Threads);
        while (trainer.StopReason is null) trainer.Step();
        Model model = trainer.CreateModel();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Figure(1 / seconds, ((ClassificationEvaluation)model.Evaluate(test)).Accuracy);
    }

    private ImageDataset Images(string set)
    {
        if (!images.TryGetValue(set, out ImageDataset? found)) images.Add(set, found = DataFolder.Images(folder, set));
        return found;
    }

    // SIZES ACTIVATION LOSS BATCH OPTIMIZER RATE
    private static Experiment Describe(string[] network)
    {
        bool classes = network[2] == "cross_entropy";
        Activation activation = Activation.Parse(network[1]);
        double rate = double.Parse(network[5]);
        return new Experiment(Layers(network[0], activation, classes ? Activation.Softmax : activation))
        {
            Loss = Loss.Parse(network[2]),
            Optimizer = network[4] == "adam" ? new Adam(rate) : new Sgd(rate),
            BatchSize = int.Parse(network[3]),
            Epochs = int.MaxValue,
            Validation = 0,
            Patience = 0,
        };
    }

    private static IEnumerable<Layer> Layers(string sizes, Activation hidden, Activation output)
    {
        int[] units = [.. sizes.Split(',').Select(int.Parse)];
        yield return new Flatten();
        for (int i = 1; i < units.Length; i++) yield return new Dense(units[i], i < units.Length - 1 ? hidden : output);
    }
}
