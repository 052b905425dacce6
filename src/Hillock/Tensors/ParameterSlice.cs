namespace Hillock.Tensors;

/// <summary>What a parameter is for: penalties and decay act on weights only.</summary>
public enum ParameterRole
{
    /// <summary>Multiplies an input.</summary>
    Weight,

    /// <summary>Is added.</summary>
    Bias,
}

/// <summary>One named array of a model's parameters: a slice of the one flat vector that holds them all.</summary>
/// <param name="Name">Layer and part, <c>dense_1.weights</c>.</param>
/// <param name="Shape">Lengths; a dense layer's weights are [in][out], row-major.</param>
/// <param name="Role">Weight or bias.</param>
/// <param name="Offset">Where the slice begins in the flat vector.</param>
/// <param name="Frozen">Training leaves it as it is.</param>
public sealed record ParameterSlice(string Name, Shape Shape, ParameterRole Role, int Offset, bool Frozen)
{
    /// <summary>Number of elements.</summary>
    public int Length => Shape.Size;

    /// <summary>The slice's elements in a vector laid out like the parameters: the parameters, their gradients, an optimizer's slot.</summary>
    internal Span<T> Of<T>(Span<T> vector) => vector.Slice(Offset, Length);

    /// <inheritdoc cref="Of{T}(Span{T})"/>
    internal ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> vector) => vector.Slice(Offset, Length);
}
