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

    private static int[] Nearest(double[] inputs, int width, int sample, int count)
    {
        double[] distances = new double[count];
        int[] order = new int[count];
        for (int other = 0; other < count; other++)
        {
            order[other] = other;
            distances[other] = Distance(inputs.AsSpan(sample * width, width), inputs.AsSpan(other * width, width));
        }

        distances[sample] = double.PositiveInfinity; // nobody votes on itself
        Array.Sort(distances, order);
        return order[..Math.Min(Neighbors, count - 1)];
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
