using System.Numerics;
using Hillock.Kernels;
using Hillock.Losses;

namespace Hillock.Tests.Losses;

/// <summary>What every loss must do, on outputs and, if it can, on logits; a new one is examined without a change here.</summary>
public class LossExam
{
    private const int Rows = 3;

    public static TheoryData<string, bool> Forms
    {
        get
        {
            var forms = new TheoryData<string, bool>();
            foreach (string name in Loss.Names)
            {
                forms.Add(name, false);
                if (Loss.Parse(name).FusedActivation is not null) forms.Add(name, true);
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_gradient_is_the_slope_of_the_batch_loss(string name, bool onLogits)
    {
        LossKernel<double> kernel = Loss.Parse(name).Kernel<double>(onLogits);
        foreach (int width in (int[])[1, 2, 5, 17])
        {
            Batch<double> batch = Example<double>(Rows, width, onLogits);
            double[] gradient = Evaluate(kernel, batch).Gradient;
            for (int i = 0; i < gradient.Length; i++)
            {
                double numeric = (BatchLoss(1e-6) - BatchLoss(-1e-6)) / 2e-6;
                Assert.True(
                    Math.Abs(numeric - gradient[i]) <= 1e-7 * (1 + Math.Abs(numeric)),
                    $"{name}, width {width}, output {i}: {gradient[i]:R}, central difference {numeric:R}");

                double BatchLoss(double step)
                {
                    double[] moved = [.. batch.Prediction];
                    moved[i] += step;
                    return Evaluate(kernel, batch with { Prediction = moved }).Losses.Zip(batch.Scale, (loss, scale) => loss * scale).Sum();
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_width_of_vector_gives_the_same_bits_for_every_length(string name, bool onLogits)
    {
        foreach (int width in Enumerable.Range(1, 70).Append(255).Append(256).Append(257).Append(1000))
        {
            SameBits<float>(Loss.Parse(name), onLogits, width);
            SameBits<double>(Loss.Parse(name), onLogits, width);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_row_does_not_depend_on_the_rows_beside_it(string name, bool onLogits)
    {
        LossKernel<float> kernel = Loss.Parse(name).Kernel<float>(onLogits);
        foreach (int width in (int[])[1, 3, 100, 300])
        {
            Batch<float> batch = Example<float>(7, width, onLogits);
            (double[] losses, float[] gradient) = Evaluate(kernel, batch);
            for (int row = 0; row < 7; row++)
            {
                Range outputs = (row * width)..((row + 1) * width);
                var alone = new Batch<float>(batch.Prediction[outputs], batch.Target[outputs], [batch.Scale[row]], width);
                Assert.Equal([losses[row]], Evaluate(kernel, alone).Losses);
                Assert.Equal(gradient[outputs], Evaluate(kernel, alone).Gradient);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_gradient_may_take_the_place_of_the_prediction_or_be_left_out(string name, bool onLogits)
    {
        LossKernel<float> kernel = Loss.Parse(name).Kernel<float>(onLogits);
        Batch<float> batch = Example<float>(Rows, 19, onLogits);
        (double[] losses, float[] gradient) = Evaluate(kernel, batch);

        double[] lossesAlone = new double[Rows], lossesInPlace = new double[Rows];
        kernel.Evaluate(batch.Prediction, batch.Target, batch.Scale, lossesAlone, [], 19);
        kernel.Evaluate(batch.Prediction, batch.Target, batch.Scale, lossesInPlace, batch.Prediction, 19);
        Assert.Equal(losses, lossesAlone);
        Assert.Equal(losses, lossesInPlace);
        Assert.Equal(gradient, batch.Prediction);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Saturated_predictions_stay_finite_and_NaN_stays_visible(string name, bool onLogits)
    {
        Saturated<float>(Loss.Parse(name), onLogits);
        Saturated<double>(Loss.Parse(name), onLogits);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Nothing_is_allocated(string name, bool onLogits)
    {
        LossKernel<float> kernel = Loss.Parse(name).Kernel<float>(onLogits);
        Batch<float> batch = Example<float>(Rows, 10, onLogits);
        double[] losses = new double[Rows];
        float[] gradient = new float[Rows * 10];
        long allocated = 0;
        for (int call = 0; call < 2; call++) // the first one compiles
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            kernel.Evaluate(batch.Prediction, batch.Target, batch.Scale, losses, gradient, 10);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static void Saturated<T>(Loss loss, bool onLogits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] ends = onLogits ? [1000, -1000] : [1, 0];
        T[] prediction = [.. ends.Concat(ends).Select(T.CreateChecked)];
        var batch = new Batch<T>(prediction, [T.Zero, T.One, T.One, T.Zero], [T.One, T.One], 2);
        (double[] losses, T[] gradient) = Evaluate(loss.Kernel<T>(onLogits), batch);
        Assert.All(losses, value => Assert.True(double.IsFinite(value)));
        Assert.All(gradient, slope => Assert.True(T.IsFinite(slope)));

        prediction[3] = T.NaN;
        (losses, gradient) = Evaluate(loss.Kernel<T>(onLogits), batch);
        Assert.True(double.IsNaN(losses[1]) || T.IsNaN(gradient[3]));
    }

    private static void SameBits<T>(Loss loss, bool onLogits, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Batch<T> batch = Example<T>(Rows, width, onLogits);
        (double[] losses, T[] gradient) = Evaluate(loss.Kernel<Simd128<T>, T>(onLogits), batch);
        foreach (LossKernel<T> wide in (LossKernel<T>[])[loss.Kernel<Simd256<T>, T>(onLogits), loss.Kernel<Simd512<T>, T>(onLogits)])
        {
            Assert.Equal(losses, Evaluate(wide, batch).Losses);
            Assert.Equal(gradient, Evaluate(wide, batch).Gradient);
        }
    }

    private static (double[] Losses, T[] Gradient) Evaluate<T>(LossKernel<T> kernel, Batch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] losses = new double[batch.Scale.Length];
        T[] gradient = new T[batch.Prediction.Length];
        kernel.Evaluate(batch.Prediction, batch.Target, batch.Scale, losses, gradient, batch.Width);
        return (losses, gradient);
    }

    /// <summary>Predictions that may be probabilities (or logits up to ±5), targets between 0 and 1, weights of any sum.</summary>
    private static Batch<T> Example<T>(int rows, int width, bool onLogits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] fractions = [.. Enumerable.Range(1, rows * width).Select(i => ((i * 37) % 97) / 97.0)];
        return new Batch<T>(
            [.. fractions.Select(x => T.CreateChecked(onLogits ? (10 * x) - 5 : 0.05 + (0.9 * x)))],
            [.. fractions.Select((_, i) => T.CreateChecked(i % 3 == 2 ? 0.35 : i % 3))],
            [.. Enumerable.Range(1, rows).Select(i => T.CreateChecked(0.4 / i))],
            width);
    }

    private sealed record Batch<T>(T[] Prediction, T[] Target, T[] Scale, int Width);
}
