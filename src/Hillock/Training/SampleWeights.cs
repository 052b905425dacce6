using Hillock.Data;

namespace Hillock.Training;

/// <summary>What each training sample counts: its own weight times its class's.</summary>
internal static class SampleWeights
{
    /// <summary>The weights of samples that are not encoded, empty if all are 1.</summary>
    public static double[] Of(ClassWeights mode, Dataset samples, TargetEncoding target) => Create(
        mode,
        target.Task == LearningTask.Regression ? [] : SampleEncoder.Classes(target, samples),
        samples.HasWeights ? [.. Enumerable.Range(0, samples.Count).Select(samples.Weight)] : [],
        target.Labels.Count);

    /// <summary>The weights, empty if all are 1.</summary>
    /// <param name="mode">Whether classes are balanced: a sample of class c then has weight n / (k·n_c).</param>
    /// <param name="classes">[samples] class of each; empty for regression.</param>
    /// <param name="weights">[samples] weights of the data's own; empty if there are none.</param>
    /// <param name="classCount">k.</param>
    /// <exception cref="HillockException">No sample counts at all.</exception>
    public static double[] Create(ClassWeights mode, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights, int classCount)
    {
        if (!weights.IsEmpty && !weights.ContainsAnyExcept(0)) throw new HillockException("All samples to learn from have the weight 0.");
        if (mode == ClassWeights.None || classes.IsEmpty) return weights.ToArray();
        int[] counts = new int[classCount];
        foreach (int index in classes) counts[index]++;
        int present = counts.Count(count => count > 0);
        double[] result = new double[classes.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = (double)classes.Length / ((double)present * counts[classes[i]]) * (weights.IsEmpty ? 1 : weights[i]);
        return result;
    }
}
