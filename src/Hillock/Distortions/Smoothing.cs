using Hillock.Kernels;

namespace Hillock.Distortions;

/// <summary>Convolution of pictures with a Gaussian, Gᵥ·X·Gₕ, where G[i, j] = e^(−(i−j)²/2σ²) / Σₖ e^(−k²/2σ²): as if all were 0 outside.</summary>
/// <remarks>
/// Beyond 4σ it is 0: nothing that is seen is lost, and paper stays exactly 0, which the products of a training step leave out.
/// X may be coarser, with a number for each s × s pixels that stands in their middle: G then has fewer columns, and is multiplied by √s. Where the numbers
/// are independent and of mean 0, as noise is, the result has the same deviation and, s being at most σ/2, is as smooth.
/// </remarks>
internal sealed class Smoothing
{
    private const double Reach = 4;

    private readonly float[] vertical;
    private readonly float[] horizontal;
    private readonly PictureSize size;
    private readonly int rows;
    private readonly int columns;

    /// <summary>A convolution.</summary>
    /// <param name="sigma">σ, in pixels.</param>
    /// <param name="size">The picture.</param>
    /// <param name="spacing">s.</param>
    public Smoothing(double sigma, PictureSize size, int spacing = 1)
    {
        this.size = size;
        (rows, columns) = ((size.Height + spacing - 1) / spacing, (size.Width + spacing - 1) / spacing);
        vertical = Weights(sigma, size.Height, rows, spacing);
        horizontal = Weights(sigma, size.Width, columns, spacing);
    }

    /// <summary>Numbers in a field: as many as the picture has pixels, divided by s².</summary>
    public int FieldLength => rows * columns;

    /// <summary>Smooths several fields at once.</summary>
    /// <param name="fields">[count, rows, columns], with room for [count, rows, width] and <see cref="Simd.Slack"/> elements behind it; overwritten.</param>
    /// <param name="count">How many.</param>
    /// <param name="smooth">[count, height, width], with as many elements behind it.</param>
    /// <param name="scratch">For a product with width columns.</param>
    public void Apply(Span<float> fields, int count, Span<float> smooth, Span<float> scratch)
    {
        (int height, int width) = (size.Height, size.Width);
        MatrixProduct.Multiply(
            count * rows, width, columns, new Matrix<float>(fields, columns), new Matrix<float>(horizontal, width), smooth, [], scratch);
        smooth[..(count * rows * width)].CopyTo(fields);
        for (int field = 0; field < count; field++)
        {
            MatrixProduct.Multiply(
                height, width, rows, new Matrix<float>(vertical, height).Transposed, new Matrix<float>(fields[(field * rows * width)..], width),
                smooth[(field * size.Plane)..], [], scratch);
        }
    }

    // [numbers, pixels]: what each number gives to each pixel.
    private static float[] Weights(double sigma, int pixels, int numbers, int spacing)
    {
        double Bell(double distance) => Math.Abs(distance) > Reach * sigma ? 0 : Math.Exp(-distance * distance / (2 * sigma * sigma));
        int reach = (int)(Reach * sigma);
        double sum = Enumerable.Range(-reach, (2 * reach) + 1).Sum(k => Bell(k)) / Math.Sqrt(spacing);
        double first = ((pixels - 1) - ((numbers - 1) * spacing)) / 2.0;
        float[] weights = new float[(numbers * pixels) + Simd.Slack];
        for (int number = 0; number < numbers; number++)
        {
            for (int pixel = 0; pixel < pixels; pixel++) weights[(number * pixels) + pixel] = (float)(Bell(pixel - first - (number * spacing)) / sum);
        }

        return weights;
    }
}
