using System.Numerics;

namespace Hillock.Kernels;

/// <summary>Dilation of a picture by a cone, r(p) = maxₙ (f(p + n) − c(n)): whole numbers, so the same at every vector width.</summary>
internal static class Cone
{
    /// <summary>r = max(r, f shifted − cost).</summary>
    /// <param name="f">[elements] the picture where it is shifted to.</param>
    /// <param name="cost">What the way to there costs.</param>
    /// <param name="r">[elements] the largest so far.</param>
    public static void Raise(ReadOnlySpan<short> f, short cost, Span<short> r)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(f.Length, r.Length);
        var costs = new Vector<short>(cost);
        int i = 0;
        for (; i <= r.Length - Vector<short>.Count; i += Vector<short>.Count)
            Vector.Max(new Vector<short>(r[i..]), new Vector<short>(f[i..]) - costs).CopyTo(r[i..]);
        for (; i < r.Length; i++) r[i] = Math.Max(r[i], (short)(f[i] - cost));
    }
}
