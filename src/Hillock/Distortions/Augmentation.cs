using System.Text.Json.Nodes;
using Hillock.Data;

namespace Hillock.Distortions;

/// <summary>How training pictures are varied while they are learned from: distortions, one after the other. Immutable, equal by value.</summary>
/// <remarks>
/// Sample i of epoch e is distorted by random numbers that are a function of the seed, e and i alone: the result does not depend on the
/// number of threads, the size of batches, or a stop and resuming. Pictures for validation and test stay as they are.
/// </remarks>
public sealed record Augmentation
{
    /// <summary>The distortions of these settings, in this order.</summary>
    /// <exception cref="ArgumentException">There are none, or more than 255.</exception>
    public Augmentation(params IEnumerable<Distortion> distortions)
    {
        Distortions = [.. distortions];
        if (Distortions.Count is 0 or > byte.MaxValue) throw new ArgumentException($"An augmentation is 1 to {byte.MaxValue} distortions, not {Distortions.Count}.");
    }

    /// <summary>The distortions, in order.</summary>
    public ValueList<Distortion> Distortions { get; }

    /// <summary>Handwriting of all kinds, as a camera or a canvas brings it: pens, hands, light, what else is on the paper.</summary>
    public static Augmentation Digits { get; } = new(
        new Affine { Rotation = 12, Scale = 0.15, Shear = 0.2, Shift = 1.5 }, new Elastic(), new Thickness(), new Blur(), new Contrast(), new Clutter());

    private const string DigitsName = "digits";

    /// <summary>The words that <see cref="Parse"/> knows: a preset, and the distortions.</summary>
    public static IReadOnlyList<string> Names { get; } = [DigitsName, .. Distortion.Names];

    /// <summary>The augmentation of a text: names of distortions and presets with commas between, <c>affine,elastic:40</c>.</summary>
    /// <exception cref="ArgumentException">There is no such name or value; the message offers the nearest.</exception>
    public static Augmentation Parse(string text)
    {
        List<Distortion> distortions = [];
        foreach (string name in text.Split(','))
        {
            if (name == DigitsName) distortions.AddRange(Digits.Distortions);
            else if (name.Contains(':') || Distortion.Names.Contains(name)) distortions.Add(Distortion.Parse(name));
            else throw new ArgumentException(NearestName.Sentence("augmentation", name, [.. Names]));
        }

        return new Augmentation(distortions);
    }

    /// <summary>The pictures of an epoch as they are learned from; a picture that shows none of the classes any more keeps its label.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="epoch">The epoch, 0 for the first.</param>
    public ImageDataset Apply(ImageDataset images, long seed = 1, int epoch = 0)
    {
        var pictures = new ImagePictures(images);
        var augmenter = new Augmenter(this, images.Shape, pictures, seed, canvases: 1);
        byte[] pixels = new byte[images.Count * images.Shape.Size];
        int[] classes = new int[images.Count];
        float[] picture = new float[images.Shape.Size];
        for (int sample = 0; sample < images.Count; sample++)
        {
            pictures.Copy(sample, picture);
            augmenter.Distort(0, epoch, sample, picture);
            for (int i = 0; i < picture.Length; i++) pixels[(sample * picture.Length) + i] = (byte)Math.Clamp(Math.Round(picture[i] * images.Divisor), 0, byte.MaxValue);
            classes[sample] = images.Class(sample);
        }

        return new ImageDataset(pixels, images.Shape, classes, images.Labels, images.Divisor, images.TargetNames[0]);
    }

    internal JsonArray ToJson() => [.. Distortions.Select(distortion => distortion.ToJson())];

    /// <summary>Reads a list of distortions, or the text that <see cref="Parse"/> reads.</summary>
    internal static Augmentation FromJson(JsonNode? json) => json switch
    {
        JsonArray list => new Augmentation(list.Select(Distortion.FromJson)),
        JsonValue value when value.TryGetValue(out string? text) => Parse(text),
        _ => throw new ArgumentException("The augmentation is a list of distortions, or their names: \"affine,elastic\"."),
    };

    internal string ToCSharp() => this == Digits
        ? $"{nameof(Augmentation)}.{nameof(Digits)}"
        : $"new {nameof(Augmentation)}({string.Join(", ", Distortions.Select(distortion => distortion.ToCSharp()))})";

    private sealed class ImagePictures(ImageDataset images) : IPictures
    {
        public int Count => images.Count;

        public void Copy(int sample, Span<float> pixels) => Kernels.Bytes.Divide(images.Pixels(sample), (float)images.Divisor, pixels);
    }
}
