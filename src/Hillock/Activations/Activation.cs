using System.Numerics;

namespace Hillock.Activations;

/// <summary>The function that turns a unit's weighted sum z into its output a.</summary>
/// <remarks>An immutable value, equal by its settings. Scalar activations act element by element; softmax acts on a whole row.</remarks>
public abstract record Activation
{
    private protected Activation()
    {
    }

    /// <summary>The name in files and on the command line: <c>sigmoid</c>, <c>relu</c>, …</summary>
    public abstract string Name { get; }

    /// <summary>The compiled form, for one precision.</summary>
    internal abstract ActivationKernel<T> Kernel<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
