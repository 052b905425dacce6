using System.Numerics;
using Hillock.Execution;
using Hillock.Optimizers;
using Hillock.Tensors;

namespace Hillock.Training;

/// <summary>Finds where a loss that is no number came from, and says so.</summary>
internal static class Divergence
{
    /// <summary>The sentence for a loss of NaN or infinity, from the state the step left behind.</summary>
    public static HillockException Describe<T>(double loss, long step, double rate, Workspace<T> workspace, TrainingTask<T> task, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string what = double.IsNaN(loss) ? "NaN" : "infinite";
        if (!AllFinite<T>(workspace.Inputs(rows)))
            return new HillockException($"Loss became {what} at step {step:N0}: an input is not a finite number.");
        if (!AllFinite<T>(workspace.Targets(rows)))
            return new HillockException($"Loss became {what} at step {step:N0}: a target is not a finite number.");

        double largest = 0;
        foreach (ParameterSlice slice in task.Definition.Parameters)
        {
            foreach (T value in slice.Of<T>(task.Parameters))
            {
                double size = Math.Abs(double.CreateTruncating(value));
                largest = double.IsNaN(size) ? double.PositiveInfinity : Math.Max(largest, size);
            }
        }

        string layer = task.Plan.Steps[^1].Site.Name;
        for (int i = task.Plan.Steps.Count - 1; i >= 0; i--)
        {
            int width = task.Plan.Steps[i].Site.Output.Size;
            if (!AllFinite<T>(workspace.Buffers[i].Output.AsSpan(0, rows * width))) layer = task.Plan.Steps[i].Site.Name;
        }

        string weights = double.IsFinite(largest) ? $"largest weight {largest:G2}" : "a weight is no longer finite";
        return new HillockException($"Loss became {what} at step {step:N0} in '{layer}' ({weights}): {Cause(task, rate)}.");
    }

    /// <summary>Refuses parameters that are not finite: the last step's update may have spoilt them after its loss was computed.</summary>
    public static void CheckParameters<T>(TrainingTask<T> task, int epoch, double rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ParameterSlice slice in task.Definition.Parameters)
        {
            if (!AllFinite(slice.Of<T>(task.Parameters)))
                throw new HillockException($"A number in '{slice.Name}' became infinite or NaN in epoch {epoch:N0}: {Cause(task, rate)}.");
        }
    }

    private static string Cause<T>(TrainingTask<T> task, double rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => task.Experiment.Optimizer is GradientOptimizer
            ? $"the learning rate {Short(rate)} is too high, or the data hold huge numbers. Try {Short(rate / 10)}, clip the gradient, or search with --find-rate"
            : "the data hold huge numbers";

    // 1000, 0.3, 0.0002: people write rates without exponents.
    private static string Short(double rate) => rate is >= 1 and < 1e6 ? $"{rate:0.#}" : $"{rate:G2}";

    private static bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value)) return false;
        }

        return true;
    }
}
