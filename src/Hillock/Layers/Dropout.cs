using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Files;
using Hillock.Kernels;
using Hillock.Naming;
using Hillock.Tensors;

namespace Hillock.Layers;

/// <summary>Inverted dropout (Srivastava et al. 2014): in training each input is 0 with probability p, else divided by 1 − p.</summary>
/// <remarks>Outside training it changes nothing. The mask of a step is a function of seed, step, layer and element alone.</remarks>
public sealed record Dropout : Layer
{
    /// <summary>Describes a dropout layer.</summary>
    /// <param name="rate">p, at least 0 and below 1.</param>
    public Dropout(double rate)
    {
        if (rate is not (>= 0 and < 1)) throw new ArgumentException($"A dropout rate is at least 0 and below 1, not {rate}.");
        Rate = rate;
    }

    /// <inheritdoc/>
    public override string Type => "dropout";

    /// <summary>p, the probability that an input is dropped.</summary>
    public double Rate { get; }

    internal override Shape OutputShape(Shape input) => input;

    internal override string Describe() => $"dropout {Rate}";

    internal override void WriteSettings(JsonObject node) => node["rate"] = Rate;

    internal static Dropout Read(JsonFields fields) => new(fields.Number("rate"));

    private protected override ConstructorCall Construct() => new(nameof(Dropout), CSharpText.Literal(Rate));

    internal override Step<T> Compile<T>(StepSite site) => new DropoutStep<T>(site, Rate);
}

/// <summary><see cref="Dropout"/> compiled; the mask (0 or 1/(1 − p)) is kept for the backward pass.</summary>
internal sealed class DropoutStep<T>(StepSite site, double rate) : Step<T>(site)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int size = site.Output.Size;
    private readonly T kept = T.CreateChecked(1 / (1 - rate));

    // A 64-bit random number below this many of 2⁶⁴ drops its element.
    private readonly ulong threshold = (ulong)(rate * 18446744073709551616.0);

    public override int KeptWidth => size;

    public override long OperationsPerRow => 40L * size; // Philox costs about as much as 40 multiplications

    public override void Forward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch)
    {
        ReadOnlySpan<T> x = Rows(buffers.Input, first, count, size);
        Span<T> y = Rows(buffers.Output, first, count, size);
        if (!pass.Training)
        {
            x.CopyTo(y);
            return;
        }

        Span<T> mask = Rows(buffers.Kept, first, count, size);
        var random = new RandomStream(pass.Seed, RandomPurpose.Dropout, Site.Index);
        long origin = (pass.Number << 32) + ((long)first * size); // no two steps share a number: a batch has fewer than 2³² elements
        for (int i = 0; i < mask.Length; i++) mask[i] = random.Bits(origin + i) < threshold ? T.Zero : kept;
        Elementwise.Map(default(Product<T>), x, mask, y);
    }

    public override void Backward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch)
    {
        if (buffers.InputGradient.Length == 0) return;
        ReadOnlySpan<T> delta = Rows(buffers.OutputGradient, first, count, size);
        Span<T> gradient = Rows(buffers.InputGradient, first, count, size);
        if (pass.Training) Elementwise.Map(default(Product<T>), delta, Rows(buffers.Kept, first, count, size), gradient);
        else delta.CopyTo(gradient);
    }
}
