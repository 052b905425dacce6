using Hillock.Kernels;

namespace Hillock.Distortions;

/// <summary>Convolution of pictures with a Gaussian, Gᵥ·X·Gₕ, where G[i, j] = e^(−(i−j)²/2σ²) / Σₖ e^(−k²/2σ²): as if all were 0 outside.</summary>
internal sealed class Smoothing
{
    private readonly float[] vertical;
    private readonly float[] horizontal;
    private readonly PictureSize size;

    public Smoothing(double sigma, PictureSize size)
    {
        this.size = size;
        vertical = Weights(sigma, size.Height);
        horizontal = Weights(sigma, size.Width);
    }

    /// <summary>Smooths several fields at once.</summary>
    /// <param name="fields">[count, height, width], with <see cref="Simd.Slack"/> elements behind it; overwritten.</param>
    /// <param name="count">How many.</param>
    /// <param name="smooth">[count, height, width], with as many elements behind it.</param>
    /// <param name="scratch">For a product with width columns.</param>
    public void Apply(Span<float> fields, int count, Span<float> smooth, Span<float> scratch)
    {
        (int height, int width) = (size.Height, size.Width);
        MatrixProduct.Multiply(
            count * height, width, width, new Matrix<float>(fields, width), new Matrix<float>(horizontal, width), smooth, [], scratch);
        smooth[..(count * size.Plane)].CopyTo(fields);
        for (int field = 0; field < count; field++)
        {
            int start = field * size.Plane;
            MatrixProduct.Multiply(
                height, width, height, new Matrix<float>(vertical, height), new Matrix<float>(fields[start..], width), smooth[start..], [], scratch);
        }
    }

    // Symmetric, so rows may be read as columns.
    private static float[] Weights(double sigma, int length)
    {
        double Bell(int distance) => Math.Exp(-(double)distance * distance / (2 * sigma * sigma));
        int reach = (int)Math.Ceiling(10 * sigma);
        double sum = Enumerable.Range(-reach, (2 * reach) + 1).Sum(Bell);
        float[] weights = new float[(length * length) + Simd.Slack];
        for (int i = 0; i < length; i++)
        {
            for (int j = 0; j < length; j++) weights[(i * length) + j] = (float)(Bell(i - j) / sum);
        }

        return weights;
    }
}
