using System.Numerics;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>What a method of training works on: the plan, the parameters it moves, the samples.</summary>
internal sealed record TrainingTask<T>(
    Experiment Experiment, ModelDefinition Definition, Plan<T> Plan, T[] Parameters, Samples<T> Samples, double[] SampleWeights, WorkerPool Pool)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>How the parameters are moved, in steps; an epoch is a number of steps that see every training sample once.</summary>
internal abstract class TrainingMethod<T>(TrainingTask<T> task)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TrainingTask<T> Task { get; } = task;

    /// <summary>Steps in an epoch.</summary>
    public abstract int StepsPerEpoch { get; }

    /// <summary>Why there is nothing left to do, although epochs are left; null while there is.</summary>
    public virtual string? Finished => null;

    /// <summary>What to say when all epochs are done.</summary>
    public virtual string Exhausted(int epochs) => epochs == 1 ? "The one epoch is done." : $"All {epochs} epochs are done.";

    /// <summary>One step.</summary>
    /// <param name="epoch">The epoch, 0 for the first.</param>
    /// <param name="index">The step within the epoch, 0 for the first.</param>
    /// <param name="rate">The learning rate, where the method has one.</param>
    /// <returns>The loss of the samples it saw, before the step, and how many they were.</returns>
    public abstract (double Loss, int Samples) Step(int epoch, int index, double rate);

    /// <summary>Lists every array that must be kept for going on later with the same bits.</summary>
    public virtual void Transfer(IStateTransfer state)
    {
    }

    /// <summary>Takes note of a parameter that was set from outside, where the method has a copy of its own.</summary>
    /// <param name="index">Its place in the parameter vector.</param>
    public virtual void Changed(int index)
    {
    }

    /// <summary>The method that an experiment's optimizer asks for.</summary>
    /// <exception cref="HillockException">The network or a setting does not go with it.</exception>
    public static TrainingMethod<T> Create(TrainingTask<T> task)
    {
        if (task.Experiment.Optimizer is GradientOptimizer or LBfgs) RequireSlope(task.Definition);
        if (task.Experiment.Optimizer is GradientOptimizer gradient) return new MiniBatches<T>(task, gradient);
        if (task.Experiment.Augmentation is not null)
            throw new HillockException($"The optimizer '{task.Experiment.Optimizer.Name}' has no batches whose pictures could be varied: leave the augmentation out, or use another optimizer.");
        if (task.Experiment is not { ClipNorm: null, ClipValue: null, MaxNorm: null })
            throw new HillockException($"The optimizer '{task.Experiment.Optimizer.Name}' clips no gradients and limits no norms: leave that out, or use another optimizer.");
        if (task.Experiment is not { Schedule: Schedules.ConstantSchedule, BatchSize: null or 0 })
            throw new HillockException($"The optimizer '{task.Experiment.Optimizer.Name}' has neither batches nor a rate that a schedule could change: leave that out, or use another optimizer.");
        return task.Experiment.Optimizer switch
        {
            LBfgs optimizer => new FullBatch<T>(task, optimizer),
            Perceptron optimizer => new PerceptronPasses<T>(task, optimizer),
            LeastSquares => new ClosedForm<T>(task),
            Optimizer other => throw new HillockException($"There is no way of training with '{other.Name}'."),
        };
    }

    // No gradient comes through a step: whatever lies below the last one would stay as it is without a word.
    private static void RequireSlope(ModelDefinition definition)
    {
        int last = definition.Layers.Count - 1;
        while (last >= 0 && definition.Layers[last].OutputActivation is not Activations.Step) last--;
        for (int i = 0; i <= last; i++)
        {
            if (definition.Layers[i].Frozen || definition.Layout.Places[i].Site.Parameters.Count == 0) continue;
            throw new HillockException(
                $"'{definition.LayerNames[i]}' cannot learn by gradients: the step in '{definition.LayerNames[last]}' has slope 0 everywhere. Use sigmoid or tanh, freeze the layers up to there, or train one layer with the optimizer perceptron.");
        }
    }
}
