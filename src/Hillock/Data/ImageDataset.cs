using Hillock.Glyphs;
using Hillock.Tensors;

namespace Hillock.Data;

/// <summary>Samples that are images of one shape: pixels stay bytes until a batch is made of them.</summary>
public sealed class ImageDataset : Dataset
{
    private readonly byte[] pixels;

    /// <summary>Images from bytes.</summary>
    /// <param name="pixels">[images, channels, height, width].</param>
    /// <param name="shape">The shape of one image: channels × height × width.</param>
    /// <param name="classes">[images] index of each image's label.</param>
    /// <param name="labels">The names of the classes, at least two.</param>
    /// <param name="divisor">What the bytes are divided by when a batch is made.</param>
    /// <param name="target">The name of what the labels say.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public ImageDataset(byte[] pixels, Shape shape, ReadOnlySpan<int> classes, IReadOnlyList<string> labels, double divisor = 255, string target = "label")
        : this(pixels, shape, divisor, ClassTargets(classes, labels, target), null)
    {
        if (shape.Rank != 3) throw new ArgumentException($"An image is channels × height × width, not {shape}.");
        if ((long)classes.Length * shape.Size != pixels.Length)
            throw new ArgumentException($"{classes.Length} images of {shape} are {(long)classes.Length * shape.Size} bytes, not {pixels.Length}.");
        if (!(divisor > 0) || double.IsInfinity(divisor)) throw new ArgumentException($"Pixels are divided by a positive number, not {divisor}.");
    }

    private ImageDataset(byte[] pixels, Shape shape, double divisor, Targets targets, int[]? rows)
        : base(targets, targets.Classes.Length, rows, [])
    {
        (this.pixels, Shape, Divisor) = (pixels, shape, divisor);
    }

    /// <summary>Whether a file looks like one that <see cref="ReadIdx(string, string?, IReadOnlyList{string}?)"/> reads.</summary>
    public static bool IsIdx(string path) => IdxFile.IsAt(path);

    /// <summary>Reads images and their labels from two IDX files, plain or gzip.</summary>
    /// <param name="images">The file of the pixels: [images, height, width] or [images, channels, height, width].</param>
    /// <param name="labels">The file of the labels: [images]; null: beside the images, train-labels-idx1-ubyte for train-images-idx3-ubyte.</param>
    /// <param name="names">The labels' names; null: 0, 1, … up to the largest.</param>
    /// <exception cref="HillockException">A file is missing or broken, or the two do not fit together.</exception>
    public static ImageDataset ReadIdx(string images, string? labels = null, IReadOnlyList<string>? names = null)
    {
        IdxFile file = IdxFile.Read(images);
        if (file.Lengths.Count < 3) throw new HillockException($"{images} holds no images: it has {file.Lengths.Count} axes, and images have 3 or 4.");
        return FromIdx(file, IdxFile.Read(labels ?? IdxFile.LabelsOf(images)), names, "label");
    }

    /// <summary>Reads images and their labels from two streams of IDX, plain or gzip: those that a program carries with it.</summary>
    /// <param name="images">[images, height, width] or [images, channels, height, width]; the stream can seek.</param>
    /// <param name="labels">[images].</param>
    /// <param name="source">What the set is called in messages.</param>
    /// <exception cref="HillockException">A stream is no IDX file, or the two do not fit together.</exception>
    public static ImageDataset ReadIdx(Stream images, Stream labels, string source = "images")
    {
        IdxFile file = IdxFile.Read(images, source);
        return file.Lengths.Count < 3
            ? throw new HillockException($"{source} holds no images: it has {file.Lengths.Count} axes, and images have 3 or 4.")
            : FromIdx(file, IdxFile.Read(labels, $"{source}: labels"), null, "label");
    }

    /// <summary>Channels × height × width.</summary>
    public Shape Shape { get; }

    /// <summary>What the bytes are divided by when a batch is made.</summary>
    public double Divisor { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => PixelInputs.Names(Shape.Size);

    /// <summary>The pixels of a sample, [channels, height, width].</summary>
    public ReadOnlySpan<byte> Pixels(int sample) => pixels.AsSpan(Row(sample) * Shape.Size, Shape.Size);

    /// <summary>How a model that is trained on the images normalizes them, each a picture of one glyph; null: it takes them as they are.</summary>
    public GlyphSettings? Glyphs { get; private init; }

    /// <summary>The same images with another divisor.</summary>
    public ImageDataset WithDivisor(double divisor) => new(pixels, Shape, divisor, Targets, Rows) { Glyphs = Glyphs };

    /// <summary>The same images, of which a model that is trained on them normalizes each as a picture of one glyph.</summary>
    /// <param name="glyphs">How; null: it takes them as they are.</param>
    public ImageDataset WithGlyphs(GlyphSettings? glyphs) => new(pixels, Shape, Divisor, Targets, Rows) { Glyphs = glyphs };

    /// <summary>[images, channels, height, width] of the shared storage, whatever part this is.</summary>
    internal byte[] Storage => pixels;

    /// <summary>These images as a table of the columns p0, p1, … and the label.</summary>
    public Table ToTable()
    {
        var columns = new Column[Shape.Size + 1];
        for (int pixel = 0; pixel < Shape.Size; pixel++)
        {
            double[] values = new double[Count];
            for (int sample = 0; sample < Count; sample++) values[sample] = Pixels(sample)[pixel];
            columns[pixel] = new Column($"p{pixel}", new Blocks<double>(values));
        }

        string[] labels = new string[Count];
        for (int sample = 0; sample < Count; sample++) labels[sample] = Labels[Class(sample)];
        columns[^1] = Column.Texts(TargetNames[0], labels);
        return new Table(columns);
    }

    internal static ImageDataset FromIdx(IdxFile images, IdxFile labels, IReadOnlyList<string>? names, string target)
    {
        if (labels.Lengths.Count != 1) throw new HillockException($"{labels.Source} holds no labels: it has {labels.Lengths.Count} axes, and labels have 1.");
        if (images.Lengths[0] != labels.Lengths[0])
            throw new HillockException($"{images.Source} holds {images.Lengths[0]:N0} images and {labels.Source} {labels.Lengths[0]:N0} labels.");

        int[] shape = images.Lengths.Count == 3 ? [1, .. images.Lengths.Skip(1)] : [.. images.Lengths.Skip(1)];
        int[] classes = Array.ConvertAll(labels.Values, label => (int)label);
        int largest = classes.Max();
        names ??= [.. Enumerable.Range(0, largest + 1).Select(label => $"{label}")];
        if (largest >= names.Count) throw new HillockException($"{labels.Source} holds the label {largest}; there are {names.Count} names.");
        if (names.Count < 2) throw new HillockException($"{labels.Source} holds one label only: there is nothing to tell apart.");
        return new ImageDataset(images.Values, new Shape(shape), classes, names, target: target);
    }

    private static Targets ClassTargets(ReadOnlySpan<int> classes, IReadOnlyList<string> labels, string target)
    {
        if (labels.Count < 2) throw new ArgumentException("There are at least two labels.");
        foreach (int index in classes)
        {
            if (index < 0 || index >= labels.Count) throw new ArgumentException($"There is no label {index} among {labels.Count}.");
        }

        return new Targets
        {
            Task = labels.Count == 2 ? LearningTask.Binary : LearningTask.Multiclass,
            Reason = $"{(labels.Count == 2 ? "binary" : "multiclass")}: images with {labels.Count} labels ({Sentence.Few(labels, 10)})",
            Names = [target],
            Labels = labels,
            Classes = classes.ToArray(),
        };
    }

    private protected override Dataset View(int[] rows) => new ImageDataset(pixels, Shape, Divisor, Targets, rows) { Glyphs = Glyphs };
}
