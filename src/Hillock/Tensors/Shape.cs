using System.Collections;

namespace Hillock.Tensors;

/// <summary>The shape of one sample (the batch is not counted): 1 to 4 lengths, outermost first; an image is channels × height × width.</summary>
public sealed class Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    /// <summary>The most elements one sample may have.</summary>
    public const int MaximumSize = 1 << 28;

    private readonly int[] lengths;

    /// <summary>Creates a shape from its lengths.</summary>
    /// <exception cref="ArgumentException">Not 1 to 4 lengths, a length below 1, or more than <see cref="MaximumSize"/> elements.</exception>
    public Shape(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length is < 1 or > 4)
            throw new ArgumentException($"A shape has 1 to 4 lengths, not {lengths.Length}.");

        long size = 1;
        foreach (int length in lengths)
        {
            if (length < 1) throw new ArgumentException($"A shape's lengths are at least 1, not {length}.");
            size *= length;
            if (size > MaximumSize) throw new ArgumentException($"A sample of shape {string.Join('×', lengths.ToArray())} has more than {MaximumSize:N0} elements.");
        }

        this.lengths = lengths.ToArray();
        Size = (int)size;
    }

    /// <summary>Number of elements: the product of the lengths.</summary>
    public int Size { get; }

    /// <summary>Number of lengths, 1 to 4.</summary>
    public int Rank => lengths.Length;

    /// <inheritdoc/>
    int IReadOnlyCollection<int>.Count => lengths.Length;

    /// <summary>The length along an axis.</summary>
    public int this[int axis] => lengths[axis];

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && lengths.AsSpan().SequenceEqual(other.lengths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int length in lengths) hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>The lengths joined by ×: <c>1×28×28</c>.</summary>
    public override string ToString() => string.Join('×', lengths);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)lengths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => lengths.GetEnumerator();
}
