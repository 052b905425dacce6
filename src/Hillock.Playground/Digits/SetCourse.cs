using System.Diagnostics;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Glyphs;
using Hillock.Layers;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Playground.Messages;
using Hillock.Playground.Sessions;
using Hillock.Schedules;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Playground.Digits;

/// <summary>
/// Learning a visitor's own set, in turns of the engine: beside what the model knows, or with classes of its own, for which the hidden layers
/// begin as the model's and the last one anew (transfer).
/// </summary>
internal sealed class SetCourse(Engine engine, ReadingModel model, IReadOnlyList<GlyphSample> own, bool anew, Func<ServerMessage, Task> tell) : Turns
{
    private const int Batch = 64;
    private const int EpochSamples = 2000;

    // Of each label every fifth is held out, where there are enough of it.
    private const int Fifth = 5, Enough = 5;

    private const int Fewest = 2;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(4);

    private static readonly Augmentation Variety = new(
        new Outliers { Share = 0.25 },
        new Affine { Rotation = 8, Scale = 0.1, Shear = 0.1, Shift = 0.8 },
        new Elastic { Alpha = 30 },
        new Thickness { Thicker = 0.4, Thinner = 0.4 });

    private readonly TaskCompletionSource trained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<GlyphSample> learned = [], heldOut = [];
    private Trainer? trainer;
    private SetLearned told = new(0, 0, 0, null, IsDone: false);
    private volatile bool isOver;

    /// <summary>Learns, telling of every epoch.</summary>
    /// <returns>The model that has learned, and what was told of its last epoch.</returns>
    /// <exception cref="HillockException">The set is too small, or holds labels that the model has not.</exception>
    public async Task<(ReadingModel Model, SetLearned Last)> RunAsync(CancellationToken cancellation)
    {
        if (own.Count == 0) throw new HillockException("There is nothing in your set yet: add glyphs to it.");
        string[] labels = anew ? [.. own.Select(sample => sample.Label).Distinct().Order(StringComparer.Ordinal)] : [.. model.Labels];
        if (labels.Length < 2) throw new HillockException("A network tells classes apart: collect glyphs of at least two.");
        foreach (IGrouping<string, GlyphSample> of in own.GroupBy(sample => sample.Label))
        {
            if (!labels.Contains(of.Key)) throw new HillockException($"{model.Name} has no label '{of.Key}': make a network of your own classes instead.");
            if (anew && of.Count() < Fewest) throw new HillockException($"There is one '{of.Key}' only; a network of your own classes needs about 20 of each.");
        }

        if (!anew) model.RequireImages(own);
        Part();
        trainer = anew ? Transferred(labels) : Beside();
        using CancellationTokenRegistration ending = cancellation.Register(() => isOver = true);
        engine.Wake(this);
        await trained.Task.WaitAsync(cancellation);
        Model network = trainer.CreateModel();
        ReadingModel taught = anew
            ? new ReadingModel("own-classes.safetensors", network.WithGlyphs(Uncalibrated(labels.Length)), learned)
            : model.Taught(network, learned, model.Corrections);
        return (taught, told);
    }

    public override bool Take()
    {
        if (isOver) return false;
        Trainer now = trainer!;
        long until = Stopwatch.GetTimestamp() + (long)(Turn.TotalSeconds * Stopwatch.Frequency);
        while (now.StopReason is null && Stopwatch.GetTimestamp() < until) now.Step();
        if (now.Epoch > told.Epoch)
        {
            double? right = heldOut.Count > 0
                ? ((ClassificationEvaluation)now.CreateModel().Evaluate(ReadingModel.Dataset(heldOut, now.Preprocessing.Labels), threads: 1)).Accuracy
                : null;
            told = new SetLearned(now.Epoch, now.Experiment.Epochs, now.History[^1].TrainingLoss, right, IsDone: false);
            _ = tell(told);
        }

        if (now.StopReason is null) return true;
        trained.TrySetResult();
        return false;
    }

    public override void Fail(Exception error) =>
        trained.TrySetException(new HillockException(error is HillockException ? error.Message : Refusal.OfOurs(error, "The model stays as it was."), error));

    private void Part()
    {
        List<GlyphSample> kept = [], held = [];
        foreach (IGrouping<string, GlyphSample> of in own.GroupBy(sample => sample.Label))
        {
            bool canHold = of.Count() >= Enough;
            foreach ((int i, GlyphSample sample) in of.Index()) (canHold && i % Fifth == Fifth - 1 ? held : kept).Add(sample);
        }

        (learned, heldOut) = (kept, held);
    }

    // Half as many of the own as of those that are known, and a small rate: to add, not to forget.
    private Trainer Beside()
    {
        IReadOnlyList<GlyphSample> reminded = model.Rehearsed;
        Experiment course = Course(model.Network.Definition.Layers, epochs: 8, rate: 5e-4) with { Loss = model.Network.Definition.Loss };
        return new Trainer(course, model.Dataset([.. reminded, .. Repeated(learned, Math.Max(reminded.Count / 2, EpochSamples / 4))]), start: model.Network, threads: 1);
    }

    private Trainer Transferred(string[] labels)
    {
        ImageDataset dataset = ReadingModel.Dataset([.. Repeated(learned, EpochSamples)], labels);
        IReadOnlyList<Layer> layers = model.Network.Definition.Layers;
        if (layers[^1] is not Dense) throw new HillockException($"The last layer of {model.Name} is no dense layer: read with the shipped model to make a network of your own classes.");
        Experiment course = Course([.. layers.SkipLast(1), labels.Length == 2 ? new Dense(1, Activation.Sigmoid) : new Dense(labels.Length, Activation.Softmax)], epochs: 12, rate: 1e-3);
        var fresh = new Trainer(course, dataset, threads: 1);
        double[] parameters = new double[fresh.Definition.ParameterCount];
        fresh.CopyParametersTo(parameters);
        string last = $"{fresh.Definition.LayerNames[^1]}.";
        foreach (ParameterSlice slice in fresh.Definition.Parameters.Where(slice => !slice.Name.StartsWith(last, StringComparison.Ordinal)))
            model.Network.Parameter(slice.Name).CopyTo(parameters.AsSpan(slice.Offset, slice.Length));
        return new Trainer(course, dataset, start: new Model(fresh.Definition, parameters, fresh.Preprocessing), threads: 1);
    }

    // Nothing is left to calibrate on: it is sure from halfway between a guess and certainty on.
    private GlyphSettings Uncalibrated(int labels) => model.Settings with { Temperature = 1, Threshold = (1 + (1.0 / labels)) / 2 };

    private static Experiment Course(IEnumerable<Layer> layers, int epochs, double rate) => new(layers)
    {
        Optimizer = new Adam(rate),
        Schedule = new CosineSchedule(),
        BatchSize = Batch,
        Epochs = epochs,
        Validation = 0,
        Patience = 0,
        Augmentation = Variety,
    };

    // Each glyph as often as it takes to be so many; every time it is varied differently.
    private static IEnumerable<GlyphSample> Repeated(IReadOnlyList<GlyphSample> samples, int count) =>
        Enumerable.Repeat(samples, Math.Max(1, (count + samples.Count - 1) / samples.Count)).SelectMany(all => all);
}
