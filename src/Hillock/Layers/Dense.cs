using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Files;
using Hillock.Initializers;
using Hillock.Kernels;
using Hillock.Naming;
using Hillock.Tensors;

namespace Hillock.Layers;

/// <summary>Fully connected layer, a = f(x·W + b).</summary>
/// <remarks>
/// W is [in][out], b is [out]. With δ = ∂L/∂z = ∂L/∂a ⊙ f′(z): ∂L/∂W = xᵀ·δ, ∂L/∂b = Σ δ over the batch, ∂L/∂x = δ·Wᵀ.
/// </remarks>
public sealed record Dense : Layer
{
    /// <summary>The most units a layer may have.</summary>
    public const int MaximumUnits = 1 << 20;

    /// <summary>Describes a dense layer.</summary>
    /// <param name="units">Number of outputs, 1 to <see cref="MaximumUnits"/>.</param>
    /// <param name="activation">f; null: linear.</param>
    public Dense(int units, Activation? activation = null)
    {
        if (units is < 1 or > MaximumUnits)
            throw new ArgumentException($"A dense layer has 1 to {MaximumUnits:N0} units, not {units:N0}.");
        Units = units;
        Activation = activation ?? Activation.Linear;
    }

    /// <inheritdoc/>
    public override string Type => "dense";

    /// <summary>Number of outputs.</summary>
    public int Units { get; }

    /// <summary>f, applied to each row of z.</summary>
    public Activation Activation { get; }

    /// <summary>Whether b is there; without it a = f(x·W).</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>Whether training leaves b as it is, and only b: a constant, as in examples that move the weights alone.</summary>
    public bool BiasFrozen { get; init; }

    /// <summary>Where the weights start; <c>auto</c> picks by activation.</summary>
    public Initializer WeightInitializer { get; init; } = Initializer.Auto;

    /// <summary>Where the biases start.</summary>
    public Initializer BiasInitializer { get; init; } = Initializer.Zeros;

    internal override IReadOnlyList<string> Parts => HasBias ? ["weights", "bias"] : ["weights"];

    internal override Activation? OutputActivation => Activation;

    internal override Layer WithoutOutputActivation() => new Dense(Units)
    {
        Name = Name,
        Frozen = Frozen,
        HasBias = HasBias,
        BiasFrozen = BiasFrozen,
        WeightInitializer = WeightInitializer,
        BiasInitializer = BiasInitializer,
    };

    internal override Layer Unfrozen() => this with { Frozen = false, BiasFrozen = false };

    internal override Shape OutputShape(Shape input) => input.Rank == 1
        ? new Shape(Units)
        : throw new ArgumentException($"expects a vector and gets shape {input}; put a flatten layer before it.");

    internal override IReadOnlyList<ParameterSpecification> Parameters(Shape input)
    {
        var weights = new ParameterSpecification(
            "weights", new Shape(input.Size, Units), ParameterRole.Weight, WeightInitializer.For(Activation), input.Size, Units);
        return HasBias
            ? [weights, new ParameterSpecification("bias", new Shape(Units), ParameterRole.Bias, BiasInitializer, input.Size, Units, BiasFrozen)]
            : [weights];
    }

    internal override string Describe() => $"dense {Units} {Activation.Name}";

    internal override void WriteSettings(JsonObject node)
    {
        node["units"] = Units;
        node["activation"] = Activation.ToJson();
        if (!HasBias) node["bias"] = null;
        if (BiasFrozen) node["bias_frozen"] = true;
        if (WeightInitializer != Initializer.Auto) node["init"] = WeightInitializer.ToJson();
        if (BiasInitializer != Initializer.Zeros) node["bias_init"] = BiasInitializer.ToJson();
    }

    internal static Dense Read(JsonFields fields) => new(fields.Integer("units"), ActivationLayer.ReadActivation(fields))
    {
        HasBias = !fields.IsNull("bias"),
        BiasFrozen = fields.Flag("bias_frozen", false),
        WeightInitializer = fields.Part("init", Initializer.FromJson, Initializer.Auto),
        BiasInitializer = fields.Part("bias_init", Initializer.FromJson, Initializer.Zeros),
    };

    private protected override ConstructorCall Construct() => (Activation == Activation.Linear
            ? new ConstructorCall(nameof(Dense), $"{Units}")
            : new ConstructorCall(nameof(Dense), $"{Units}", Activation.ToCSharp()))
        .With(nameof(HasBias), HasBias ? null : "false")
        .With(nameof(BiasFrozen), BiasFrozen ? "true" : null)
        .With(nameof(WeightInitializer), WeightInitializer == Initializer.Auto ? null : WeightInitializer.ToCSharp())
        .With(nameof(BiasInitializer), BiasInitializer == Initializer.Zeros ? null : BiasInitializer.ToCSharp());

    internal override Step<T> Compile<T>(StepSite site) => new DenseStep<T>(site, Activation);
}

/// <summary><see cref="Dense"/> compiled: one matrix product forward, two backward, activation on the rows while they are in the cache.</summary>
internal sealed class DenseStep<T>(StepSite site, Activation activation) : Step<T>(site)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A gradient tile is a band of W's rows: about 32,768 weights, which stay in the second-level cache until they are updated, but rows
    // enough to pay for reading δ.
    private const int WeightsPerTile = 32768;
    private const int FewestRowsPerTile = 16 * MatrixProduct.TileRows;

    // Below this width the lists of columns cost as much as the columns.
    private const int InputsWorthListing = 64;

    private readonly int inputs = site.Input.Size;
    private readonly int units = site.Output.Size;
    private readonly ParameterSlice weights = site.Parameters[0];
    private readonly ParameterSlice? bias = site.Parameters.Count > 1 ? site.Parameters[1] : null;
    private readonly ActivationKernel<T>? kernel = activation is Linear ? null : activation.Kernel<T>();

    public override int KeptWidth => KeepsPreActivation ? units : 0;

    public override long OperationsPerRow => 2L * inputs * units;

    /// <summary>Inputs whose weights' gradients are one tile.</summary>
    public int RowsPerTile { get; } = RoundUp(Math.Clamp(WeightsPerTile / site.Output.Size, FewestRowsPerTile, Math.Max(FewestRowsPerTile, site.Input.Size)));

    public override int GradientTiles => (inputs + RowsPerTile - 1) / RowsPerTile;

    public override bool LeavesOutZeros => inputs >= InputsWorthListing;

    private bool KeepsPreActivation => Site.KeepsPreActivation || kernel is { BackwardNeedsInput: true };

    public override IEnumerable<GradientRange> GradientRanges(int tile)
    {
        int from = tile * RowsPerTile;
        if (!weights.Frozen)
            yield return new GradientRange(weights.Offset + (from * units), Math.Min(RowsPerTile, inputs - from) * units, weights.Role);
        if (tile == 0 && bias is { Frozen: false }) yield return new GradientRange(bias.Offset, bias.Length, bias.Role);
    }

    public override void Forward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch)
    {
        Span<T> a = Rows(buffers.Output, first, count, units);
        Span<T> z = buffers.Kept.Length > 0 ? Rows(buffers.Kept, first, count, units) : a;
        ReadOnlySpan<T> x = Rows(buffers.Input, first, count, inputs);
        int firstTile = first / MatrixProduct.TileRows;
        buffers.RowNonZeros?.FindInRows(x, count, inputs, firstTile);
        Matrix<T> w = new(weights.Of(parameters), units);
        MatrixProduct.Multiply(
            count, units, inputs, new Matrix<T>(x, inputs), w, z, bias is null ? default : bias.Of(parameters), scratch, buffers.RowNonZeros, firstTile);
        if (kernel is not null) kernel.Forward(z, a, units);
        else if (z != a) z.CopyTo(a);
    }

    public override void Backward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch)
    {
        Span<T> delta = Rows(buffers.OutputGradient, first, count, units);
        if (kernel is not null)
        {
            ReadOnlySpan<T> z = buffers.Kept.Length > 0 ? Rows(buffers.Kept, first, count, units) : default;
            kernel.Backward(z, Rows(buffers.Output, first, count, units), delta, delta, units);
        }

        if (buffers.InputGradient.Length == 0) return;
        Matrix<T> w = new(weights.Of(parameters), units);
        MatrixProduct.Multiply(
            count, inputs, units, new Matrix<T>(delta, units), w.Transposed, Rows(buffers.InputGradient, first, count, inputs), default, scratch);
    }

    public override T[] PreActivation(StepBuffers<T> buffers) => buffers.Kept;

    public override T[] Delta(StepBuffers<T> buffers) => buffers.OutputGradient;

    public override void ParameterGradient(
        StepBuffers<T> buffers, Span<T> gradients, int tile, in Pass pass, bool accumulate, Span<T> scratch)
    {
        int from = tile * RowsPerTile;
        int count = Math.Min(RowsPerTile, inputs - from);
        ReadOnlySpan<T> delta = Rows(buffers.OutputGradient, 0, pass.Rows, units);
        if (!weights.Frozen)
        {
            ReadOnlySpan<T> x = buffers.Input.AsSpan(from);
            int firstTile = from / MatrixProduct.TileRows;
            buffers.ColumnNonZeros?.FindInColumns(x, pass.Rows, inputs, count, firstTile);
            Span<T> band = weights.Of(gradients).Slice(from * units, count * units);
            MatrixProduct.Multiply(
                count, units, pass.Rows, new Matrix<T>(x, inputs).Transposed, new Matrix<T>(delta, units), band, accumulate ? band : default, scratch, buffers.ColumnNonZeros, firstTile);
        }

        if (tile == 0 && bias is { Frozen: false }) Reductions.ColumnSums(delta, pass.Rows, bias.Of(gradients), accumulate);
    }

    private static int RoundUp(int rows) => (rows + MatrixProduct.TileRows - 1) / MatrixProduct.TileRows * MatrixProduct.TileRows;
}
