using System.Numerics;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>Gradient descent by mini-batches: each step moves the parameters by the averaged gradient of a few samples.</summary>
/// <remarks>Each epoch sees the samples in an order of its own, a function of the seed and the epoch alone.</remarks>
internal sealed class MiniBatches<T> : TrainingMethod<T>, IBatch
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] SlotNames = ["slot_0", "slot_1", "slot_2"];

    private readonly Workspace<T> workspace;
    private readonly ParameterUpdate<T> update;
    private readonly GradientOptimizer optimizer;
    private readonly Variation<T>? variation;
    private readonly int[] order;
    private readonly int batchSize;
    private int orderedEpoch = -1;
    private int batchStart;
    private long steps;

    public MiniBatches(TrainingTask<T> task, GradientOptimizer optimizer)
        : base(task)
    {
        this.optimizer = optimizer;
        order = new int[task.Samples.Count];
        batchSize = task.Experiment.BatchSizeFor(order.Length);
        workspace = new Workspace<T>(task.Plan, batchSize, WorkspaceUse.Training, task.Pool, task.Samples.HasManyZeros);
        if (task.Experiment.Augmentation is { } augmentation)
            variation = new Variation<T>(augmentation, task.Definition.Input, task.Samples, task.Experiment.Seed, task.Pool.ThreadCount);
        update = new ParameterUpdate<T>(task.Experiment, optimizer, task.Definition.Parameters, task.Parameters, batchSize);
    }

    public override int StepsPerEpoch => (order.Length + batchSize - 1) / batchSize;

    public override (double Loss, int Samples) Step(int epoch, int index, double rate)
    {
        if (orderedEpoch != epoch) Order(epoch);
        batchStart = index * batchSize;
        ReadOnlySpan<int> rows = order.AsSpan(batchStart, Math.Min(batchSize, order.Length - batchStart));
        Weigh(rows);
        return (StepOnBatch(rows.Length, rate, this), rows.Length);
    }

    void IBatch.Load(int first, int count, int worker)
    {
        int start = batchStart + first, next = Math.Min(start + batchSize, order.Length);
        ReadOnlySpan<int> rows = order.AsSpan(start, count);
        Task.Samples.CopyInputs(rows, workspace.Inputs(first, count));
        Task.Samples.CopyTargets(rows, workspace.Targets(first, count));
        variation?.Apply(worker, orderedEpoch, rows, workspace.Inputs(first, count), workspace.Targets(first, count));
        Task.Samples.Prefetch(order.AsSpan(next, Math.Min(count, order.Length - next)));
    }

    /// <summary>A step on a batch of the caller's own, with equal weights.</summary>
    public double Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, double rate)
    {
        int rows = inputs.Length / Task.Plan.InputWidth;
        if (rows < 1 || rows > workspace.MaximumRows || rows * Task.Plan.InputWidth != inputs.Length || rows * Task.Plan.OutputWidth != targets.Length)
        {
            throw new ArgumentException(
                $"A batch is 1 to {workspace.MaximumRows} rows of {Task.Plan.InputWidth} inputs and {Task.Plan.OutputWidth} targets, not {inputs.Length} inputs and {targets.Length} targets.");
        }

        inputs.CopyTo(workspace.Inputs(rows));
        targets.CopyTo(workspace.Targets(rows));
        workspace.Scale(rows).Fill(T.One / T.CreateChecked(rows));
        return StepOnBatch(rows, rate, null);
    }

    public override void Transfer(IStateTransfer state)
    {
        state.Transfer("steps", new Span<long>(ref steps));
        state.Transfer("scalars", update.Scalars.AsSpan());
        for (int slot = 0; slot < optimizer.Slots; slot++) state.Transfer(SlotNames[slot], update.Slots[slot].AsSpan());
    }

    private double StepOnBatch(int rows, double rate, IBatch? batch)
    {
        var pass = new Pass(rows, Training: true, Task.Experiment.Seed, steps);
        double loss = workspace.ForwardBackward(Task.Parameters, pass, batch, update.Factor(rate));
        if (!double.IsFinite(loss)) throw Divergence.Describe(loss, steps + 1, rate, workspace, Task, rows);
        update.Step(workspace, pass, ++steps, rate);
        return loss;
    }

    private void Order(int epoch)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        new RandomStream(Task.Experiment.Seed, RandomPurpose.Shuffle, epoch).Shuffle(order);
        orderedEpoch = epoch;
    }

    // sᵢ = wᵢ / Σw: the batch's loss is a weighted mean.
    private void Weigh(ReadOnlySpan<int> rows)
    {
        Span<T> scale = workspace.Scale(rows.Length);
        if (Task.SampleWeights.Length == 0)
        {
            scale.Fill(T.One / T.CreateChecked(rows.Length));
            return;
        }

        double sum = 0;
        foreach (int row in rows) sum += Task.SampleWeights[row];
        for (int i = 0; i < rows.Length; i++)
            scale[i] = sum > 0 ? T.CreateTruncating(Task.SampleWeights[rows[i]] / sum) : T.Zero;
    }
}
