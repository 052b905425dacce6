using Hillock.Data;
using Hillock.Distortions;
using Hillock.Kernels;
using Hillock.Tensors;

namespace Hillock.Tests.Distortions;

public class DistortionTests
{
    private const int Side = 28;

    private static readonly PictureSize Size = new(1, Side, Side);

    // Each with no strength at all.
    private static readonly Distortion[] Idle =
    [
        new Affine { Rotation = 0, Scale = 0, Shear = 0, Shift = 0 },
        new Elastic { Alpha = 0 },
        new Thickness { Thicker = 0, Thinner = 0 },
        new Blur { Sigma = 0 },
        new Contrast { Curve = 0, Fading = 0 },
        new Clutter { Share = 0 },
        new Noise { Amount = 0 },
        new Outliers { Share = 0 },
    ];

    public static TheoryData<string> Names => [.. Distortion.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_distortion_without_strength_changes_no_bit(string name)
    {
        Distortion idle = Idle.Single(distortion => distortion.Name == name);
        float[][] pictures = Pictures(20);

        for (int sample = 0; sample < pictures.Length; sample++) Assert.Equal(pictures[sample], Distort(idle, pictures, sample));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_is_distorted_by_seed_epoch_and_sample_alone(string name)
    {
        Augmentation augmentation = Augmentation.Parse(name is "clutter" or "outliers" ? $"{name}:0.99" : name);
        float[][] pictures = Pictures(3);
        Augmenter here = new(augmentation, new Shape(1, Side, Side), new Set(pictures), 7, 1), there = new(augmentation, new Shape(1, Side, Side), new Set(pictures), 7, 3);
        Augmenter seeded = new(augmentation, new Shape(1, Side, Side), new Set(pictures), 8, 1);

        // The other one has done something else before, with another thread's memory.
        Run(there, 2, 9);
        float[] first = Run(here, 0, 4);

        Assert.Equal(first, Run(there, 2, 4));
        Assert.Equal(first, Run(here, 0, 4));
        Assert.NotEqual(first, Run(here, 0, 5));
        Assert.NotEqual(first, Run(seeded, 0, 4));

        float[] Run(Augmenter augmenter, int thread, int epoch) =>
        [
            .. pictures.SelectMany((picture, sample) =>
            {
                float[] distorted = [.. picture];
                augmenter.Distort(thread, epoch, sample, distorted);
                return distorted;
            }),
        ];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pixels_stay_between_background_and_full_ink(string name)
    {
        float[][] pictures = Pictures(100);

        // Sums of weights that are 1 but for rounding.
        for (int sample = 0; sample < pictures.Length; sample++)
            Assert.All(Distort(Distortion.Parse(name), pictures, sample), pixel => Assert.InRange(pixel, 0, 1.0001f));
    }

    [Theory]
    [InlineData("affine", 0.05)] // stretches by e^u of two sides: on average as much is won as is lost
    [InlineData("elastic", 0.03)]
    [InlineData("blur", 0.001)]
    public void Distortions_that_move_ink_keep_it_on_average(string name, double tolerance)
    {
        float[][] pictures = Pictures(400);

        double before = pictures.Sum(picture => picture.Sum(x => (double)x));
        double after = Enumerable.Range(0, pictures.Length).Sum(sample => Distort(Distortion.Parse(name), pictures, sample).Sum(x => (double)x));

        Assert.InRange(after / before, 1 - tolerance, 1 + tolerance);
    }

    [Fact]
    public void A_thicker_pen_leaves_more_ink_everywhere_and_a_thinner_one_less()
    {
        float[][] pictures = Pictures(20);
        for (int sample = 0; sample < pictures.Length; sample++)
        {
            Assert.All(Distort(new Thickness { Thicker = 2.5, Thinner = 0 }, pictures, sample).Zip(pictures[sample]), pair => Assert.True(pair.First >= pair.Second));
            Assert.All(Distort(new Thickness { Thicker = 0, Thinner = 2.5 }, pictures, sample).Zip(pictures[sample]), pair => Assert.True(pair.First <= pair.Second));
        }
    }

    [Fact]
    public void Thickness_by_one_is_the_largest_of_each_pixel_and_its_neighbors()
    {
        float[] picture = Pictures(1)[0];
        picture[0] = picture[Side - 1] = picture[^1] = 1; // at the corners
        var canvas = new Canvas(Size, new Set([picture]));
        canvas.Begin();
        picture.CopyTo(canvas.Pixels);
        var draws = new Draws(new RandomStream(1, RandomPurpose.Augmentation), 0, 0);
        double wanted = draws.Between(0, 0, 1);

        // Scaled so that the number drawn becomes one whole step.
        new Thickness { Thicker = 1 / wanted, Thinner = 0 }.Compile(Size).Apply(canvas, draws);

        float[] result = canvas.Pixels.ToArray();
        for (int i = 0; i < picture.Length; i++)
        {
            float largest = 0;
            for (int y = Math.Max(0, (i / Side) - 1); y <= Math.Min(Side - 1, (i / Side) + 1); y++)
            {
                for (int x = Math.Max(0, (i % Side) - 1); x <= Math.Min(Side - 1, (i % Side) + 1); x++) largest = Math.Max(largest, picture[(y * Side) + x]);
            }

            Assert.Equal(largest, result[i], 1e-6f);
        }
    }

    [Fact]
    public void Smoothing_is_convolution_with_a_Gaussian()
    {
        const double sigma = 3;
        RandomStream random = new(1, RandomPurpose.Examination);
        float[] field = new float[Size.Plane + Simd.Slack], smooth = new float[field.Length];
        random.FillSymmetric(0, field.AsSpan(0, Size.Plane));
        float[] noise = [.. field];

        new Smoothing(sigma, Size).Apply(field, 1, smooth, new float[MatrixProduct.ScratchLength(Side)]);

        double Bell(int distance) => Math.Abs(distance) <= 4 * sigma ? Math.Exp(-distance * distance / (2 * sigma * sigma)) : 0;
        double sum = Enumerable.Range(-60, 121).Sum(Bell);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double expected = 0;
                for (int i = 0; i < Size.Plane; i++) expected += noise[i] * Bell((i % Side) - x) * Bell((i / Side) - y) / (sum * sum);

                // Two sums of 28 terms below 1/7 in single precision.
                Assert.Equal(expected, smooth[(y * Side) + x], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Smoothed_noise_varies_as_much_and_as_smoothly_however_coarse_it_was(int spacing)
    {
        (double fine, double fineTogether) = Variance(1);
        (double coarse, double coarseTogether) = Variance(spacing);

        // Sums over a Gaussian at steps of up to σ/2 are its integral but for 1 part in 10⁷; near the border the last number stands farther in or out.
        Assert.InRange(coarse / fine, 0.97, 1.03);
        Assert.InRange((coarseTogether / coarse) - (fineTogether / fine), -0.01, 0.01);

        // Of independent numbers of variance 1: the variance of the middle pixel, and its covariance with the pixel five to the right.
        static (double Variance, double Covariance) Variance(int spacing)
        {
            const int middle = (Side / 2 * Side) + (Side / 2), right = middle + 5;
            var smoothing = new Smoothing(6, Size, spacing);
            float[] smooth = new float[Size.Plane + Simd.Slack], scratch = new float[MatrixProduct.ScratchLength(Side)];
            (double variance, double covariance) = (0, 0);
            for (int number = 0; number < smoothing.FieldLength; number++)
            {
                float[] field = new float[smooth.Length];
                field[number] = 1;
                smoothing.Apply(field, 1, smooth, scratch);
                variance += smooth[middle] * smooth[middle];
                covariance += smooth[middle] * smooth[right];
            }

            return (variance, covariance);
        }
    }

    [Fact]
    public void Settings_are_lengths_of_a_picture_of_28_pixels()
    {
        // An elastic distortion of a picture twice as large moves its points twice as far.
        double small = Moves(28), large = Moves(56);

        Assert.InRange(large / small, 1.8, 2.2);

        static double Moves(int side)
        {
            PictureSize size = new(1, side, side);
            var canvas = new Canvas(size, new Set([]));
            DistortionStep elastic = new Elastic().Compile(size);
            double squares = 0;
            for (int sample = 0; sample < 200; sample++)
            {
                canvas.Begin();
                elastic.Apply(canvas, new Draws(new RandomStream(1, RandomPurpose.Augmentation), sample, 0));
                for (int i = 0; i < size.Plane; i++) squares += Math.Pow(canvas.FromX[i] - (i % side), 2) / size.Plane;
            }

            return Math.Sqrt(squares);
        }
    }

    [Fact]
    public void Outliers_are_as_many_as_was_asked_for_and_none_is_blank()
    {
        float[][] pictures = Pictures(2000);
        var augmenter = new Augmenter(new Augmentation(new Outliers { Share = 0.3 }), new Shape(1, Side, Side), new Set(pictures), 1, 1);
        int replaced = 0, blank = 0;
        for (int sample = 0; sample < pictures.Length; sample++)
        {
            float[] picture = [.. pictures[sample]];
            if (augmenter.Distort(0, 0, sample, picture))
            {
                Assert.Equal(pictures[sample], picture);
                continue;
            }

            replaced++;
            Assert.NotEqual(pictures[sample], picture);
            if (picture.Sum() < 1) blank++;
        }

        // 600 ± 20: four deviations. A level of noise may leave a blot out.
        Assert.InRange(replaced, 520, 680);
        Assert.InRange(blank, 0, replaced / 50);
    }

    private static float[] Distort(Distortion distortion, float[][] pictures, int sample)
    {
        float[] picture = [.. pictures[sample]];
        new Augmenter(new Augmentation(distortion), new Shape(1, Side, Side), new Set(pictures), 1, 1).Distort(0, 0, sample, picture);
        return picture;
    }

    // Handwritten digits, each pixel of 8 × 8 drawn as 2 × 2, in the middle.
    private static float[][] Pictures(int count)
    {
        var digits = (ImageDataset)Catalog.Load("digits").Train;
        const int zoom = 2, margin = (Side - (8 * zoom)) / 2;
        return
        [
            .. Enumerable.Range(0, count).Select(sample =>
            {
                float[] picture = new float[Side * Side];
                for (int i = 0; i < 64 * zoom * zoom; i++)
                {
                    (int x, int y) = (i % (8 * zoom), i / (8 * zoom));
                    picture[((margin + y) * Side) + margin + x] = digits.Pixels(sample % digits.Count)[(y / zoom * 8) + (x / zoom)] / 16f;
                }

                return picture;
            }),
        ];
    }

    private sealed class Set(float[][] pictures) : IPictures
    {
        public int Count => pictures.Length;

        public void Copy(int sample, Span<float> pixels) => pictures[sample].CopyTo(pixels);
    }
}
