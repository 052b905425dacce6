using System.Runtime.CompilerServices;
using Hillock.Data;
using Hillock.Metrics;

namespace Hillock.Tracing.Diagnosis;

/// <summary>How well samples are predicted by those most like them (Fix &amp; Hodges 1951): a yardstick that needs no training.</summary>
internal static class NeighborScore
{
    private const int Neighbors = 5;

    /// <summary>Each sample is answered by the majority, or the mean, of its nearest others; accuracy or R² of these answers.</summary>
    /// <param name="inputs">[samples, width].</param>
    /// <param name="width">Inputs of a sample.</param>
    /// <param name="data">The samples, for their targets.</param>
    public static double Of(double[] inputs, int width, Dataset data)
    {
        int count = data.Count, targets = data.TargetNames.Count;
        int right = 0;
        double[] answers = new double[data.Task == LearningTask.Regression ? count * targets : 0];
        for (int sample = 0; sample < count; sample++)
        {
            int[] near = Nearest(inputs, width, sample, count);
            if (answers.Length == 0)
            {
                // Of equally many the nearest decides.
                int answer = near.Select(data.Class).GroupBy(label => label).MaxBy(group => group.Count())!.Key;
                if (answer == data.Class(sample)) right++;
                continue;
            }

            for (int target = 0; target < targets; target++) answers[(sample * targets) + target] = near.Average(other => data.Value(other, target));
        }

        return answers.Length == 0 ? (double)right / count : RegressionEvaluation.Determination(data.Numbers(), answers, targets);
    }

    // The nearest first. Only they are kept in order: a table may have thousands of columns, each of which is asked.
    private static int[] Nearest(double[] inputs, int width, int sample, int count)
    {
        Span<double> distances = stackalloc double[Neighbors];
        int[] nearest = new int[Math.Min(Neighbors, count - 1)];
        ReadOnlySpan<double> here = inputs.AsSpan(sample * width, width);
        int kept = 0;
        for (int other = 0; other < count; other++)
        {
            if (other == sample) continue; // nobody votes on itself
            double distance = Distance(here, inputs.AsSpan(other * width, width));
            if (kept == nearest.Length && !(distance < distances[kept - 1])) continue;
            int place = kept < nearest.Length ? kept++ : kept - 1;
            for (; place > 0 && distance < distances[place - 1]; place--) (distances[place], nearest[place]) = (distances[place - 1], nearest[place - 1]);
            (distances[place], nearest[place]) = (distance, other);
        }

        return nearest;
    }

    // Called a hundred thousand times in a row, once in a run: too early for the JIT to have seen that it pays.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length && i < b.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
