using System.Numerics;
using Hillock.Kernels;
using Hillock.Optimizers;
using Hillock.Tensors;

namespace Hillock.Training;

/// <summary>Moves the parameters by their gradients: penalties, clipping, the optimizer's rule, the limit on norms.</summary>
/// <remarks>
/// The vector is cut into chunks that stay in the cache through all of it. Only clipping by norm needs two passes: the norm is a sum over
/// all chunks, added in their order.
/// </remarks>
internal sealed class ParameterUpdate<T> : ITiledWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkLength = 16384;

    private readonly WorkerPool pool;
    private readonly ParameterSlice[] weights; // that training may change
    private readonly OptimizerKernel<T> kernel;
    private readonly Penalty penalty;
    private readonly Experiment experiment;
    private readonly (int Offset, int Length, bool IsWeight)[] chunks;
    private readonly double[] squares;
    private readonly T[] parameters;
    private readonly T[] gradients;
    private bool measures;
    private double factor;

    public ParameterUpdate(
        Experiment experiment, GradientOptimizer optimizer, IReadOnlyList<ParameterSlice> slices, T[] parameters, T[] gradients, WorkerPool pool)
    {
        (this.experiment, this.parameters, this.gradients, this.pool) = (experiment, parameters, gradients, pool);
        weights = [.. slices.Where(slice => slice is { Frozen: false, Role: ParameterRole.Weight })];
        penalty = new Penalty(experiment.L1, experiment.L2);
        kernel = optimizer.Kernel<T>();
        int length = parameters.Length;
        Slots = [.. Enumerable.Range(0, 3).Select(slot => slot < optimizer.Slots ? Filled(length, optimizer.InitialValue(slot)) : [])];
        Scalars = new double[optimizer.Scalars];
        chunks = [.. slices.Where(slice => !slice.Frozen).SelectMany(Chunks)];
        squares = new double[chunks.Length];
    }

    /// <summary>What the optimizer remembers of each parameter: up to three arrays parallel to them.</summary>
    public T[][] Slots { get; }

    /// <summary>What the optimizer remembers besides.</summary>
    public double[] Scalars { get; }

    /// <summary>One step with the gradient as it is.</summary>
    /// <param name="step">The step's number, 1 for the first.</param>
    /// <param name="rate">Its learning rate.</param>
    public void Step(long step, double rate)
    {
        kernel.BeginStep(step, rate, Scalars);
        factor = 1;
        if (experiment.ClipNorm is { } maximum)
        {
            measures = true;
            pool.Run(this, chunks.Length);
            measures = false;
            double sum = 0;
            foreach (double part in squares) sum += part;
            factor = GradientClipping.Factor(Math.Sqrt(sum), maximum);
        }

        pool.Run(this, chunks.Length);
        if (experiment.MaxNorm is { } limit) LimitNorms(limit);
    }

    void ITiledWork.Run(int tile, int worker)
    {
        (int offset, int length, bool isWeight) = chunks[tile];
        Span<T> w = parameters.AsSpan(offset, length);
        Span<T> g = gradients.AsSpan(offset, length);
        if (measures || experiment.ClipNorm is null)
        {
            if (isWeight && !penalty.IsNone) penalty.AddGradient(w, g);
            if (experiment.ClipValue is { } value) GradientClipping.ToValue(g, value);
        }

        if (measures)
        {
            squares[tile] = Reductions.SumOfSquares<T>(g);
            return;
        }

        if (factor < 1) GradientClipping.Scale(g, factor);
        kernel.Update(w, g, Part(0, offset, length), Part(1, offset, length), Part(2, offset, length), isWeight);
    }

    private Span<T> Part(int slot, int offset, int length) => Slots[slot].Length == 0 ? default : Slots[slot].AsSpan(offset, length);

    // Each unit's incoming weights, a column of [in][out], are scaled down to at most this Euclidean norm (Srivastava et al. 2014).
    private void LimitNorms(double limit)
    {
        foreach (ParameterSlice slice in weights)
        {
            Span<T> w = slice.Of(parameters.AsSpan());
            int units = slice.Shape[slice.Shape.Rank - 1];
            for (int unit = 0; unit < units; unit++)
            {
                double sum = 0;
                for (int i = unit; i < w.Length; i += units)
                {
                    double weight = double.CreateTruncating(w[i]);
                    sum += weight * weight;
                }

                if (sum <= limit * limit) continue;
                T scale = T.CreateTruncating(limit / Math.Sqrt(sum));
                for (int i = unit; i < w.Length; i += units) w[i] *= scale;
            }
        }
    }

    private static IEnumerable<(int Offset, int Length, bool IsWeight)> Chunks(ParameterSlice slice)
    {
        for (int start = 0; start < slice.Length; start += ChunkLength)
            yield return (slice.Offset + start, Math.Min(ChunkLength, slice.Length - start), slice.Role == ParameterRole.Weight);
    }

    private static T[] Filled(int length, double value)
    {
        var slot = new T[length];
        slot.AsSpan().Fill(T.CreateTruncating(value));
        return slot;
    }
}
