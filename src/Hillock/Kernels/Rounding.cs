using System.Numerics;

namespace Hillock.Kernels;

/// <summary>Numbers of one precision in the other: from double to single each is rounded to the nearest.</summary>
internal static class Rounding
{
    /// <summary>Copies all numbers.</summary>
    /// <param name="source">[n].</param>
    /// <param name="destination">[n] or longer.</param>
    public static void Copy<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> destination)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        Span<TTo> own = destination[..source.Length];
        for (int i = 0; i < own.Length; i++) own[i] = TTo.CreateTruncating(source[i]);
    }
}
