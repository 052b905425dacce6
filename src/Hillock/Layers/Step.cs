using System.Numerics;
using Hillock.Kernels;
using Hillock.Tensors;

namespace Hillock.Layers;

/// <summary>Where a layer stands in its network: all that a step needs to know about the rest.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Index">Its number in the network, from 0.</param>
/// <param name="Input">Shape of a sample that comes in.</param>
/// <param name="Output">Shape of a sample that goes out.</param>
/// <param name="Parameters">Its slices of the parameter vector, in the order it asked for them.</param>
/// <param name="KeepsPreActivation">For tracing: keep z even if the backward pass does not need it.</param>
internal sealed record StepSite(
    string Name, int Index, Shape Input, Shape Output, IReadOnlyList<ParameterSlice> Parameters, bool KeepsPreActivation = false);

/// <summary>A part of the parameter vector whose gradient is computed at once.</summary>
/// <param name="Offset">Its first element.</param>
/// <param name="Length">Its elements.</param>
/// <param name="Role">What they are.</param>
internal readonly record struct GradientRange(int Offset, int Length, ParameterRole Role);

/// <summary>One pass through the steps.</summary>
/// <param name="Rows">Samples in the batch.</param>
/// <param name="Training">Whether dropout drops.</param>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="Number">The training step's number: with the seed it fixes every random number of the pass.</param>
internal readonly record struct Pass(int Rows, bool Training = false, long Seed = 0, long Number = 0);

/// <summary>The memory of one step: row-major [rows, width] arrays, each with <see cref="Simd.Slack"/> elements behind it.</summary>
internal sealed class StepBuffers<T>
{
    /// <summary>What comes in: the output of the step before.</summary>
    public required T[] Input { get; init; }

    /// <summary>What goes out.</summary>
    public required T[] Output { get; init; }

    /// <summary>What the step keeps from its forward for its backward pass: a pre-activation, a mask. Empty if nothing.</summary>
    public required T[] Kept { get; init; }

    /// <summary>Where the input's rows may differ from zero, if it has many zeros and the step knows how to leave them out.</summary>
    public NonZeros? RowNonZeros { get; init; }

    /// <summary>The same of the input's columns, for the parameter gradient.</summary>
    public NonZeros? ColumnNonZeros { get; init; }

    /// <summary>∂L/∂output; the backward pass may overwrite it with ∂L/∂z.</summary>
    public T[] OutputGradient { get; init; } = [];

    /// <summary>∂L/∂input; empty if nobody needs it.</summary>
    public T[] InputGradient { get; init; } = [];
}

/// <summary>A layer compiled for one precision: plain functions over rows, without state of its own. Shared by all threads.</summary>
/// <remarks>
/// Forward and backward treat every row by itself, so that rows may be split among threads; the parameter gradient sums over rows and
/// is split by tiles of the parameters. Either way an element's bits do not depend on the split.
/// </remarks>
internal abstract class Step<T>(StepSite site)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The step's place in the network.</summary>
    public StepSite Site { get; } = site;

    /// <summary>Whether the output is the input in another shape: the memory is shared and the step is not run.</summary>
    public virtual bool IsView => false;

    /// <summary>Elements per row that are kept for the backward pass.</summary>
    public virtual int KeptWidth => 0;

    /// <summary>Whether parameters exist that training may change.</summary>
    public bool IsTrainable { get; } = site.Parameters.Any(slice => !slice.Frozen);

    /// <summary>Multiplications and additions per row of one pass: from it follows whether threads are worth trying first.</summary>
    public virtual long OperationsPerRow => Site.Output.Size;

    /// <summary>Tiles that <see cref="ParameterGradient"/> is cut into.</summary>
    public virtual int GradientTiles => 0;

    /// <summary>Whether zeros in the input are worth looking for: <see cref="StepBuffers{T}.RowNonZeros"/> is used then.</summary>
    public virtual bool LeavesOutZeros => false;

    /// <summary>The parameters that a tile's gradient is of: each slice of which layer array, and which of its elements.</summary>
    public virtual IEnumerable<GradientRange> GradientRanges(int tile) => [];

    /// <summary>Output from input, for rows <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    public abstract void Forward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch);

    /// <summary>From ∂L/∂output: ∂L/∂z in its place and, if asked for, ∂L/∂input, for the same rows.</summary>
    public abstract void Backward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch);

    /// <summary>z after the forward pass, where a plan is compiled for tracing: what the layer's function takes; the input of one without weights.</summary>
    public virtual T[] PreActivation(StepBuffers<T> buffers) => buffers.Input;

    /// <summary>δ = ∂L/∂z, right after this step's backward pass: the step before may overwrite it.</summary>
    public virtual T[] Delta(StepBuffers<T> buffers) => buffers.InputGradient;

    /// <summary>One tile of ∂L/∂parameters, over all rows of the batch.</summary>
    /// <param name="buffers">As the backward pass left them.</param>
    /// <param name="gradients">The whole gradient vector.</param>
    /// <param name="tile">0 … <see cref="GradientTiles"/> − 1.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="accumulate">Whether to add to what the vector holds.</param>
    /// <param name="scratch">Memory of this thread's own.</param>
    public virtual void ParameterGradient(
        StepBuffers<T> buffers, Span<T> gradients, int tile, in Pass pass, bool accumulate, Span<T> scratch)
    {
    }

    /// <summary>The rows asked for of a buffer of this width, without the slack.</summary>
    protected static Span<T> Rows(T[] buffer, int first, int count, int width) => buffer.AsSpan(first * width, count * width);
}
