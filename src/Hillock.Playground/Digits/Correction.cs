using Hillock.Data;
using Hillock.Distortions;
using Hillock.Glyphs;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Playground.Messages;
using Hillock.Reading;
using Hillock.Training;

namespace Hillock.Playground.Digits;

/// <summary>
/// What a model learns from one glyph that it had wrong: a few steps, each on a batch of that glyph, varied a little, of earlier corrections, and
/// of images that it knows, so that it forgets nothing (rehearsal: Robins 1995), above all of those that are like the glyph.
/// </summary>
internal static class Correction
{
    private const int Batch = 96, Copies = 8, Earlier = 8, Alike = 32, Neighbors = 150;
    private const int StepsAtOnce = 4, MostSteps = 100;
    private const double Rate = 2e-4;

    private static readonly Augmentation Variety = new(new Affine { Rotation = 6, Scale = 0.08, Shear = 0.08, Shift = 0.8 }, new Elastic { Alpha = 20 });

    /// <summary>Teaches.</summary>
    /// <returns>Another model, and what has changed.</returns>
    /// <exception cref="HillockException">The model has not that label, or there is nothing that it knows.</exception>
    public static (ReadingModel Model, Corrected Told) Learn(ReadingModel model, GlyphSample glyph)
    {
        if (!model.Labels.Contains(glyph.Label))
            throw new HillockException($"{model.Name} tells {string.Join(", ", model.Labels)} apart; collect '{glyph.Label}' in a set of your own, and learn that.");
        if (model.Known.Count == 0) throw new HillockException($"What {model.Name} was trained on is not here, and without it it would forget the rest: collect a set of your own, and learn that.");

        var trainer = new Trainer(
            new Experiment(model.Network.Definition.Layers)
            {
                Loss = model.Network.Definition.Loss,
                Optimizer = new Adam(Rate),
                BatchSize = Batch,
                Validation = 0,
                Patience = 0,
            },
            model.Dataset(model.Known),
            start: model.Network,
            threads: 1);
        GlyphSample[] alike = [.. model.Likenesses.Nearest(glyph.Pixels, Neighbors).Select(near => near.Image)];
        (Model before, Model network, int steps) = (model.Network, model.Network, 0);
        while (steps == 0 || (steps < MostSteps && !IsSure(network, model.Settings, glyph)))
        {
            for (int i = 0; i < StepsAtOnce; i++, steps++) Step(trainer, model, Mixed(model, glyph, alike, steps));
            network = trainer.CreateModel();
        }

        ReadingModel taught = model.Taught(network, [.. model.Corrections, glyph]);
        return (taught, new Corrected(
            glyph.Label,
            steps,
            Probability(before, model.Settings, glyph),
            Probability(network, model.Settings, glyph),
            model.ShareRight(before),
            model.ShareRight(network)));
    }

    // Sure by a margin: it is written a little differently next time.
    private static bool IsSure(Model network, GlyphSettings settings, GlyphSample glyph) => Probability(network, settings, glyph) >= (1 + settings.Threshold) / 2;

    private static double Probability(Model network, GlyphSettings settings, GlyphSample glyph)
    {
        var reader = new GlyphReader(network.WithGlyphs(settings));
        return reader.Read(new Glyph(default, glyph.Pixels)).Probabilities[network.Preprocessing.Labels.ToList().IndexOf(glyph.Label)];
    }

    private static ImageDataset Mixed(ReadingModel model, GlyphSample glyph, GlyphSample[] alike, int step)
    {
        List<GlyphSample> varied = [.. Enumerable.Repeat(glyph, Copies - 1)];
        varied.AddRange(Next(model.Corrections, Earlier, step));
        ImageDataset others = Variety.Apply(model.Dataset(varied), seed: 1, epoch: step);
        List<GlyphSample> batch = [glyph, .. varied.Select((sample, i) => sample with { Pixels = others.Pixels(i).ToArray() })];
        batch.AddRange(Next(alike, Alike, step));
        batch.AddRange(Next(model.Known, Batch - batch.Count, step));
        return model.Dataset(batch);
    }

    // All in turn, step by step.
    private static IEnumerable<GlyphSample> Next(IReadOnlyList<GlyphSample> samples, int count, int step) =>
        samples.Count == 0 ? [] : Enumerable.Range(step * count, count).Select(i => samples[i % samples.Count]);

    private static void Step(Trainer trainer, ReadingModel model, ImageDataset batch)
    {
        int inputs = batch.Shape.Size, outputs = model.Network.Definition.Output.Size;
        float[] pixels = new float[batch.Count * inputs], targets = new float[batch.Count * outputs];
        for (int i = 0; i < batch.Count; i++)
        {
            ReadOnlySpan<byte> image = batch.Pixels(i);
            for (int j = 0; j < inputs; j++) pixels[(i * inputs) + j] = (float)(image[j] / batch.Divisor);
            if (outputs == 1) targets[i] = batch.Class(i);
            else targets[(i * outputs) + batch.Class(i)] = 1;
        }

        trainer.Step(pixels, targets);
    }
}
