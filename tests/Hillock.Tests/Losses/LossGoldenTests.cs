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
        { "cross_entropy_on_logits", "cross_entropy", true },
        { "cross_entropy_on_logits_label_smoothing_0.1", "cross_entropy:0.1", true },
        { "cross_entropy_on_logits_class_weights", "cross_entropy", true },
        { "cross_entropy_on_logits_sample_weights", "cross_entropy", true },
        { "cross_entropy_on_extreme_logits", "cross_entropy", true },
        { "cross_entropy_on_probabilities", "cross_entropy", false },
    };

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
        double[] scale = Scale(golden, rows, width), losses = new double[rows];
        T[] gradient = new T[prediction.Length];
        loss.Kernel<T>(onLogits).Evaluate(prediction, target, [.. scale.Select(T.CreateTruncating)], losses, gradient, width);

        GoldenFile.AssertClose(golden.GetProperty("loss").GetDouble(), T.CreateTruncating(scale.Zip(losses, (s, l) => s * l).Sum()), key);
        GoldenFile.AssertClose<T>(golden.GetProperty("dprediction").Numbers<double>(), gradient, $"{key}: gradient");
    }

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
