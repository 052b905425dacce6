using System.Numerics;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Optimizers;
using Hillock.Tensors;

namespace Hillock.Training;

/// <summary>Moves the parameters by their gradients: penalties, clipping, the optimizer's rule, the limit on norms.</summary>
/// <remarks>
/// A part of the vector goes through all of it while it is in the cache, right after its gradient is computed. Plain gradient descent
/// needs no gradient vector: with every δ multiplied by −η, the sums over the batch are added to the weights themselves. Only clipping by norm
/// must wait for the whole gradient: the norm is a sum over chunks, added in their order.
/// </remarks>
internal sealed class ParameterUpdate<T> : IGradientSink, ITiledWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkLength = 16384;

    private readonly ParameterSlice[] weights; // that training may change
    private readonly OptimizerKernel<T> kernel;
    private readonly Penalty penalty;
    private readonly Experiment experiment;
    private readonly GradientRange[] chunks;
    private readonly double[] squares;
    private readonly T[] parameters;
    private bool measures;
    private double factor = 1;

    public ParameterUpdate(
        Experiment experiment, GradientOptimizer optimizer, IReadOnlyList<ParameterSlice> slices, T[] parameters, int batchSize)
    {
        (this.experiment, this.parameters) = (experiment, parameters);
        weights = [.. slices.Where(slice => slice is { Frozen: false, Role: ParameterRole.Weight })];
        penalty = new Penalty(experiment.L1, experiment.L2);
        kernel = optimizer.Kernel<T>();
        IsPlainDescent = optimizer is Sgd { WeightDecay: 0 } && penalty.IsNone && experiment is { ClipNorm: null, ClipValue: null }
            && batchSize <= MatrixProduct.PanelDepth; // one sum, added once: several parts would each be rounded to the weight's size
        Gradients = IsPlainDescent ? [] : new T[parameters.Length];
        int length = parameters.Length;
        Slots = [.. Enumerable.Range(0, 3).Select(slot => slot < optimizer.Slots ? Filled(length, optimizer.InitialValue(slot)) : [])];
        Scalars = new double[optimizer.Scalars];
        chunks = experiment.ClipNorm is null ? [] : [.. slices.Where(slice => !slice.Frozen).SelectMany(Chunks)];
        squares = new double[chunks.Length];
    }

    /// <summary>What the optimizer remembers of each parameter: up to three arrays parallel to them.</summary>
    public T[][] Slots { get; }

    /// <summary>What the optimizer remembers besides.</summary>
    public double[] Scalars { get; }

    /// <summary>Whether w ← w − ηg is all there is to do.</summary>
    public bool IsPlainDescent { get; }

    /// <summary>What δ is multiplied by on the way back: −η where the sums are added to the weights, else 1.</summary>
    public T Factor(double rate) => IsPlainDescent ? T.CreateTruncating(-rate) : T.One;

    /// <summary>The gradient vector, with slack behind it; empty for plain descent.</summary>
    public T[] Gradients { get; }

    /// <summary>One step.</summary>
    /// <param name="workspace">Where the backward pass has been, with <see cref="Factor"/>.</param>
    /// <param name="pass">That pass.</param>
    /// <param name="step">The step's number, 1 for the first.</param>
    /// <param name="rate">Its learning rate.</param>
    public void Step(Workspace<T> workspace, in Pass pass, long step, double rate)
    {
        Begin(step, rate);
        if (IsPlainDescent) workspace.ParameterGradient(parameters, pass, accumulate: true);
        else workspace.ParameterGradient(Gradients, pass, sink: this);
        Finish(workspace.Pool);
    }

    /// <summary>Before the first part of a step's gradient.</summary>
    public void Begin(long step, double rate) => kernel.BeginStep(step, rate, Scalars);

    /// <summary>Moves the parameters of a part, unless the whole gradient's norm must be known first.</summary>
    public void Take(in GradientRange range)
    {
        if (experiment.ClipNorm is not null) return;
        Penalize(range);
        Update(range);
    }

    /// <summary>After the last part of a step's gradient: what must know the whole.</summary>
    public void Finish(WorkerPool pool)
    {
        if (experiment.ClipNorm is { } maximum) Clip(maximum, pool);
        if (experiment.MaxNorm is { } limit) LimitNorms(limit);
    }

    void ITiledWork.Run(int tile, int worker)
    {
        GradientRange chunk = chunks[tile];
        if (measures)
        {
            Penalize(chunk);
            squares[tile] = Reductions.SumOfSquares<T>(Gradients.AsSpan(chunk.Offset, chunk.Length));
            return;
        }

        if (factor < 1) GradientClipping.Scale(Gradients.AsSpan(chunk.Offset, chunk.Length), factor);
        Update(chunk);
    }

    private void Clip(double maximum, WorkerPool pool)
    {
        measures = true;
        pool.Run(this, chunks.Length);
        measures = false;
        double sum = 0;
        foreach (double part in squares) sum += part;
        factor = GradientClipping.Factor(Math.Sqrt(sum), maximum);
        pool.Run(this, chunks.Length);
    }

    private void Penalize(in GradientRange range)
    {
        Span<T> g = Gradients.AsSpan(range.Offset, range.Length);
        if (range.Role == ParameterRole.Weight && !penalty.IsNone) penalty.AddGradient(parameters.AsSpan(range.Offset, range.Length), g);
        if (experiment.ClipValue is { } value) GradientClipping.ToValue(g, value);
    }

    private void Update(in GradientRange range) => kernel.Update(
        parameters.AsSpan(range.Offset, range.Length),
        Gradients.AsSpan(range.Offset, range.Length),
        Part(0, range),
        Part(1, range),
        Part(2, range),
        range.Role == ParameterRole.Weight);

    private Span<T> Part(int slot, in GradientRange range) => Slots[slot].Length == 0 ? default : Slots[slot].AsSpan(range.Offset, range.Length);

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

    private static IEnumerable<GradientRange> Chunks(ParameterSlice slice)
    {
        for (int start = 0; start < slice.Length; start += ChunkLength)
            yield return new GradientRange(slice.Offset + start, Math.Min(ChunkLength, slice.Length - start), slice.Role);
    }

    private static T[] Filled(int length, double value)
    {
        var slot = new T[length];
        slot.AsSpan().Fill(T.CreateTruncating(value));
        return slot;
    }
}
