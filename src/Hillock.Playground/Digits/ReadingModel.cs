using Hillock.Data;
using Hillock.Definitions;
using Hillock.Glyphs;
using Hillock.Models;
using Hillock.Reading;
using Hillock.Tensors;

namespace Hillock.Playground.Digits;

/// <summary>A model that reads, with the images that it knows. Never changed: whoever teaches it makes another.</summary>
internal sealed class ReadingModel
{
    private readonly Lazy<Likenesses> likenesses;

    /// <summary>A model that can read glyphs.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="model">The model.</param>
    /// <param name="known">Images that it was trained on; those whose label it has not are left out.</param>
    /// <param name="corrections">What it was taught since, oldest first.</param>
    /// <exception cref="HillockException">It takes something else than pictures of glyphs.</exception>
    public ReadingModel(string name, Model model, IEnumerable<GlyphSample> known, IReadOnlyList<GlyphSample>? corrections = null)
    {
        Settings = new GlyphReader(model).Settings;
        (Name, Model, Network) = (name, model, model.WithGlyphs(null));
        Known = [.. known.Where(sample => Labels.Contains(sample.Label))];
        Corrections = corrections ?? [];
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

    public IReadOnlyList<GlyphSample> Known { get; }

    public IReadOnlyList<GlyphSample> Corrections { get; }

    public bool IsShipped => ReferenceEquals(this, ShippedModel.Reader);

    public Likenesses Likenesses => likenesses.Value;

    /// <summary>About the memory that it takes: a number for each parameter, and for each unit of the last hidden layer and each image.</summary>
    public long Bytes
    {
        get
        {
            ModelDefinition definition = Network.Definition;
            int hidden = definition.OutputShapes.Count > 1 ? definition.OutputShapes[^2].Size : definition.Input.Size;
            return sizeof(float) * (definition.ParameterCount + ((long)hidden * Known.Count));
        }
    }

    /// <summary>The same with other parameters.</summary>
    public ReadingModel Taught(Model network, IReadOnlyList<GlyphSample> corrections) => new(Name, network.WithGlyphs(Settings), Known, corrections);

    /// <summary>Samples as the network learns from them.</summary>
    /// <exception cref="HillockException">A label is none of the model's.</exception>
    public ImageDataset Dataset(IReadOnlyList<GlyphSample> samples) => Dataset(samples, Labels);

    /// <summary>Samples as a network of these labels learns from them.</summary>
    public static ImageDataset Dataset(IReadOnlyList<GlyphSample> samples, IReadOnlyList<string> labels)
    {
        var numbers = labels.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
        return new ImageDataset(
            [.. samples.SelectMany(sample => sample.Pixels)],
            new Shape(1, GlyphNormalizer.Side, GlyphNormalizer.Side),
            [.. samples.Select(sample => numbers.TryGetValue(sample.Label, out int number) ? number : throw new HillockException($"The model has no label '{sample.Label}'."))],
            labels);
    }

    /// <summary>The share right of the images that it knows.</summary>
    public double ShareRight(Model network) => ((Metrics.ClassificationEvaluation)network.Evaluate(Dataset(Known), threads: 1)).Accuracy;
}
