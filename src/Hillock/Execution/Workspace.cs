using System.Numerics;
using Hillock.Kernels;
using Hillock.Layers;

namespace Hillock.Execution;

/// <summary>What a workspace is for: it decides which arrays live how long.</summary>
internal enum WorkspaceUse
{
    /// <summary>Forward only: nothing is kept for a backward pass.</summary>
    Prediction,

    /// <summary>Forward and backward: outputs and each trainable layer's δ stay until the parameter gradients are computed.</summary>
    Training,

    /// <summary>Everything stays, down to the gradient of the input.</summary>
    Tracing,
}

/// <summary>Where a batch comes from, row by row, so that several threads can fetch it.</summary>
internal interface IBatch
{
    /// <summary>Writes the inputs, and the targets if there are any, of some rows of the batch into the workspace.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="worker">Which of the pool's threads asks: its scratch memory is free to use.</param>
    void Load(int first, int count, int worker);
}

/// <summary>What becomes of the gradient, part by part, as soon as a part is complete.</summary>
internal interface IGradientSink
{
    /// <summary>Uses a part of the gradient vector; parts come from several threads in any order.</summary>
    void Take(in GradientRange range);
}

/// <summary>The preallocated memory in which one thread of control runs a plan, for any number of rows up to a maximum.</summary>
/// <remarks>
/// Each method allocates nothing. Rows are split among the pool's threads in bands, parameter gradients in tiles; work too small to gain
/// from threads runs on the caller's, as trials have shown. None of this changes a bit of any result.
/// </remarks>
internal sealed class Workspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // With this many operations in a pass, threads gain on any machine.
    private const long ManyOperations = 20_000_000;

    private readonly Plan<T> plan;
    private readonly ThreadChoice choice;
    private readonly StepBuffers<T>[] buffers;
    private readonly T[][] scratch;
    private readonly T[] targets;
    private readonly T[] scale;
    private readonly T[] gradientScale;
    private readonly double[] losses;
    private readonly T[] outputs;
    private readonly int firstBackward;
    private readonly RowBands bands;
    private readonly GradientTiles gradientTiles;
    private WorkerPool pool;

    /// <summary>Allocates what a plan needs for up to <paramref name="maximumRows"/> rows.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="maximumRows">Rows of a batch at most.</param>
    /// <param name="use">What for.</param>
    /// <param name="pool">The threads.</param>
    /// <param name="zeros">Whether the inputs may have many zeros, worth looking for.</param>
    public Workspace(Plan<T> plan, int maximumRows, WorkspaceUse use, WorkerPool pool, bool zeros = false)
    {
        zeros &= plan.LeavesOutZeros;
        this.plan = plan;
        this.pool = pool;
        choice = new ThreadChoice(pool, plan.OperationsPerRow * maximumRows > ManyOperations);
        MaximumRows = maximumRows;
        firstBackward = use == WorkspaceUse.Tracing ? 0 : plan.FirstTrainable;
        buffers = CreateBuffers(plan, maximumRows, use, firstBackward, zeros);
        scratch = [.. Enumerable.Range(0, pool.ThreadCount).Select(_ => new T[plan.ScratchLength])];
        scale = new T[maximumRows];
        gradientScale = new T[maximumRows];
        outputs = plan.OutputActivation is null ? buffers[^1].Output : Allocate(maximumRows, plan.OutputWidth);
        targets = Allocate(maximumRows, plan.OutputWidth);
        losses = new double[maximumRows];
        bands = new RowBands(this);
        gradientTiles = new GradientTiles(this);
    }

    public int MaximumRows { get; }

    /// <summary>As many threads as the last pass was given.</summary>
    public WorkerPool Pool => pool;

    /// <summary>The memory of each step, for those who look inside.</summary>
    public IReadOnlyList<StepBuffers<T>> Buffers => buffers;

    /// <summary>Where the batch's inputs are written before a pass: [rows, inputs].</summary>
    public Span<T> Inputs(int rows) => Inputs(0, rows);

    /// <summary>The inputs of some rows.</summary>
    public Span<T> Inputs(int first, int count) => buffers[0].Input.AsSpan(first * plan.InputWidth, count * plan.InputWidth);

    /// <summary>Where the batch's targets are written: [rows, outputs].</summary>
    public Span<T> Targets(int rows) => Targets(0, rows);

    /// <summary>The targets of some rows.</summary>
    public Span<T> Targets(int first, int count) => targets.AsSpan(first * plan.OutputWidth, count * plan.OutputWidth);

    /// <summary>Each sample's weight in the batch's loss: [rows], summing to 1.</summary>
    public Span<T> Scale(int rows) => scale.AsSpan(0, rows);

    /// <summary>Each sample's own loss after <see cref="Loss(T[], int, IBatch?)"/> or <see cref="ForwardBackward"/>: [rows].</summary>
    public ReadOnlySpan<double> Losses(int rows) => losses.AsSpan(0, rows);

    /// <summary>The network's outputs after <see cref="Predict"/>: [rows, outputs].</summary>
    public ReadOnlySpan<T> Outputs(int rows) => outputs.AsSpan(0, rows * plan.OutputWidth);

    /// <summary>Outputs from <see cref="Inputs(int)"/>, or from a batch that is fetched there.</summary>
    public void Predict(T[] parameters, int rows, IBatch? batch = null) => RunBands(parameters, new Pass(rows), Phase.Outputs, T.One, batch);

    /// <summary>Outputs and losses from inputs and targets, as in use, without dropout.</summary>
    /// <returns>Σ sᵢ·ℓᵢ.</returns>
    public double Loss(T[] parameters, int rows, IBatch? batch = null)
    {
        RunBands(parameters, new Pass(rows), Phase.Outputs | Phase.Losses, T.One, batch);
        return SumOfLosses(rows);
    }

    /// <summary>Losses from inputs and targets as in a pass of training, dropout and all, without its way back.</summary>
    /// <returns>Σ sᵢ·ℓᵢ.</returns>
    public double Loss(T[] parameters, in Pass pass)
    {
        RunBands(parameters, pass, Phase.Losses, T.One, null);
        return SumOfLosses(pass.Rows);
    }

    /// <summary>Losses from inputs and targets, and each layer's δ; the gradient follows by <see cref="ParameterGradient"/>.</summary>
    /// <param name="parameters">The parameter vector.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="batch">Where inputs and targets come from; null: they are here.</param>
    /// <param name="factor">What every δ, and so the gradient, is multiplied by; null: 1.</param>
    /// <returns>Σ sᵢ·ℓᵢ.</returns>
    public double ForwardBackward(T[] parameters, in Pass pass, IBatch? batch = null, T? factor = null)
    {
        RunBands(parameters, pass, Phase.Losses | Phase.Backward, factor ?? T.One, batch);
        return SumOfLosses(pass.Rows);
    }

    /// <summary>∂L/∂parameters after <see cref="ForwardBackward"/>, times its factor.</summary>
    /// <param name="gradients">The gradient vector.</param>
    /// <param name="pass">The same pass.</param>
    /// <param name="accumulate">Whether to add to what the vector holds.</param>
    /// <param name="sink">Takes each part while it is in the cache.</param>
    public void ParameterGradient(T[] gradients, in Pass pass, bool accumulate = false, IGradientSink? sink = null)
    {
        pool.Run(gradientTiles, gradientTiles.Prepare(gradients, pass, accumulate, sink));
        choice.End();
    }

    /// <summary>The outputs of the last pass, from the logits where they are fused with the loss.</summary>
    private void FinishOutputs(int first, int count)
    {
        if (plan.OutputActivation is null) return;
        int width = plan.OutputWidth;
        plan.OutputActivation.Forward(
            buffers[^1].Output.AsSpan(first * width, count * width), outputs.AsSpan(first * width, count * width), plan.OutputRowWidth);
    }

    private void RunBands(T[] parameters, in Pass pass, Phase phase, T factor, IBatch? batch)
    {
        if (pass.Rows > MaximumRows) throw new ArgumentException($"This workspace takes up to {MaximumRows} rows, not {pass.Rows}.");
        pool = choice.Begin(isTypical: pass.Rows == MaximumRows);
        pool.Run(bands, bands.Prepare(parameters, pass, phase, factor, batch, pool.ThreadCount));
        if (!bands.Has(Phase.Backward)) choice.End(); // else the gradient still belongs to it
    }

    private double SumOfLosses(int rows)
    {
        double sum = 0;
        for (int i = 0; i < rows; i++) sum += double.CreateTruncating(scale[i]) * losses[i];
        return sum;
    }

    // Tiles of the matrix product that so many rows fill.
    private static int Tiles(int rows) => (rows + MatrixProduct.TileRows - 1) / MatrixProduct.TileRows;

    private static T[] Allocate(int rows, int width) => ((long)rows * width) + Simd.Slack <= Array.MaxLength
        ? new T[(rows * width) + Simd.Slack]
        : throw new HillockException($"{rows:N0} rows of {width:N0} numbers are more than one array can hold: take fewer rows at once.");

    private static StepBuffers<T>[] CreateBuffers(Plan<T> plan, int rows, WorkspaceUse use, int firstBackward, bool zeros)
    {
        int count = plan.Steps.Count;
        T[][] values = new T[count + 1][];
        T[][] gradients = new T[count + 1][];
        for (int i = 0; i <= count; i++)
        {
            if (i > 0 && plan.Steps[i - 1].IsView)
            {
                (values[i], gradients[i]) = (values[i - 1], gradients[i - 1]);
                continue;
            }

            // Step i's parameters need ∂L/∂output of step i, array i + 1; array i is needed only by steps before it.
            int width = i < count ? plan.Steps[i].Site.Input.Size : plan.OutputWidth;
            bool hasGradient = use == WorkspaceUse.Tracing || (use == WorkspaceUse.Training && i > firstBackward);
            gradients[i] = hasGradient ? Allocate(rows, width) : [];
            values[i] = Allocate(rows, width);
        }

        return [.. plan.Steps.Select((step, i) => new StepBuffers<T>
        {
            Input = values[i],
            Output = values[i + 1],
            RowNonZeros = zeros && i == plan.FirstInput ? new NonZeros(Tiles(rows), step.Site.Input.Size) : null,
            ColumnNonZeros = zeros && i == plan.FirstInput && use != WorkspaceUse.Prediction && step.IsTrainable ? new NonZeros(Tiles(step.Site.Input.Size), rows) : null,
            Kept = use == WorkspaceUse.Prediction || step.KeptWidth == 0 ? [] : Allocate(rows, step.KeptWidth),
            InputGradient = gradients[i],
            OutputGradient = gradients[i + 1],
        })];
    }

    [Flags]
    private enum Phase
    {
        Outputs = 1,
        Losses = 2,
        Backward = 4,
    }

    /// <summary>All steps over a band of rows, forward and back, without waiting for the other bands.</summary>
    private sealed class RowBands(Workspace<T> owner) : ITiledWork
    {
        private T[] parameters = [];
        private Pass pass;
        private Phase phase;
        private T factor;
        private IBatch? batch;
        private int bandRows;

        public int Prepare(T[] parameters, in Pass pass, Phase phase, T factor, IBatch? batch, int pieces)
        {
            (this.parameters, this.pass, this.phase, this.factor, this.batch) = (parameters, pass, phase, factor, batch);
            bandRows = Tiles((pass.Rows + pieces - 1) / pieces) * MatrixProduct.TileRows;
            return (pass.Rows + bandRows - 1) / bandRows;
        }

        public void Run(int tile, int worker)
        {
            int first = tile * bandRows;
            int count = Math.Min(bandRows, pass.Rows - first);
            Plan<T> plan = owner.plan;
            Span<T> scratch = owner.scratch[worker];
            batch?.Load(first, count, worker);
            for (int i = 0; i < plan.Steps.Count; i++)
                plan.Steps[i].Forward(owner.buffers[i], parameters, first, count, pass, scratch);

            if (Has(Phase.Outputs)) owner.FinishOutputs(first, count);
            if (Has(Phase.Losses)) Loss(first, count);
            if (!Has(Phase.Backward)) return;
            for (int i = plan.Steps.Count - 1; i >= owner.firstBackward; i--)
                plan.Steps[i].Backward(owner.buffers[i], parameters, first, count, pass, scratch);
        }

        // Not HasFlag, which boxes until the JIT has optimized its caller.
        public bool Has(Phase part) => (phase & part) == part;

        private void Loss(int first, int count)
        {
            int width = owner.plan.OutputWidth;
            StepBuffers<T> last = owner.buffers[^1];
            bool backward = Has(Phase.Backward) && last.OutputGradient.Length > 0;
            Span<T> scale = owner.gradientScale.AsSpan(first, count);
            Elementwise.Map(new ScaleBy<T>(factor), owner.scale.AsSpan(first, count), scale);
            owner.plan.Loss.Evaluate(
                last.Output.AsSpan(first * width, count * width),
                owner.targets.AsSpan(first * width, count * width),
                scale,
                owner.losses.AsSpan(first, count),
                backward ? last.OutputGradient.AsSpan(first * width, count * width) : default,
                width);
        }
    }

    /// <summary>The parameter gradients of all steps, tile by tile, one layer's tiles after the other's.</summary>
    private sealed class GradientTiles : ITiledWork
    {
        private readonly Workspace<T> owner;
        private readonly (int Step, int Tile, GradientRange[] Ranges)[] tiles;
        private T[] gradients = [];
        private Pass pass;
        private bool accumulate;
        private IGradientSink? sink;

        public GradientTiles(Workspace<T> owner)
        {
            this.owner = owner;

            // Where the way back goes through all layers, a frozen one still tells its gradient to whoever traces.
            tiles = [.. owner.plan.Steps.SelectMany((step, i) => step.IsTrainable || owner.firstBackward == 0
                ? Enumerable.Range(0, step.GradientTiles).Select(tile => (i, tile, step.GradientRanges(tile).ToArray()))
                : [])];
        }

        public int Prepare(T[] gradients, in Pass pass, bool accumulate, IGradientSink? sink)
        {
            (this.gradients, this.pass, this.accumulate, this.sink) = (gradients, pass, accumulate, sink);
            return tiles.Length;
        }

        public void Run(int tile, int worker)
        {
            (int step, int part, GradientRange[] ranges) = tiles[tile];
            owner.plan.Steps[step].ParameterGradient(owner.buffers[step], gradients, part, pass, accumulate, owner.scratch[worker]);
            if (sink is null) return;
            foreach (GradientRange range in ranges) sink.Take(range);
        }
    }
}
