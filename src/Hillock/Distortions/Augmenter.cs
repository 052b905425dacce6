using Hillock.Kernels;
using Hillock.Tensors;

namespace Hillock.Distortions;

/// <summary>An <see cref="Augmentation"/> compiled for pictures of one size, with memory for each thread. Distorting allocates nothing.</summary>
internal sealed class Augmenter
{
    private readonly DistortionStep[] steps;
    private readonly Canvas[] canvases;
    private readonly long seed;

    /// <summary>Prepares the distortions.</summary>
    /// <param name="augmentation">Which.</param>
    /// <param name="shape">Channels × height × width.</param>
    /// <param name="pictures">The set that the pictures are of.</param>
    /// <param name="seed">Where random numbers come from.</param>
    /// <param name="canvases">How many threads distort at once.</param>
    public Augmenter(Augmentation augmentation, Shape shape, IPictures pictures, long seed, int canvases)
    {
        var size = new PictureSize(shape);
        this.seed = seed;
        steps = [.. augmentation.Distortions.Select(distortion => distortion.Compile(size))];
        this.canvases = [.. Enumerable.Range(0, canvases).Select(_ => new Canvas(size, pictures))];
    }

    /// <summary>Distorts a picture in place.</summary>
    /// <param name="thread">Whose memory: 0 … canvases − 1.</param>
    /// <param name="epoch">The epoch, 0 for the first.</param>
    /// <param name="sample">Which sample of the training set it is.</param>
    /// <param name="picture">[channels, height, width], 0 for the background and 1 for full ink.</param>
    /// <returns>Whether it still shows what it showed; if not, it shows none of the classes.</returns>
    public bool Distort(int thread, int epoch, int sample, Span<float> picture)
    {
        Canvas canvas = canvases[thread];
        canvas.Begin();
        picture.CopyTo(canvas.Pixels);
        var stream = new RandomStream(seed, RandomPurpose.Augmentation, epoch);
        for (int i = 0; i < steps.Length; i++) steps[i].Apply(canvas, new Draws(stream, sample, i));
        canvas.Settle();
        canvas.Pixels.CopyTo(picture);
        return !canvas.IsOutlier;
    }
}
