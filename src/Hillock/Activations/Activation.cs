using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Kernels;

namespace Hillock.Activations;

/// <summary>The function that turns a unit's weighted sum z into its output a.</summary>
/// <remarks>
/// An immutable value, equal by its settings. Scalar activations act element by element; softmax acts on a whole row. A setting that is
/// impossible is refused with an <see cref="ArgumentException"/> where it is set.
/// </remarks>
public abstract partial record Activation
{
    private protected Activation()
    {
    }

    /// <summary>The name in files and on the command line: <c>sigmoid</c>, <c>relu</c>, …</summary>
    public abstract string Name { get; }

    /// <summary>The interval that outputs lie in.</summary>
    public abstract OutputRange Range { get; }

    /// <summary>Whether an output depends on its own z only; otherwise on the whole row.</summary>
    public virtual bool IsScalar => true;

    /// <summary>Where f, its slope or its curvature jumps: a difference between the two sides of such a z is no derivative.</summary>
    internal virtual IReadOnlyList<double> Kinks => [];

    /// <summary>The activation of that name; <c>leaky_relu:0.2</c> sets its slope, and likewise the setting of each that has one.</summary>
    /// <exception cref="ArgumentException">There is no such activation; the message offers the nearest name.</exception>
    public static Activation Parse(string name) => Registry.Parse(name);

    /// <summary>The names of all activations.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    internal static Activation FromJson(JsonNode? json) => Registry.FromJson(json);

    internal JsonNode ToJson() => Registry.ToJson(this);

    // With a textbook's settings each has a property of its type's name.
    internal string ToCSharp() => this == Registry.Entries.First(entry => entry.Name == Name).Default ? $"{nameof(Activation)}.{GetType().Name}" : Registry.ToCSharp(this);

    /// <summary>The compiled form, for one precision, at this machine's vector width.</summary>
    internal ActivationKernel<T> Kernel<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Simd.Width switch
        {
            512 => Kernel<Simd512<T>, T>(),
            256 => Kernel<Simd256<T>, T>(),
            _ => Kernel<Simd128<T>, T>(),
        };

    /// <summary>The compiled form, for one precision and vector width. The results are the same bits at every width.</summary>
    internal abstract ActivationKernel<T> Kernel<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
