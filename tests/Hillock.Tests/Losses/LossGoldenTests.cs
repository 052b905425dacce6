using System.Numerics;
using System.Text.Json;
using Hillock.Losses;

namespace Hillock.Tests.Losses;

public class LossGoldenTests
{
    private static readonly JsonElement Golden = GoldenFile.Read("losses.json");

    // The reference's key, the loss, and whether its predictions are logits.
    public static TheoryData<string, string, bool> Table => new()
    {
        { "squared_error", "squared_error", false },
        { "half_squared_error", "half_squared_error", false },
        { "mean_squared_error", "mean_squared_error", false },
        { "mean_absolute_error", "mean_absolute_error", false },
        { "huber_delta_1", "huber:1", false },
        { "log_cosh", "log_cosh", false },
        { "hinge", "hinge", false },
        { "poisson", "poisson", false },
        { "kl_divergence", "kl_divergence", false },
        { "binary_cross_entropy_on_probabilities", "binary_cross_entropy", false },
        { "binary_cross_entropy_on_logits", "binary_cross_entropy", true },
        { "cross_entropy_on_logits", "cross_entropy", true },
        { "cross_entropy_on_logits_label_smoothing_0.1", "cross_entropy:0.1", true },
        { "cross_entropy_on_logits_class_weights", "cross_entropy", true },
        { "cross_entropy_on_logits_sample_weights", "cross_entropy", true },
        { "cross_entropy_on_extreme_logits", "cross_entropy", true },
        { "cross_entropy_on_probabilities", "cross_entropy", false },
    };

    [Fact]
    public void Every_reference_is_compared() =>
        Assert.Equal(Golden.EnumerateObject().Select(property => property.Name).Order(), Table.Select(row => (string)row[0]).Order());

    [Theory]
    [MemberData(nameof(Table))]
    public void Losses_and_gradients_agree_with_PyTorch(string key, string loss, bool onLogits)
    {
        Check<double>(key, Loss.Parse(loss), onLogits);
        Check<float>(key, Loss.Parse(loss), onLogits);
    }

    private static void Check<T>(string key, Loss loss, bool onLogits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        JsonElement golden = Golden.GetProperty(key);
        T[] prediction = golden.GetProperty("prediction").Numbers<T>(), target = golden.GetProperty("target").Numbers<T>();
        int rows = golden.GetProperty("prediction").GetArrayLength(), width = prediction.Length / rows;
        double[] scale = Scale(golden, rows, width), expected = golden.GetProperty("dprediction").Numbers<double>();
        (double[] losses, T[] gradient) = Evaluate(loss.Kernel<T>(onLogits), prediction, target, scale, width);

        // Near p = 1 the slope 1/(1 − p) magnifies the rounding of p itself: single precision is held against double at the rounded p.
        if (typeof(T) == typeof(float) && key == "binary_cross_entropy_on_probabilities")
            expected = Evaluate(loss.Kernel<double>(onLogits), Doubles(prediction), Doubles(target), scale, width).Gradient;

        GoldenFile.AssertClose(golden.GetProperty("loss").GetDouble(), T.CreateTruncating(scale.Zip(losses, (s, l) => s * l).Sum()), key);
        GoldenFile.AssertClose<T>(expected, gradient, $"{key}: gradient");
    }

    private static (double[] Losses, T[] Gradient) Evaluate<T>(
        LossKernel<T> kernel, T[] prediction, T[] target, double[] scale, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] losses = new double[scale.Length];
        T[] gradient = new T[prediction.Length];
        kernel.Evaluate(prediction, target, [.. scale.Select(T.CreateTruncating)], losses, gradient, width);
        return (losses, gradient);
    }

    private static double[] Doubles<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(value => double.CreateTruncating(value))];

    /// <summary>A row's weight over the sum of weights: 1/N, by sample, or by the class that the one-hot target names.</summary>
    private static double[] Scale(JsonElement golden, int rows, int width)
    {
        double[] weights = [.. Enumerable.Repeat(1.0, rows)];
        if (golden.TryGetProperty("sample_weights", out JsonElement ofSamples)) weights = ofSamples.Numbers<double>();
        if (golden.TryGetProperty("class_weights", out JsonElement ofClasses))
        {
            double[] target = golden.GetProperty("target").Numbers<double>();
            weights = [.. weights.Select((_, row) => ofClasses[Array.IndexOf(target, 1.0, row * width) % width].GetDouble())];
        }

        return [.. weights.Select(weight => weight / weights.Sum())];
    }
}
