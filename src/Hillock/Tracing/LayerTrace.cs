using Hillock.Activations;
using Hillock.Tensors;

namespace Hillock.Tracing;

/// <summary>What one layer did with a few samples: every number of its forward and its backward pass.</summary>
/// <remarks>
/// Every layer is seen as a = f(z). For a dense layer z = x·W + b; for one without weights z is its input, and f is its activation, or
/// what it multiplies by: dropout's mask, or 1. Matrices over samples are [samples, width]; a shape of several lengths lies flat.
/// What needs a target is null where there was none.
/// </remarks>
public sealed class LayerTrace
{
    private readonly Func<int, Matrix> jacobian;

    /// <summary>Keeps what computes a sample's Jacobian, by the activation's own kernel.</summary>
    internal LayerTrace(Func<int, Matrix> jacobian) => this.jacobian = jacobian;

    /// <summary>The layer's name: <c>dense_1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of layer, as in files: <c>dense</c>.</summary>
    public required string Type { get; init; }

    /// <summary>f; null for a layer that has none, such as dropout.</summary>
    public required Activation? Activation { get; init; }

    /// <summary>The shape of a sample that comes out.</summary>
    public required Shape Shape { get; init; }

    /// <summary>x: what comes in, [samples, in].</summary>
    public required Matrix Input { get; init; }

    /// <summary>z: the weighted sums, [samples, out].</summary>
    public required Matrix PreActivation { get; init; }

    /// <summary>a = f(z): what goes out, [samples, out].</summary>
    public required Matrix Output { get; init; }

    /// <summary>f′(z), [samples, out]; null for an activation whose derivative is a whole matrix: see <see cref="Jacobian"/>.</summary>
    public Matrix? ActivationDerivative { get; init; }

    /// <summary>∂L/∂a: how the loss changes with this layer's output, [samples, out].</summary>
    public Matrix? OutputGradient { get; init; }

    /// <summary>δ = ∂L/∂z, [samples, out].</summary>
    public Matrix? Delta { get; init; }

    /// <summary>W, [in][out]; null without weights.</summary>
    public Matrix? Weights { get; init; }

    /// <summary>∂L/∂W, [in][out], summed over the samples, without the penalty.</summary>
    public Matrix? WeightGradients { get; init; }

    /// <summary>∂γ/∂W, [in][out]: what a penalty for large weights adds to the gradient; null without one.</summary>
    public Matrix? PenaltyGradients { get; init; }

    /// <summary>b, one row; null without bias.</summary>
    public Matrix? Bias { get; init; }

    /// <summary>∂L/∂b, one row, summed over the samples.</summary>
    public Matrix? BiasGradients { get; init; }

    /// <summary>Whether an update leaves the weights as they are.</summary>
    public bool WeightsFrozen { get; init; }

    /// <summary>Whether an update leaves the bias as it is.</summary>
    public bool BiasFrozen { get; init; }

    /// <summary>∂aᵢ/∂zⱼ at [i, j] for one sample: diagonal for a scalar activation, full for softmax.</summary>
    /// <remarks>Computed when asked for: a layer of a thousand units has a million of them.</remarks>
    /// <exception cref="HillockException">The layer is so wide that its Jacobian fits in no memory.</exception>
    public Matrix Jacobian(int sample)
    {
        int width = Output.Columns;
        if ((long)width * width > Array.MaxLength) throw new HillockException($"The Jacobian of '{Name}' has {width:N0}² numbers, more than fit into memory.");
        if (ActivationDerivative is null) return jacobian(sample);
        double[] values = new double[width * width];
        for (int i = 0; i < width; i++) values[i * (width + 1)] = ActivationDerivative[sample, i];
        return new Matrix(width, width, values);
    }
}
