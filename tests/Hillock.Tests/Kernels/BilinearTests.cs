using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class BilinearTests
{
    private const int Height = 5, Width = 7;

    [Fact]
    public void Values_between_pixels_are_means_weighted_by_nearness()
    {
        RandomStream random = new(1, RandomPurpose.Examination);
        const int count = 500;
        float[] x = [.. Enumerable.Range(0, Height * Width).Select(i => (float)random.Uniform(i))];
        float[] fromX = [.. Enumerable.Range(0, count).Select(i => (float)((random.Uniform(1000 + i) * (Width + 6)) - 3))];
        float[] fromY = [.. Enumerable.Range(0, count).Select(i => (float)((random.Uniform(2000 + i) * (Height + 6)) - 3))];

        float[] y = Sample(x, fromX, fromY);

        // Three interpolations in single precision of numbers below 1: a few units of 6e-8.
        for (int i = 0; i < count; i++) Assert.Equal(Expected(x, fromX[i], fromY[i]), y[i], 1e-6);
    }

    [Fact]
    public void Whole_places_give_the_pixels_themselves_and_places_outside_nothing()
    {
        float[] x = [.. Enumerable.Range(1, Height * Width).Select(i => i / 10f)];
        float[] columns = [.. Enumerable.Range(0, x.Length).Select(i => (float)(i % Width))], rows = [.. Enumerable.Range(0, x.Length).Select(i => (float)(i / Width))];

        Assert.Equal(x, Sample(x, columns, rows));
        Assert.All(Sample(x, [-1, -5, Width, 1e30f, 2, 2, float.NegativeInfinity, 3, 0], [2, 2, 2, 2, -1, Height, 0, float.PositiveInfinity, -1e30f]), value => Assert.Equal(0, value));
    }

    private static float[] Sample(float[] x, float[] fromX, float[] fromY)
    {
        float[] framed = new float[Bilinear.FramedLength(Height, Width)], y = new float[fromX.Length];
        Bilinear.Frame(x, Width, framed);
        Bilinear.Sample(framed, Height, Width, fromX, fromY, y);
        return y;
    }

    private static double Expected(float[] x, double column, double row)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] * Math.Max(0, 1 - Math.Abs(column - (i % Width))) * Math.Max(0, 1 - Math.Abs(row - (i / Width)));
        return sum;
    }
}
