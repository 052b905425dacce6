using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Kernels;

namespace Hillock.Losses;

/// <summary>How far predictions are from targets: the number that training makes small.</summary>
/// <remarks>
/// The loss of a batch is Σ sᵢ·ℓᵢ over its samples, where ℓᵢ is the sample's own loss and sᵢ its weight over the sum of weights
/// (1/N without weights). Formulas write p for the prediction, t for the target, K for the number of outputs.
/// A setting that is impossible is refused with an <see cref="ArgumentException"/> where it is set.
/// </remarks>
public abstract partial record Loss
{
    private protected Loss()
    {
    }

    /// <summary>The name in files and on the command line: <c>cross_entropy</c>, <c>mean_squared_error</c>, …</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The output activation with which this loss is computed in one stable formula from the logits z, null if there is none.
    /// </summary>
    internal virtual Activation? FusedActivation => null;

    /// <summary>Of two classes, the second is the answer for an output of at least this: the middle between the targets.</summary>
    internal virtual double DecisionBoundary => 0.5;

    /// <summary>
    /// How far an output is from the nearest place where ∂ℓ/∂p, or its slope, jumps, with a sign that tells the two sides apart; 1 where there is none.
    /// </summary>
    internal virtual double KinkDistance(double p, double t) => 1;

    /// <summary>The loss of that name; <c>huber:0.5</c> sets its delta, and likewise the setting of each that has one.</summary>
    /// <exception cref="ArgumentException">There is no such loss; the message offers the nearest name.</exception>
    public static Loss Parse(string name) => Registry.Parse(name);

    /// <summary>The names of all losses.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    internal static Loss FromJson(JsonNode? json) => Registry.FromJson(json);

    internal JsonNode ToJson() => Registry.ToJson(this);

    // With a textbook's settings each has a property of its type's name.
    internal string ToCSharp() => this == Registry.Entries.First(entry => entry.Name == Name).Default ? $"{nameof(Loss)}.{GetType().Name}" : Registry.ToCSharp(this);

    /// <summary>The compiled form, for one precision, at this machine's vector width.</summary>
    /// <param name="onLogits">The predictions are logits: what goes into <see cref="FusedActivation"/>, not what comes out.</param>
    internal LossKernel<T> Kernel<T>(bool onLogits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Simd.Width switch
        {
            512 => Kernel<Simd512<T>, T>(onLogits),
            256 => Kernel<Simd256<T>, T>(onLogits),
            _ => Kernel<Simd128<T>, T>(onLogits),
        };

    /// <summary>The compiled form, for one precision and vector width. The results are the same bits at every width.</summary>
    internal LossKernel<T> Kernel<V, T>(bool onLogits)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!onLogits) return OnOutputs<V, T>();
        if (FusedActivation is null) throw new ArgumentException($"The loss {Name} is not computed from logits.");
        return OnLogits<V, T>();
    }

    /// <summary>The kernel whose predictions are the network's outputs.</summary>
    private protected abstract LossKernel<T> OnOutputs<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The kernel whose predictions are logits: only with a <see cref="FusedActivation"/>.</summary>
    private protected virtual LossKernel<T> OnLogits<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotSupportedException();
}
