using System.Numerics;

namespace Hillock.Kernels;

/// <summary>A register of <see cref="Count"/> numbers: the one vocabulary in which every kernel is written, at every width.</summary>
/// <remarks>
/// Implemented by <see cref="Simd128{T}"/>, <see cref="Simd256{T}"/> and <see cref="Simd512{T}"/>. Every operation acts lane by lane,
/// so a kernel that never adds across lanes gives the same bits at every width. Comparisons give masks for <see cref="Select"/>.
/// </remarks>
internal interface ISimd<TSelf, T>
    where TSelf : struct, ISimd<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract int Count { get; }

    /// <summary>How many such registers the processor has, at least.</summary>
    static abstract int Registers { get; }

    static abstract TSelf Broadcast(T value);

    /// <summary>The same literal in every lane, rounded to the precision.</summary>
    static abstract TSelf Constant(double value);

    static abstract TSelf Load(ref readonly T source, nint offset);

    void Store(ref T destination, nint offset);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    /// <summary>a·b + c, rounded once where the hardware has FMA.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller; NaN if either is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger; NaN if either is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    static abstract TSelf LessThan(TSelf a, TSelf b);

    static abstract TSelf LessThanOrEqual(TSelf a, TSelf b);

    static abstract TSelf EqualTo(TSelf a, TSelf b);

    /// <summary>Where the mask is set <paramref name="whenSet"/>, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenSet, TSelf otherwise);

    /// <summary>a·2ⁿ for integral n, where a and the result are normal numbers: n is added to the exponent bits of a.</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf a, TSelf n);

    /// <summary>For a normal positive x = m·2ᵉ with 1 ≤ m &lt; 2: the unbiased exponent e.</summary>
    static abstract TSelf Exponent(TSelf x);

    /// <summary>For a normal positive x = m·2ᵉ with 1 ≤ m &lt; 2: the significand m.</summary>
    static abstract TSelf Significand(TSelf x);
}
