using Hillock.Kernels;

namespace Hillock.Distortions;

/// <summary>A picture that is being distorted, with all memory that this takes: one for each thread.</summary>
/// <remarks>
/// Distortions that move ink only say where each pixel's value comes from; it is fetched once, when a distortion asks for the picture or
/// the last is done: every interpolation blurs a little.
/// </remarks>
internal sealed class Canvas
{
    private readonly float[] identityX;
    private readonly float[] identityY;
    private readonly float[] framed;
    private readonly Picture picture;
    private bool moves;

    /// <summary>Memory for pictures of one size.</summary>
    /// <param name="size">Their size.</param>
    /// <param name="others">Where other pictures of the set come from.</param>
    public Canvas(PictureSize size, IPictures others)
    {
        (Size, Others) = (size, others);
        picture = new Picture(size.Count);
        framed = new float[Bilinear.FramedLength(size.Height, size.Width)];
        FromX = new float[size.Plane];
        FromY = new float[size.Plane];
        identityX = new float[size.Plane];
        identityY = new float[size.Plane];
        for (int i = 0; i < size.Plane; i++) (identityX[i], identityY[i]) = (i % size.Width, i / size.Width);
        Fields = new float[(2 * size.Plane) + Simd.Slack];
        Noise = new float[(2 * size.Plane) + Simd.Slack];
        Other = new float[size.Count];
        Scratch = new float[MatrixProduct.ScratchLength(size.Width)];
    }

    public PictureSize Size { get; }

    /// <summary>Other pictures of the set.</summary>
    public IPictures Others { get; }

    /// <summary>[channels, height, width] room for another picture.</summary>
    public float[] Other { get; }

    /// <summary>[height, width] the column, as a fraction, that each pixel's value comes from.</summary>
    public float[] FromX { get; }

    /// <summary>[height, width] the row that each pixel's value comes from.</summary>
    public float[] FromY { get; }

    /// <summary>[2, height, width] two fields of numbers, a distortion's own.</summary>
    public float[] Fields { get; }

    /// <summary>[2, height, width] as many again.</summary>
    public float[] Noise { get; }

    /// <summary>For products with up to width columns.</summary>
    public float[] Scratch { get; }

    /// <summary>Whether the picture shows none of the classes any more.</summary>
    public bool IsOutlier { get; set; }

    /// <summary>[channels, height, width] the picture, with <see cref="Simd.Slack"/> elements behind it.</summary>
    public Span<float> Pixels => picture.Now;

    /// <summary>[channels, height, width] where the next picture is put before <see cref="Turn"/>.</summary>
    public Span<float> Next => picture.Next;

    /// <summary>A blank beginning: the pixels are the caller's to fill in.</summary>
    public void Begin() => (moves, IsOutlier) = (false, false);

    /// <summary>Makes <see cref="Next"/> the picture.</summary>
    public void Turn() => picture.Turn();

    /// <summary>Before <see cref="FromX"/> and <see cref="FromY"/> are changed: until then every pixel comes from its own place.</summary>
    public void Move()
    {
        if (moves) return;
        identityX.CopyTo(FromX, 0);
        identityY.CopyTo(FromY, 0);
        moves = true;
    }

    /// <summary>Before <see cref="Pixels"/> are read: fetches every value from its place.</summary>
    public void Settle()
    {
        if (!moves) return;
        moves = false;
        for (int channel = 0; channel < Size.Channels; channel++)
        {
            int start = channel * Size.Plane;
            Bilinear.Frame(Pixels.Slice(start, Size.Plane), Size.Width, framed);
            Bilinear.Sample(framed, Size.Height, Size.Width, FromX, FromY, Next.Slice(start, Size.Plane));
        }

        Turn();
    }

    /// <summary>One channel of <see cref="Pixels"/>.</summary>
    public Span<float> Plane(int channel) => Pixels.Slice(channel * Size.Plane, Size.Plane);

    /// <summary>One channel of <see cref="Next"/>.</summary>
    public Span<float> NextPlane(int channel) => Next.Slice(channel * Size.Plane, Size.Plane);

    private sealed class Picture(int count)
    {
        private float[] now = new float[count + Simd.Slack];
        private float[] next = new float[count + Simd.Slack];

        public Span<float> Now => now.AsSpan(0, count);

        public Span<float> Next => next.AsSpan(0, count);

        public void Turn() => (now, next) = (next, now);
    }
}

/// <summary>A set of pictures to take others from.</summary>
internal interface IPictures
{
    int Count { get; }

    /// <summary>Copies the pixels of a picture, 0 for the background and 1 for full ink. Allocates nothing.</summary>
    void Copy(int sample, Span<float> pixels);
}
