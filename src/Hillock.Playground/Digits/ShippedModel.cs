using System.Reflection;
using Hillock.Data;
using Hillock.Glyphs;
using Hillock.Models;

namespace Hillock.Playground.Digits;

/// <summary>The model of handwritten digits that comes with Hillock, and a small part of the images that it was trained on.</summary>
internal static class ShippedModel
{
    private static readonly Lazy<ReadingModel> Loaded = new(Load);

    public static ReadingModel Reader => Loaded.Value;

    private static ReadingModel Load()
    {
        using Stream file = Open("digits.safetensors"), images = Open("digits-images-idx3-ubyte.gz"), labels = Open("digits-labels-idx1-ubyte.gz");
        var model = Model.Load(file, "digits.safetensors");
        var pack = ImageDataset.ReadIdx(images, labels, "the images of digits.safetensors");
        var normalizer = new GlyphNormalizer(model.Preprocessing.Pixels!.Glyphs);
        return new ReadingModel("digits.safetensors", model, Enumerable.Range(0, pack.Count).Select(i =>
        {
            byte[] glyph = new byte[GlyphNormalizer.Side * GlyphNormalizer.Side];
            normalizer.Normalize(pack.Pixels(i), GlyphNormalizer.Side, GlyphNormalizer.Side, glyph);
            return new GlyphSample(pack.Labels[pack.Class(i)], glyph);
        }));
    }

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"digits/{name}")!;
}
