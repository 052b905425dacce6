using System.Numerics;
using Hillock.Data;
using Hillock.Kernels;

namespace Hillock.Execution;

/// <summary>Runs samples through a plan in chunks and collects outputs and losses.</summary>
internal sealed class Evaluator<T> : IBatch
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkRows = 256;

    private readonly Workspace<T> workspace;
    private readonly Samples<T> samples;
    private readonly int[] rows;

    public Evaluator(Plan<T> plan, Samples<T> samples, WorkerPool pool)
    {
        this.samples = samples;
        rows = new int[plan.RowsAtOnce(Math.Clamp(samples.Count, 1, ChunkRows))];
        workspace = new Workspace<T>(plan, rows.Length, WorkspaceUse.Prediction, pool, samples.HasManyZeros);
        long length = (long)samples.Count * plan.OutputWidth;
        if (length > Array.MaxLength) throw new HillockException($"{samples.Count:N0} samples with {plan.OutputWidth:N0} outputs are more than fit into memory at once: evaluate fewer.");
        Outputs = new double[length];
    }

    /// <summary>The outputs after <see cref="Predict"/> or <see cref="Loss"/>: [samples, outputs].</summary>
    public double[] Outputs { get; }

    /// <summary>The outputs of all samples.</summary>
    public void Predict(T[] parameters) => Run(parameters, withLoss: false, []);

    /// <summary>The outputs of all samples, and the mean of their losses.</summary>
    /// <param name="parameters">The parameter vector.</param>
    /// <param name="weights">[samples] what each counts in the mean; empty: all the same.</param>
    public double Loss(T[] parameters, ReadOnlySpan<double> weights = default) => Run(parameters, withLoss: true, weights);

    void IBatch.Load(int first, int count, int worker)
    {
        samples.CopyInputs(rows.AsSpan(first, count), workspace.Inputs(first, count));
        if (samples.TargetWidth > 0) samples.CopyTargets(rows.AsSpan(first, count), workspace.Targets(first, count));
    }

    private double Run(T[] parameters, bool withLoss, ReadOnlySpan<double> weights)
    {
        double sum = 0, total = 0;
        int written = 0;
        for (int first = 0; first < samples.Count; first += rows.Length)
        {
            int count = Math.Min(rows.Length, samples.Count - first);
            Span<int> chunk = rows.AsSpan(0, count);
            for (int i = 0; i < count; i++) chunk[i] = first + i;
            if (withLoss)
            {
                workspace.Scale(count).Fill(T.One / T.CreateChecked(count));
                workspace.Loss(parameters, count, this);
                ReadOnlySpan<double> losses = workspace.Losses(count);
                for (int i = 0; i < count; i++)
                {
                    double weight = weights.IsEmpty ? 1 : weights[first + i];
                    sum += weight * losses[i];
                    total += weight;
                }
            }
            else
            {
                workspace.Predict(parameters, count, this);
            }

            foreach (T output in workspace.Outputs(count)) Outputs[written++] = double.CreateTruncating(output);
        }

        return total > 0 ? sum / total : 0;
    }
}
