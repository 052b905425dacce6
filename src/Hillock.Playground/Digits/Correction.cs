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
/// What a model learns from one glyph that it had wrong: a few steps on that glyph, varied a little, on earlier corrections, and on images that it
/// knows, so that it forgets nothing (rehearsal: Robins 1995), above all those that are like the glyph; some of them made into what is nothing,
/// so that it stays unsure of that.
/// </summary>
internal static class Correction
{
    private const int Batch = 96;
    private const int StepsAtOnce = 4, MostSteps = 300;
    private const double Rate = 2e-4;

    // For each thousand images that it is reminded of: copies of the glyph, of all earlier corrections together, of each image that is alike.
    private const int Copies = 130, Earlier = 130, AlikeCopies = 3;
    private const int Neighbors = 150;

    private static readonly Augmentation Variety = new(new Outliers { Share = 0.4 }, new Affine { Rotation = 6, Scale = 0.08, Shear = 0.08, Shift = 0.8 }, new Elastic { Alpha = 20 });

    /// <summary>Teaches.</summary>
    /// <returns>Another model, or null if it did not learn it, and what has changed.</returns>
    /// <exception cref="HillockException">The model has not that label, or there is nothing to remind it of.</exception>
    public static (ReadingModel? Model, Corrected Told) Learn(ReadingModel model, GlyphSample glyph)
    {
        if (!model.Labels.Contains(glyph.Label))
            throw new HillockException($"{model.Name} tells {string.Join(", ", model.Labels)} apart; collect '{glyph.Label}' in a set of your own, and learn that.");
        model.RequireImages([]);
        var experiment = new Experiment(model.Network.Definition.Layers)
        {
            Loss = model.Network.Definition.Loss,
            Optimizer = new Adam(Rate),
            BatchSize = Batch,
            Epochs = MostSteps,
            Validation = 0,
            Patience = 0,
            Augmentation = Variety,
        };
        var trainer = new Trainer(experiment, Mixed(model, glyph), start: model.Network, threads: 1);
        double before = Probability(model.Network, model.Settings, glyph), after = before;
        double sure = (1 + model.Settings.Threshold) / 2; // by a margin: it is written a little differently next time
        int steps = 0;
        for (; steps == 0 || (steps < MostSteps && after < sure); steps += StepsAtOnce)
        {
            for (int i = 0; i < StepsAtOnce; i++) trainer.Step();
            after = Probability(trainer.CreateModel(), model.Settings, glyph);
        }

        Model network = trainer.CreateModel();
        bool isLearned = after >= model.Settings.Threshold && after > 0.5;
        var told = new Corrected(glyph.Label, isLearned, steps, before, after, model.ShareRight(model.Network), model.ShareRight(network));
        return (isLearned ? model.Taught(network, model.Learned, [.. model.Corrections, glyph]) : null, told);
    }

    private static double Probability(Model network, GlyphSettings settings, GlyphSample glyph)
    {
        var reader = new GlyphReader(network.WithGlyphs(settings));
        return reader.Read(new Glyph(default, glyph.Pixels)).Probabilities[network.Preprocessing.Labels.ToList().IndexOf(glyph.Label)];
    }

    private static ImageDataset Mixed(ReadingModel model, GlyphSample glyph)
    {
        IReadOnlyList<GlyphSample> reminded = model.Rehearsed;
        double share = reminded.Count / 1000.0;
        HashSet<GlyphSample> there = [.. reminded];
        List<GlyphSample> all = [.. reminded, .. Enumerable.Repeat(glyph, Math.Max(1, (int)(share * Copies)))];
        foreach (GlyphSample alike in model.Likenesses.Nearest(model.Passes(glyph.Pixels), Neighbors).Select(near => near.Image).Where(there.Contains)) all.AddRange(Enumerable.Repeat(alike, AlikeCopies));
        int each = model.Corrections.Count == 0 ? 0 : Math.Max(1, (int)(share * Earlier / model.Corrections.Count));
        foreach (GlyphSample earlier in model.Corrections) all.AddRange(Enumerable.Repeat(earlier, each));
        return model.Dataset(all);
    }
}
