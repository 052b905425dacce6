using System.Numerics;
using System.Runtime.InteropServices;

namespace Hillock.Files;

/// <summary>A named array of numbers in a file, or on its way into one. It views its numbers; it does not own a copy.</summary>
internal abstract class NamedTensor
{
    private readonly int[] shape;

    private NamedTensor(string name, ReadOnlySpan<int> shape, ElementType type)
    {
        Name = name;
        this.shape = shape.ToArray();
        Type = type;
    }

    /// <summary>The name: <c>dense_1.weights</c>.</summary>
    public string Name { get; }

    /// <summary>The lengths, outermost first; a single number has none. The elements are row-major.</summary>
    public ReadOnlySpan<int> Shape => shape;

    /// <summary>What the elements are.</summary>
    public ElementType Type { get; }

    /// <summary>The elements as they lie in the file.</summary>
    public abstract ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Bytes.Length / Type.Size();

    /// <summary>A tensor over values in memory, to be written.</summary>
    /// <exception cref="ArgumentException">The shape does not hold that many values, or they take 2 GiB or more.</exception>
    public static NamedTensor Over<T>(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        if (Elements(shape) != values.Length)
            throw new ArgumentException($"Tensor '{name}' of shape [{Describe(shape)}] cannot hold {values.Length:N0} values.");
        if ((long)values.Length * ElementTypes.Of<T>().Size() > Array.MaxLength)
            throw new ArgumentException($"Tensor '{name}' takes 2 GiB or more, too much for one file.");
        return new Values<T>(name, shape, values);
    }

    /// <summary>A tensor over bytes of a file that was read: as many as <paramref name="shape"/> and <paramref name="type"/> need.</summary>
    public static NamedTensor Over(string name, ReadOnlySpan<int> shape, ElementType type, ReadOnlyMemory<byte> bytes) =>
        new Stored(name, shape, type, bytes);

    /// <summary>The product of the lengths; null if no memory could hold so many.</summary>
    public static long? Elements(ReadOnlySpan<int> shape)
    {
        long elements = 1;
        foreach (int length in shape)
        {
            if (length < 0) return null;
            elements *= length; // at most 2³¹·2³¹: cannot overflow
            if (elements > int.MaxValue) return null;
        }

        return elements;
    }

    /// <summary>Copies the elements out, converted where the file holds another type than <typeparamref name="T"/>.</summary>
    /// <param name="destination">Exactly as long as the tensor.</param>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        if (destination.Length != Count)
            throw new ArgumentException($"Tensor '{Name}' has {Count:N0} elements, not {destination.Length:N0}.");

        switch (Type)
        {
            case ElementType.F32: Convert<float, T>(Bytes, destination); break;
            case ElementType.F64: Convert<double, T>(Bytes, destination); break;
            case ElementType.I64: Convert<long, T>(Bytes, destination); break;
            default: Convert<byte, T>(Bytes, destination); break;
        }
    }

    /// <summary>Name, type and shape: <c>dense_1.weights F32 [64, 10]</c>.</summary>
    public override string ToString() => $"{Name} {Type} [{Describe(shape)}]";

    private static string Describe(ReadOnlySpan<int> shape) => string.Join(", ", shape.ToArray());

    private static void Convert<TSource, T>(ReadOnlySpan<byte> bytes, Span<T> destination)
        where TSource : unmanaged, INumberBase<TSource>
        where T : unmanaged, INumberBase<T>
    {
        ReadOnlySpan<TSource> source = MemoryMarshal.Cast<byte, TSource>(bytes);
        if (typeof(TSource) == typeof(T))
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(destination));
            return;
        }

        for (int i = 0; i < source.Length; i++) destination[i] = T.CreateSaturating(source[i]);
    }

    private sealed class Values<T>(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<T> values)
        : NamedTensor(name, shape, ElementTypes.Of<T>())
        where T : unmanaged
    {
        public override ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(values.Span);
    }

    private sealed class Stored(string name, ReadOnlySpan<int> shape, ElementType type, ReadOnlyMemory<byte> bytes)
        : NamedTensor(name, shape, type)
    {
        public override ReadOnlySpan<byte> Bytes => bytes.Span;
    }
}
