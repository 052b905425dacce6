using System.Diagnostics;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Glyphs;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Digits;

/// <summary>Makes the shipped model from MNIST's training part: the same command, the same bytes.</summary>
internal static class ModelMaker
{
    private const int Photographed = 70_000, Drawn = 45_000, HeldOutDrawn = 2_000, HeldOutOthers = 4_000;

    // Pictures of the training have numbers from 0 on, those of the calibration from here on.
    private const int HeldOutFirst = 10_000_000;

    // What is no digit must stay unsure on other sets too: a little more than is asked for.
    private const double WantedUnsure = 0.96;

    // Normalized glyphs vary less than pictures do: the distortions are milder than those of the preset 'digits'.
    private static Experiment Experiment { get; } = new(
        new Flatten(), new Dense(256, Activation.ReLU), new Dense(128, Activation.ReLU), new Dense(10, Activation.Softmax))
    {
        Optimizer = new Adam(0.001),
        Schedule = new CosineSchedule(),
        BatchSize = 128,
        Epochs = 50,
        Validation = 0,
        Patience = 0,
        Augmentation = new Augmentation(
            new Outliers { Share = 0.35 },
            new Affine { Rotation = 8, Scale = 0.1, Shear = 0.1, Shift = 0.8 },
            new Elastic { Alpha = 30 },
            new Thickness { Thicker = 0.4, Thinner = 0.4 },
            new Blur { Sigma = 0.5 },
            new Contrast { Curve = 0.3, Fading = 0.1 },
            new Clutter { Share = 0.1, Length = 4 }),
    };

    /// <summary>Trains, calibrates and saves.</summary>
    public static async Task MakeAsync(string path, TextWriter log)
    {
        var clock = Stopwatch.StartNew();
        var all = (ImageDataset)(await Catalog.LoadAsync("mnist")).Train;
        (Dataset rest, Dataset held) = all.Split(0.05, seed: 1);
        ImageDataset train = TrainingGlyphs.Make((ImageDataset)rest, Photographed, Drawn, first: 0);
        ImageDataset calibration = TrainingGlyphs.Make((ImageDataset)held, HeldOutDrawn, HeldOutDrawn, HeldOutFirst);
        await log.WriteLineAsync($"{train.Count:N0} glyphs to learn from, {calibration.Count:N0} to calibrate on: {clock.Elapsed.TotalSeconds:F0} s");
        Model model = await Experiment.TrainAsync(train, progress: new EpochLines(log));
        await log.WriteLineAsync($"trained: {clock.Elapsed.TotalSeconds:F0} s, {Environment.CpuUsage.TotalTime.TotalSeconds:F0} s of processor time");
        Calibrated(model, calibration, log).Save(path);
    }

    private static Model Calibrated(Model model, ImageDataset digits, TextWriter log)
    {
        double[][] outputs = [.. Enumerable.Range(0, digits.Count).Select(i => Outputs(model, digits.Pixels(i)))];
        int[] classes = [.. Enumerable.Range(0, digits.Count).Select(digits.Class)];
        double temperature = Calibration.Temperature(outputs, classes);
        double[] surest = [.. TrainingGlyphs.Others(HeldOutOthers, 2 * HeldOutFirst)
            .Select(glyph => Calibration.Calibrated(Outputs(model, glyph), temperature).Max())];
        double threshold = Calibration.Threshold(surest, WantedUnsure);
        double sure = outputs.Average(p => Calibration.Calibrated(p, temperature).Max() >= threshold ? 1 : 0);
        log.WriteLine($"temperature {temperature}, threshold {threshold}: {sure:P2} of the held-out digits are sure");
        return model.WithGlyphs(new GlyphSettings { Temperature = temperature, Threshold = threshold });
    }

    /// <summary>The probabilities of a normalized glyph.</summary>
    /// <param name="model">The model without its normalizer.</param>
    /// <param name="glyph">[28, 28].</param>
    public static double[] Outputs(Model model, ReadOnlySpan<byte> glyph)
    {
        double[] pixels = new double[glyph.Length], outputs = new double[10];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = glyph[i];
        model.Predict(pixels, outputs);
        return outputs;
    }

    private sealed class EpochLines(TextWriter log) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Completed is { } epoch) log.WriteLine($"epoch {epoch.Epoch} of {value.Epochs}: loss {epoch.TrainingLoss:F4}, {value.SamplesPerSecond:N0} samples a second");
        }
    }
}
