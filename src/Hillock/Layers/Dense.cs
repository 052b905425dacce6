using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Files;
using Hillock.Initializers;
using Hillock.Kernels;
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
        WeightInitializer = WeightInitializer,
        BiasInitializer = BiasInitializer,
    };

    internal override Shape OutputShape(Shape input) => input.Rank == 1
        ? new Shape(Units)
        : throw new ArgumentException($"expects a vector and gets shape {input}; put a flatten layer before it.");

    internal override IReadOnlyList<ParameterSpecification> Parameters(Shape input)
    {
        var weights = new ParameterSpecification(
            "weights", new Shape(input.Size, Units), ParameterRole.Weight, WeightInitializer.For(Activation), input.Size, Units);
        return HasBias
            ? [weights, new ParameterSpecification("bias", new Shape(Units), ParameterRole.Bias, BiasInitializer, input.Size, Units)]
            : [weights];
    }

    internal override string Describe() => $"dense {Units} {Activation.Name}";

    internal override void WriteSettings(JsonObject node)
    {
        node["units"] = Units;
        node["activation"] = Activation.ToJson();
        if (!HasBias) node["bias"] = null;
        if (WeightInitializer != Initializer.Auto) node["init"] = WeightInitializer.ToJson();
        if (BiasInitializer != Initializer.Zeros) node["bias_init"] = BiasInitializer.ToJson();
    }

    internal static Dense Read(JsonFields fields) => new(fields.Integer("units"), ActivationLayer.ReadActivation(fields))
    {
        HasBias = !fields.IsNull("bias"),
        WeightInitializer = fields.Part("init", Initializer.FromJson, Initializer.Auto),
        BiasInitializer = fields.Part("bias_init", Initializer.FromJson, Initializer.Zeros),
    };

    internal override Step<T> Compile<T>(StepSite site) => new DenseStep<T>(site, Activation);
}

/// <summary><see cref="Dense"/> compiled: one matrix product forward, two backward, activation on the rows while they are in the cache.</summary>
internal sealed class DenseStep<T>(StepSite site, Activation activation) : Step<T>(site)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A gradient tile is a band of W's rows, about 32,768 weights: some tens of microseconds of work for a batch of 32.
    private const int WeightsPerTile = 32768;

    private readonly int inputs = site.Input.Size;
    private readonly int units = site.Output.Size;
    private readonly ParameterSlice weights = site.Parameters[0];
    private readonly ParameterSlice? bias = site.Parameters.Count > 1 ? site.Parameters[1] : null;
    private readonly ActivationKernel<T>? kernel = activation is Linear ? null : activation.Kernel<T>();
    private readonly int bandRows = Math.Clamp(WeightsPerTile / site.Output.Size / 6 * 6, 6, site.Input.Size + 6);

    public override int KeptWidth => KeepsPreActivation ? units : 0;

    public override long OperationsPerRow => 2L * inputs * units;

    public override int GradientTiles => (inputs + bandRows - 1) / bandRows;

    private bool KeepsPreActivation => Site.KeepsPreActivation || kernel is { BackwardNeedsInput: true };

    public override void Forward(StepBuffers<T> buffers, ReadOnlySpan<T> parameters, int first, int count, in Pass pass, Span<T> scratch)
    {
        Span<T> a = Rows(buffers.Output, first, count, units);
        Span<T> z = buffers.Kept.Length > 0 ? Rows(buffers.Kept, first, count, units) : a;
        Matrix<T> x = new(Rows(buffers.Input, first, count, inputs), inputs);
        Matrix<T> w = new(weights.Of(parameters), units);
        MatrixProduct.Multiply(count, units, inputs, x, w, z, bias is null ? default : bias.Of(parameters), scratch);
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

    public override void ParameterGradient(
        StepBuffers<T> buffers, Span<T> gradients, int tile, in Pass pass, bool accumulate, Span<T> scratch)
    {
        int from = tile * bandRows;
        int count = Math.Min(bandRows, inputs - from);
        ReadOnlySpan<T> delta = Rows(buffers.OutputGradient, 0, pass.Rows, units);
        Matrix<T> x = new(buffers.Input.AsSpan(from), inputs);
        if (!weights.Frozen)
        {
            Span<T> band = weights.Of(gradients).Slice(from * units, count * units);
            MatrixProduct.Multiply(
                count, units, pass.Rows, x.Transposed, new Matrix<T>(delta, units), band, accumulate ? band : default, scratch);
        }

        if (tile == 0 && bias is { Frozen: false }) Reductions.ColumnSums(delta, pass.Rows, bias.Of(gradients), accumulate);
    }
}
