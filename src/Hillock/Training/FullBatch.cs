using System.Numerics;
using Hillock.Execution;
using Hillock.Layers;
using Hillock.Optimizers;
using Hillock.Tensors;

namespace Hillock.Training;

/// <summary>All samples at once: an epoch is one iteration of L-BFGS with its line search.</summary>
internal sealed class FullBatch<T> : TrainingMethod<T>, IObjective, IBatch
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkRows = 1024;

    private readonly Workspace<T> workspace;
    private readonly LBfgsMinimizer minimizer;
    private readonly Penalty penalty;
    private readonly T[] gradients;
    private readonly int[] rows;
    private readonly double totalWeight;

    public FullBatch(TrainingTask<T> task, LBfgs optimizer)
        : base(task)
    {
        penalty = new Penalty(task.Experiment.L1, task.Experiment.L2);
        if (penalty.L1 > 0) throw new HillockException("L-BFGS needs a smooth loss, and an L1 penalty is not smooth at 0: use --l2, or another optimizer.");
        if (task.Definition.Layers.Any(layer => layer is Dropout))
            throw new HillockException("L-BFGS needs a loss that is the same each time it looks, and dropout changes it: leave it out, or use another optimizer.");
        rows = new int[task.Plan.RowsAtOnce(Math.Min(ChunkRows, task.Samples.Count))];
        workspace = new Workspace<T>(task.Plan, rows.Length, WorkspaceUse.Training, task.Pool, task.Samples.HasManyZeros);
        gradients = new T[task.Parameters.Length];
        totalWeight = task.SampleWeights.Length > 0 ? task.SampleWeights.Sum() : task.Samples.Count;
        double[] start = new double[task.Definition.ParameterCount];
        for (int i = 0; i < start.Length; i++) start[i] = double.CreateTruncating(task.Parameters[i]);
        minimizer = new LBfgsMinimizer(optimizer, this, start);
    }

    public override int StepsPerEpoch => 1;

    public override string? Finished => minimizer.Finished;

    public override (double Loss, int Samples) Step(int epoch, int index, double rate)
    {
        minimizer.Iterate();
        Load(minimizer.Point);
        if (!double.IsFinite(minimizer.Value)) throw Divergence.Describe(minimizer.Value, epoch + 1, rate, workspace, Task, rows.Length);

        // The last point that the line search looked at is where it stopped: its loss is that of the parameters now.
        return (minimizer.Value - penalty.Value<T>(Task.Parameters, Task.Definition.Parameters), Task.Samples.Count);
    }

    public override void Transfer(IStateTransfer state) => state.Transfer("minimizer", minimizer.State);

    public override void Changed(int index) => minimizer.Move(index, double.CreateTruncating(Task.Parameters[index]));

    /// <summary>The loss of all samples with its penalty, and its gradient; frozen parameters have none.</summary>
    public double Evaluate(ReadOnlySpan<double> w, Span<double> gradient)
    {
        Load(w);
        double loss = 0;
        for (int first = 0; first < Task.Samples.Count; first += rows.Length)
        {
            int count = Math.Min(rows.Length, Task.Samples.Count - first);
            for (int i = 0; i < count; i++) rows[i] = first + i;
            Span<T> scale = workspace.Scale(count);
            for (int i = 0; i < count; i++)
                scale[i] = T.CreateTruncating((Task.SampleWeights.Length > 0 ? Task.SampleWeights[first + i] : 1) / totalWeight);

            var pass = new Pass(count, Training: true, Task.Experiment.Seed);
            loss += workspace.ForwardBackward(Task.Parameters, pass, this);
            workspace.ParameterGradient(gradients, pass, accumulate: first > 0);
        }

        gradient.Clear();
        foreach (ParameterSlice slice in Task.Definition.Parameters)
        {
            if (slice.Frozen) continue;
            Span<T> own = slice.Of(gradients.AsSpan());
            if (slice.Role == ParameterRole.Weight && !penalty.IsNone) penalty.AddGradient(slice.Of<T>(Task.Parameters), own);
            Span<double> target = slice.Of(gradient);
            for (int i = 0; i < own.Length; i++) target[i] = double.CreateTruncating(own[i]);
        }

        return loss + penalty.Value<T>(Task.Parameters, Task.Definition.Parameters);
    }

    void IBatch.Load(int first, int count, int worker)
    {
        ReadOnlySpan<int> chunk = rows.AsSpan(first, count);
        Task.Samples.CopyInputs(chunk, workspace.Inputs(first, count));
        Task.Samples.CopyTargets(chunk, workspace.Targets(first, count));
    }

    private void Load(ReadOnlySpan<double> w)
    {
        // Frozen parameters have no gradient and so never leave their place.
        for (int i = 0; i < w.Length; i++) Task.Parameters[i] = T.CreateTruncating(w[i]);
    }
}
