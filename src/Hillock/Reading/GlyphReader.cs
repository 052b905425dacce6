using Hillock.Data;
using Hillock.Glyphs;
using Hillock.Images;
using Hillock.Models;

namespace Hillock.Reading;

/// <summary>Reads the glyphs of pictures with a model: finds them, normalizes each as the model was trained on, and says how sure it is.</summary>
/// <remarks>It keeps memory for its work: one for each thread.</remarks>
public sealed class GlyphReader
{
    private readonly GlyphFinder finder;

    /// <summary>A reader.</summary>
    /// <param name="model">A model whose inputs are 28 × 28 pixels and whose outputs are classes.</param>
    /// <param name="settings">How it normalizes, and how sure it must be; null: as the model says, or else as MNIST suggests.</param>
    /// <exception cref="HillockException">The model takes something else.</exception>
    public GlyphReader(Model model, GlyphSettings? settings = null)
    {
        if (!CanRead(model))
        {
            throw new HillockException(
                $"{model.Source} takes {model.Preprocessing.InputShape} and predicts {Names.Of(model.Preprocessing.Task)}; pictures are read by models of images of 1 × 28 × 28 with classes, whose outputs are probabilities (softmax or sigmoid), such as one that is trained on mnist.");
        }

        Model = model;
        finder = new GlyphFinder(settings ?? model.Preprocessing.Pixels!.Glyphs);
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>How it normalizes, and how sure it must be.</summary>
    public GlyphSettings Settings => finder.Settings;

    /// <summary>Whether a model can read glyphs: its inputs are 28 × 28 pixels, its outputs probabilities of classes.</summary>
    public static bool CanRead(Model model) =>
        model.Preprocessing is { Pixels.AreGlyphs: true, Task: not LearningTask.Regression } && model.Definition.OutputActivation.Range is { Minimum: >= 0, Maximum: <= 1 };

    /// <summary>The readings of a picture's glyphs, line by line, from left to right; none on empty paper.</summary>
    public IReadOnlyList<GlyphReading> Read(GrayImage picture) => [.. finder.Find(picture).Select(Read)];

    /// <summary>The same with a picture of each stage.</summary>
    public (GlyphTrace Trace, IReadOnlyList<GlyphReading> Readings) Trace(GrayImage picture)
    {
        GlyphTrace trace = finder.Trace(picture);
        return (trace, [.. trace.Glyphs.Select(glyph => Read(glyph.Glyph))]);
    }

    /// <summary>What the model reads in a glyph.</summary>
    /// <exception cref="HillockException">The model's numbers are so large that no probability can be computed.</exception>
    public GlyphReading Read(Glyph glyph)
    {
        double[] outputs = new double[Model.Definition.Output.Size];
        Model.PredictNormalized(glyph.Pixels, outputs);
        double[] probabilities = outputs.Length == 1 ? [1 - outputs[0], outputs[0]] : outputs;
        Calibrate(probabilities);
        int best = Model.ArgMax(probabilities);
        return new GlyphReading(glyph, probabilities[best] >= Settings.Threshold ? Model.Preprocessing.Labels[best] : null, [.. probabilities]);
    }

    // p^(1/T), summing to 1, as those of a sigmoid for each class do not before.
    private void Calibrate(Span<double> probabilities)
    {
        double sum = 0;
        foreach (ref double probability in probabilities)
        {
            probability = Math.Pow(Math.Max(probability, 0), 1 / Settings.Temperature);
            sum += probability;
        }

        if (!double.IsFinite(sum)) throw new HillockException($"{Model.Source} computes no finite number from a glyph: its weights are too large.");
        foreach (ref double probability in probabilities) probability = sum == 0 ? 1.0 / probabilities.Length : probability / sum;
    }
}
