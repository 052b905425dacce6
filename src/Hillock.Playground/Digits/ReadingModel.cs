using Hillock.Data;
using Hillock.Definitions;
using Hillock.Glyphs;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Reading;
using Hillock.Tensors;
using Hillock.Tracing;

namespace Hillock.Playground.Digits;

/// <summary>A model that reads, with images that it knows. Never changed: whoever teaches it makes another.</summary>
internal sealed class ReadingModel
{
    // Of the images so many are never taught, to see by them what is forgotten.
    private const int Fifth = 5;

    private readonly Lazy<Likenesses> likenesses;

    /// <summary>A model that can read glyphs.</summary>
    /// <param name="name">The file that it is, or would be.</param>
    /// <param name="model">The model.</param>
    /// <param name="images">Images that it was trained on; those whose label it has not are left out.</param>
    /// <exception cref="HillockException">It takes something else than pictures of glyphs.</exception>
    public ReadingModel(string name, Model model, IEnumerable<GlyphSample> images)
    {
        Settings = new GlyphReader(model).Settings;
        (Name, Model, Network) = (name, model, model.WithGlyphs(null));
        Images = [.. images.Where(image => Labels.Contains(image.Label))];
        likenesses = new Lazy<Likenesses>(() => new Likenesses(this));
    }

    public string Name { get; }

    /// <summary>The model, which normalizes what it gets.</summary>
    public Model Model { get; }

    /// <summary>The same for glyphs that are normalized already.</summary>
    public Model Network { get; }

    /// <summary>How it normalizes, and how sure it must be.</summary>
    public GlyphSettings Settings { get; }

    public IReadOnlyList<string> Labels => Model.Preprocessing.Labels;

    /// <summary>Images that it was trained on.</summary>
    public IReadOnlyList<GlyphSample> Images { get; }

    /// <summary>The visitor's own set that it has learned since.</summary>
    public IReadOnlyList<GlyphSample> Learned { get; private init; } = [];

    /// <summary>What it was taught since, oldest first.</summary>
    public IReadOnlyList<GlyphSample> Corrections { get; private init; } = [];

    /// <summary>What it knows.</summary>
    public IReadOnlyList<GlyphSample> Known => [.. Images.Union(Learned)];

    /// <summary>What it is reminded of while it learns something new.</summary>
    public IReadOnlyList<GlyphSample> Rehearsed => [.. Images.Where((_, i) => i % Fifth != Fifth - 1).Union(Learned)];

    public bool IsShipped => ReferenceEquals(this, ShippedModel.Reader);

    public Likenesses Likenesses => likenesses.Value;

    /// <summary>About the memory that it takes: a number for each parameter, and for each unit of the last hidden layer and each image.</summary>
    public long Bytes
    {
        get
        {
            ModelDefinition definition = Network.Definition;
            int hidden = definition.OutputShapes.Count > 1 ? definition.OutputShapes[^2].Size : definition.Input.Size;
            return sizeof(float) * (definition.ParameterCount + ((long)hidden * (Images.Count + Learned.Count)));
        }
    }

    /// <summary>The same model with other parameters: it was taught.</summary>
    public ReadingModel Taught(Model network, IReadOnlyList<GlyphSample> learned, IReadOnlyList<GlyphSample> corrections)
    {
        string stem = Path.GetFileNameWithoutExtension(Name);
        const string taught = "-taught";
        return new ReadingModel((stem.EndsWith(taught, StringComparison.Ordinal) ? stem : stem + taught) + ".safetensors", network.WithGlyphs(Settings), Images)
        {
            Learned = learned,
            Corrections = corrections,
        };
    }

    /// <summary>Refuses to teach a model that has nothing to be reminded of: it would forget.</summary>
    /// <param name="own">What it is taught.</param>
    /// <exception cref="HillockException">There is no image of one of its labels.</exception>
    public void RequireImages(IReadOnlyList<GlyphSample> own)
    {
        HashSet<string> there = [.. Images.Concat(Learned).Concat(own).Select(image => image.Label)];
        if (Labels.FirstOrDefault(label => !there.Contains(label)) is { } missing)
            throw new HillockException($"Of what {Name} was trained on, images of '{missing}' are not here; without them it would forget it. Collect some in a set of your own, and learn that.");
    }

    /// <summary>A normalized glyph's way through the network.</summary>
    public Trace Passes(ReadOnlySpan<byte> glyph)
    {
        double[] pixels = new double[glyph.Length];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = glyph[i];
        return Trace.Run(Network, TraceSamples.Encode(Network, pixels));
    }

    /// <summary>Samples as the network learns from them.</summary>
    public ImageDataset Dataset(IReadOnlyList<GlyphSample> samples) => Dataset(samples, Labels);

    /// <summary>Samples as a network of these labels learns from them.</summary>
    /// <exception cref="HillockException">A label is none of them.</exception>
    public static ImageDataset Dataset(IReadOnlyList<GlyphSample> samples, IReadOnlyList<string> labels)
    {
        var numbers = labels.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
        return new ImageDataset(
            [.. samples.SelectMany(sample => sample.Pixels)],
            new Shape(1, GlyphNormalizer.Side, GlyphNormalizer.Side),
            [.. samples.Select(sample => numbers.TryGetValue(sample.Label, out int number) ? number : throw new HillockException($"The model has no label '{sample.Label}'."))],
            labels);
    }

    /// <summary>The share right of images that it was never reminded of; null: there are none.</summary>
    public double? ShareRight(Model network)
    {
        GlyphSample[] heldOut = [.. Images.Where((_, i) => i % Fifth == Fifth - 1)];
        return heldOut.Length > 0 ? ((ClassificationEvaluation)network.Evaluate(Dataset(heldOut), threads: 1)).Accuracy : null;
    }
}
